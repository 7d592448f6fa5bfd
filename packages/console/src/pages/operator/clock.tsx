import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { client, queries } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { useSay } from '../../parts/say.ts';
import { useWhen } from '../../parts/when.tsx';

const DAY = 86_400;
const leaps = [
  { id: '1h', seconds: 3_600 },
  { id: '1d', seconds: DAY },
  { id: '7d', seconds: 7 * DAY },
  { id: '16d', seconds: 16 * DAY },
] as const;

/** The platform's time; on a sample platform it can be moved on, so that a fortnight's money is seen in a minute. */
export default function Clock() {
  const t = useT();
  const when = useWhen();
  const say = useSay();
  const clock = useQuery({
    queryKey: ['clock'],
    queryFn: ({ signal }) => client.call('GET /api/v1/operator/clock', { signal }),
    refetchInterval: 10_000,
  });
  const move = useMutation({
    mutationFn: (advanceSeconds: number) =>
      client.call('POST /api/v1/operator/clock', { body: { advanceSeconds } }),
    onSuccess: async (now) => {
      queries.setQueryData(['clock'], now);
      say.done(t('clock.moved', { now: when(now.now, 'full') }));
      await queries.invalidateQueries();
    },
    onError: say.problem,
  });
  if (clock.error) return <Problem error={clock.error} retry={() => void clock.refetch()} />;
  if (!clock.data) return <Waiting />;
  const { now, movable, aheadSeconds } = clock.data;
  return (
    <>
      <PageHead title={t('nav.clock')} note={t('clock.note')} />
      <p className="clock-now num" data-testid="clock-now">
        {when(now, 'full')}
      </p>
      <p className="quiet">
        {aheadSeconds > 0
          ? t('clock.ahead', {
              days: exactCount(Math.floor(aheadSeconds / DAY)),
              hours: Math.floor((aheadSeconds % DAY) / 3_600),
            })
          : t('clock.real')}
      </p>
      {movable ? (
        <section className="section">
          <h2>{t('clock.forward')}</h2>
          <p className="quiet">{t('clock.oneWay')}</p>
          <ul className="lines clock-leaps">
            {leaps.map((leap) => (
              <li key={leap.id}>
                <Button
                  size="large"
                  disabled={move.isPending}
                  loading={move.isPending && move.variables === leap.seconds}
                  onClick={() => move.mutate(leap.seconds)}
                  data-testid={`clock-advance-${leap.id}`}
                >
                  {t(`clock.leap.${leap.id}` satisfies Key)}
                </Button>
                <span>{t(`clock.what.${leap.id}` satisfies Key)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p className="callout section">{t('clock.fixed')}</p>
      )}
    </>
  );
}

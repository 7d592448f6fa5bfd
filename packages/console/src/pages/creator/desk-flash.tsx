import { useMutation, useQuery } from '@tanstack/react-query';
import type { FlashSaleView } from '@yellowcart/contract';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { client, queries } from '../../api.ts';
import { exactCount } from '../../format/count.ts';
import { money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { Picture } from '../../parts/picture.tsx';
import { problemText, useSay } from '../../parts/say.ts';
import { useWhen } from '../../parts/when.tsx';
import type { DeskView } from './desk-events.ts';
import { clockText, flashAt } from './flash-clock.ts';
import { flashKey } from './use-room.ts';

const COUNTDOWNS = [10, 30, 60] as const;
const MINUTES = [3, 5, 10] as const;

/** Flash sales that merchants have prepared for this room: started on air, watched, and stopped. */
export function DeskFlash({ view }: { view: DeskView }) {
  const t = useT();
  const { roomId } = view;
  const sales = useQuery({
    queryKey: flashKey(roomId),
    refetchInterval: 5_000,
    queryFn: async ({ signal }) =>
      (await client.call('GET /api/v1/creator/rooms/:roomId/flash-sales', { params: { roomId }, signal }))
        .items,
  });
  const nowMs = useNow((sales.data?.length ?? 0) > 0);
  const shown = sales.data?.filter((sale) => flashAt(sale, nowMs).phase !== 'over') ?? [];
  return (
    <section className="desk-flash" aria-label={t('desk.flash')}>
      <h2>{t('desk.flash')}</h2>
      {sales.error && <p className="bad small">{problemText(sales.error, t)}</p>}
      {sales.data && shown.length === 0 && <p className="quiet small">{t('desk.flashNone')}</p>}
      <ul>
        {shown.map((sale) => (
          <Sale key={sale.dealId} sale={sale} view={view} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
}

/** The platform's time, each second while `ticking`. A sample platform's clock can be moved by days. */
function useNow(ticking: boolean): number {
  const clock = useQuery({
    queryKey: ['clock-ahead'],
    staleTime: 60_000,
    enabled: ticking,
    queryFn: async ({ signal }) => {
      const { now } = await client.call('GET /api/v1/operator/clock', { signal });
      return Date.parse(now) - Date.now();
    },
  });
  const [, tick] = useState(0);
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return Date.now() + (clock.data ?? 0);
}

function Sale({ sale, view, nowMs }: { sale: FlashSaleView; view: DeskView; nowMs: number }) {
  const t = useT();
  const when = useWhen();
  const { phase, seconds } = flashAt(sale, nowMs);
  const clock = clockText(seconds);
  return (
    <li data-testid="desk-sale" data-phase={phase}>
      <Picture src={sale.item.picture} size={36} />
      <div>
        <span className="one-line" title={sale.item.title}>
          {sale.name} · {sale.item.title}
        </span>
        <span className="small">
          <strong className="num">{money(sale.priceMinor, sale.currency)}</strong>{' '}
          <s className="quiet num">{money(sale.item.priceMinor, sale.currency)}</s>
        </span>
      </div>
      <p className="desk-sale-state">
        {phase === 'waiting' ? (
          <span className="quiet small">{t('desk.flashWaiting', { until: when(sale.endsAt) })}</span>
        ) : (
          <strong className="num" role="timer">
            {t(phase === 'countdown' ? 'desk.flashStartsIn' : 'desk.flashEndsIn', { clock })}
          </strong>
        )}
        <span className={sale.left === 0 ? 'bad num' : 'num'} data-testid="desk-sale-left">
          {t('desk.flashLeft', { left: exactCount(sale.left) })}
        </span>
      </p>
      {phase === 'waiting' ? <Start sale={sale} view={view} /> : <Stop sale={sale} roomId={view.roomId} />}
    </li>
  );
}

function Start({ sale, view }: { sale: FlashSaleView; view: DeskView }) {
  const t = useT();
  const say = useSay();
  const [countdownSeconds, setCountdown] = useState<number>(30);
  const [minutes, setMinutes] = useState<number>(5);
  const start = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/start', {
        params: { roomId: view.roomId, dealId: sale.dealId },
        body: { countdownSeconds, minutes },
      }),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: flashKey(view.roomId) }),
  });
  const live = view.state === 'live';
  return (
    <div className="desk-sale-start">
      <Chips
        label={t('desk.flashCountdown')}
        values={COUNTDOWNS}
        value={countdownSeconds}
        text={(count) => t('desk.seconds', { count })}
        onChange={setCountdown}
      />
      <Chips
        label={t('desk.flashMinutes')}
        values={MINUTES}
        value={minutes}
        text={(count) => t('desk.minutesShort', { count })}
        onChange={setMinutes}
      />
      <Button
        block
        disabled={!live}
        title={live ? '' : t('desk.flashWhenLive')}
        loading={start.isPending}
        onClick={() => start.mutate()}
        data-testid="flash-start"
      >
        {t('desk.flashStart')}
      </Button>
    </div>
  );
}

function Stop({ sale, roomId }: { sale: FlashSaleView; roomId: string }) {
  const t = useT();
  const say = useSay();
  const [sure, setSure] = useState(false);
  const stop = useMutation({
    mutationFn: () =>
      client.call('POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/stop', {
        params: { roomId, dealId: sale.dealId },
      }),
    onError: say.problem,
    onSettled: () => queries.invalidateQueries({ queryKey: flashKey(roomId) }),
  });
  if (!sure) {
    return (
      <Button onClick={() => setSure(true)} data-testid="flash-stop">
        {t('desk.flashStop')}
      </Button>
    );
  }
  return (
    <span className="in-place">
      <Button danger loading={stop.isPending} onClick={() => stop.mutate()} data-testid="flash-stop-confirm">
        {t('desk.flashStopSure')}
      </Button>
      <Button onClick={() => setSure(false)}>{t('promo.keep')}</Button>
    </span>
  );
}

function Chips(props: {
  label: string;
  values: readonly number[];
  value: number;
  text: (value: number) => string;
  onChange: (value: number) => void;
}) {
  return (
    <fieldset className="desk-chips" aria-label={props.label}>
      <span className="quiet small">{props.label}</span>
      {props.values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {props.text(value)}
        </button>
      ))}
    </fieldset>
  );
}

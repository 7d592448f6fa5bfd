import { useQuery } from '@tanstack/react-query';
import type { BalanceView } from '@yellowcart/contract';
import { client } from '../../api.ts';
import { money } from '../../format/money.ts';
import { type Key, useT } from '../../i18n/index.ts';
import { MoneyFigure } from '../../parts/figure.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Problem, Waiting } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { useFromNow, useWhen } from '../../parts/when.tsx';
import { type LineSet, lineSets, type Party } from './line-sets.ts';
import { MoneyLines } from './money-lines.tsx';

/** What I have earned, what is on the way, what I can withdraw, why they differ, and when that changes next. */
export default function Money({ party }: { party: Party }) {
  const t = useT();
  const filters = useFilters();
  const lines = filters.oneOf('lines', lineSets) ?? 'all';
  const show = (set: LineSet): void => filters.set({ lines: set === 'all' ? undefined : set });
  const balance = useQuery({
    queryKey: ['balance'],
    queryFn: ({ signal }) => client.call('GET /api/v1/balance', { signal }),
    refetchInterval: 15_000,
  });
  // The platform's clock may be ahead of this computer's: dates are measured from the platform's now.
  const clock = useQuery({
    queryKey: ['clock'],
    queryFn: ({ signal }) => client.call('GET /api/v1/operator/clock', { signal }),
  });
  const now = clock.data ? Date.parse(clock.data.now) : Date.now();
  return (
    <>
      <PageHead title={t('nav.money')} note={t(`money.note.${party}` satisfies Key)} />
      {balance.error && <Problem error={balance.error} retry={() => void balance.refetch()} />}
      {balance.isPending && <Waiting rows={3} />}
      {balance.data && <Figures balance={balance.data} lines={lines} show={show} now={now} />}
      <MoneyLines party={party} lines={lines} show={show} />
    </>
  );
}

function Figures(props: { balance: BalanceView; lines: LineSet; show: (set: LineSet) => void; now: number }) {
  const { balance, lines, show, now } = props;
  const t = useT();
  const when = useWhen();
  const fromNow = useFromNow();
  const { currency, pendingMinor, walletMinor, reserveMinor, debtMinor } = balance;
  const dated = (next: {
    at: string;
    amountMinor: number;
  }): { amount: string; date: string; ago: string } => ({
    amount: money(next.amountMinor, currency),
    date: when(next.at),
    ago: fromNow(next.at, now),
  });
  const figures: { id: string; minor: number; set: LineSet; why: string }[] = [
    {
      id: 'pending',
      minor: pendingMinor,
      set: 'onway',
      why: balance.nextSettlement
        ? t('money.pendingNext', dated(balance.nextSettlement))
        : t(pendingMinor > 0 ? 'money.pendingUndated' : 'money.pendingNone'),
    },
    {
      id: 'reserve',
      minor: reserveMinor,
      set: 'settled',
      why: balance.reserveReleases
        ? t('money.reserveNext', dated(balance.reserveReleases))
        : t('money.reserveNone'),
    },
    { id: 'wallet', minor: walletMinor, set: 'settled', why: t('money.walletWhy') },
    ...(debtMinor < 0
      ? [{ id: 'debt', minor: debtMinor, set: 'reversed' as const, why: t('money.debtWhy') }]
      : []),
  ];
  const earned = pendingMinor + walletMinor + reserveMinor + debtMinor;
  return (
    <section className="purse" aria-label={t('money.figures')}>
      <button
        type="button"
        className="purse-earned"
        aria-pressed={lines === 'all'}
        onClick={() => show('all')}
      >
        <span className="label">{t('money.earned')}</span>
        <strong data-testid="balance-earned">
          <MoneyFigure minor={earned} currency={currency} />
        </strong>
        <span className="quiet">{t('money.earnedWhy', { amount: money(earned, currency) })}</span>
      </button>
      <div className="purse-parts">
        {figures.map((figure) => (
          <button
            key={figure.id}
            type="button"
            aria-pressed={lines !== 'all' && lines === figure.set}
            onClick={() => show(figure.set)}
          >
            <span className="label">{t(`money.${figure.id}` as Key)}</span>
            <strong data-testid={`balance-${figure.id}`}>
              <MoneyFigure minor={figure.minor} currency={currency} />
            </strong>
            <span className="quiet">{figure.why}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

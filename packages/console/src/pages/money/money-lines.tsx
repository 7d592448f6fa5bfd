import type { CommissionView } from '@yellowcart/contract';
import { client, usePages } from '../../api.ts';
import { minorDigits } from '../../format/money.ts';
import { rate } from '../../format/rate.ts';
import { useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Amount, Movement } from '../../parts/figure.tsx';
import { Empty } from '../../parts/notes.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { MoneyStateMark } from '../../parts/state.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { When } from '../../parts/when.tsx';
import { type LineSet, lineSets, type Party } from './line-sets.ts';

/** The order lines behind the figures. What is on the way is parted by what it waits for. */
export function MoneyLines(props: { party: Party; lines: LineSet; show: (set: LineSet) => void }) {
  const t = useT();
  const { party, lines } = props;
  return (
    <section className="section">
      <h2>{t('money.lines')}</h2>
      <Tabs
        label={t('money.lines')}
        value={lines}
        options={lineSets.map((value) => ({ value, label: t(`money.set.${value}`) }))}
        onChange={props.show}
      />
      {lines === 'onway' ? (
        <>
          <h3 className="money-part">{t('money.estimatedPart')}</h3>
          <Lines party={party} state="estimated" />
          <h3 className="money-part">{t('money.confirmedPart')}</h3>
          <Lines party={party} state="confirmed" />
        </>
      ) : (
        <Lines party={party} state={lines === 'all' ? undefined : lines} />
      )}
    </section>
  );
}

function Lines({ party, state }: { party: Party; state: CommissionView['state'] | undefined }) {
  const t = useT();
  const data = usePages(['commissions', state], (cursor, signal) =>
    client.call('GET /api/v1/commissions', { query: { state, cursor, limit: 50 }, signal }),
  );
  const major = (minor: number, currency: string): number => minor / 10 ** minorDigits(currency);
  const columns: Column<CommissionView>[] = [
    {
      key: 'title',
      head: t('money.line'),
      lead: true,
      cell: (line) => <span className="goods-title">{line.title}</span>,
      csv: (line) => line.title,
    },
    {
      key: 'order',
      head: t('order.no'),
      cell: (line) => <CopyId id={line.orderNo} whole />,
      csv: (line) => line.orderNo,
    },
    {
      key: 'base',
      head: t('money.base'),
      right: true,
      cell: (line) => <Amount minor={line.baseMinor} currency={line.currency} />,
      csv: (line) => major(line.baseMinor, line.currency),
    },
    {
      key: 'rate',
      head: t('money.rate'),
      right: true,
      cell: (line) => (line.rateBps === null ? t('money.remainder') : rate(line.rateBps)),
      csv: (line) => (line.rateBps === null ? '' : rate(line.rateBps)),
    },
    {
      key: 'amount',
      head: t(party === 'merchant' ? 'money.amountMerchant' : 'money.amount'),
      right: true,
      cell: (line) => (
        <>
          <Amount minor={line.amountMinor} currency={line.currency} />
          {line.reversedMinor !== 0 && (
            <div className="small">
              <Movement minor={-Math.abs(line.reversedMinor)} currency={line.currency} />
            </div>
          )}
        </>
      ),
      csv: (line) => major(line.amountMinor, line.currency),
    },
    {
      key: 'state',
      head: t('money.state'),
      cell: (line) => <MoneyStateMark state={line.state} />,
      csv: (line) => t(`money.state.${line.state}`),
    },
    {
      key: 'paid',
      head: t('order.paid'),
      cell: (line) => <When at={line.paidAt} />,
      csv: (line) => line.paidAt ?? '',
    },
    {
      key: 'settles',
      head: t('money.settles'),
      cell: (line) => <When at={line.settledAt ?? line.settlesAt} />,
      csv: (line) => line.settledAt ?? line.settlesAt ?? '',
    },
  ];
  return (
    <Sheet
      data={data}
      label={t('money.lines')}
      columns={columns}
      rowKey={(line) => `${line.orderId} ${line.lineNo} ${line.role}`}
      testid="commission-row"
      file="money-lines"
      empty={<Empty title={t('money.empty')} next={t(`money.emptyNext.${party}`)} />}
    />
  );
}

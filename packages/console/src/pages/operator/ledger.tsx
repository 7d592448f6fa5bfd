import type { ResultOf } from '@yellowcart/sdk';
import { useNavigate } from 'react-router';
import { client, usePages } from '../../api.ts';
import { minorDigits, money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Amount } from '../../parts/figure.tsx';
import { useFilters } from '../../parts/filters.ts';
import { Empty } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useLedgerWords } from './ledger-words.ts';

type Accounts = ResultOf<'GET /api/v1/operator/ledger/accounts'>;
type Account = Accounts['items'][number];

/** Every account with its balance, under the one sentence that matters: the books balance, or they don't. */
export default function Ledger() {
  const t = useT();
  const navigate = useNavigate();
  const filters = useFilters();
  const words = useLedgerWords();
  const purpose = filters.get('purpose');
  const data = usePages<Account, Accounts>(['ledger', 'accounts', purpose], (cursor, signal) =>
    client.call('GET /api/v1/operator/ledger/accounts', { query: { purpose, cursor, limit: 50 }, signal }),
  );
  const columns: Column<Account>[] = [
    {
      key: 'party',
      head: t('ledger.party'),
      lead: true,
      cell: (account) => account.partyName,
      csv: (account) => account.partyName,
    },
    {
      key: 'purpose',
      head: t('ledger.purpose'),
      cell: (account) => words.purpose(account.purpose),
      csv: (account) => account.purpose,
    },
    {
      key: 'balance',
      head: t('ledger.balance'),
      right: true,
      cell: (account) => <Amount minor={account.balanceMinor} currency={account.currency} />,
      csv: (account) => account.balanceMinor / 10 ** minorDigits(account.currency),
    },
    {
      key: 'currency',
      head: t('ledger.currency'),
      cell: (account) => account.currency,
      csv: (account) => account.currency,
    },
    {
      key: 'id',
      head: t('ledger.account'),
      cell: (account) => <CopyId id={account.accountId} />,
      csv: (account) => account.accountId,
    },
  ];
  const purposes = [...new Set([...(purpose ? [purpose] : []), ...data.rows.map((row) => row.purpose)])];
  return (
    <>
      <PageHead title={t('nav.ledger')} note={t('ledger.note')} />
      {data.first && <Sums sums={data.first.sums} />}
      <Tabs
        label={t('ledger.purpose')}
        value={purpose ?? 'all'}
        options={[
          { value: 'all', label: t('all') },
          ...purposes.map((value) => ({ value, label: words.purpose(value) })),
        ]}
        onChange={(value) => filters.set({ purpose: value === 'all' ? undefined : value })}
      />
      <Sheet
        data={data}
        label={t('nav.ledger')}
        columns={columns}
        rowKey={(account) => account.accountId}
        onOpen={(account) => void navigate(`/ledger/${account.accountId}`)}
        testid="account-row"
        file="ledger-accounts"
        empty={<Empty title={t('ledger.empty')} next={t('ledger.emptyNext')} />}
      />
    </>
  );
}

function Sums({ sums }: { sums: Accounts['sums'] }) {
  const t = useT();
  const off = sums.filter((sum) => sum.sumMinor !== 0);
  return (
    <p className={`callout ledger-sums ${off.length > 0 ? 'bad' : ''}`} data-testid="ledger-sums">
      {off.length > 0
        ? t('ledger.off', { sums: off.map((sum) => money(sum.sumMinor, sum.currency)).join(', ') })
        : t('ledger.balanced', {
            sums: sums.map((sum) => `${sum.currency} ${money(sum.sumMinor, sum.currency)}`).join(', ') || '0',
          })}
    </p>
  );
}

import type { ResultOf } from '@yellowcart/sdk';
import { Link, useParams } from 'react-router';
import { client, usePages } from '../../api.ts';
import { minorDigits, money } from '../../format/money.ts';
import { useT } from '../../i18n/index.ts';
import { CopyId } from '../../parts/copy-id.tsx';
import { Movement } from '../../parts/figure.tsx';
import { Empty } from '../../parts/notes.tsx';
import { PageHead } from '../../parts/page.tsx';
import { type Column, Sheet } from '../../parts/sheet.tsx';
import { When } from '../../parts/when.tsx';
import { useLedgerWords } from './ledger-words.ts';

type Entry = ResultOf<'GET /api/v1/operator/ledger/accounts/:accountId/entries'>['items'][number];
type Posting = Entry['postings'][number];

/** The entries that touched one account, each whole: what this account gained, others lost. */
export default function LedgerAccount() {
  const t = useT();
  const words = useLedgerWords();
  const { accountId = '' } = useParams();
  const data = usePages(['ledger', 'entries', accountId], (cursor, signal) =>
    client.call('GET /api/v1/operator/ledger/accounts/:accountId/entries', {
      params: { accountId },
      query: { cursor, limit: 50 },
      signal,
    }),
  );
  const own = (entry: Entry): Posting[] =>
    entry.postings.filter((posting) => posting.accountId === accountId);
  const self = data.rows.flatMap(own)[0];
  const columns: Column<Entry>[] = [
    {
      key: 'at',
      head: t('ledger.at'),
      cell: (entry) => <When at={entry.at} style="full" />,
      csv: (entry) => entry.at,
    },
    {
      key: 'kind',
      head: t('ledger.kind'),
      cell: (entry) => words.kind(entry.kind),
      csv: (entry) => entry.kind,
    },
    {
      key: 'reference',
      head: t('ledger.reference'),
      cell: (entry) => <CopyId id={entry.reference} />,
      csv: (entry) => entry.reference,
    },
    {
      key: 'amount',
      head: t('ledger.here'),
      right: true,
      cell: (entry) => own(entry).map((posting) => <Posted key={postingKey(posting)} posting={posting} />),
      csv: (entry) =>
        own(entry).reduce(
          (sum, posting) => sum + posting.amountMinor / 10 ** minorDigits(posting.currency),
          0,
        ),
    },
    {
      key: 'postings',
      head: t('ledger.postings'),
      lead: true,
      cell: (entry) => <Postings entry={entry} accountId={accountId} />,
    },
    {
      key: 'id',
      head: t('ledger.entry'),
      cell: (entry) => <CopyId id={entry.entryId} />,
      csv: (entry) => entry.entryId,
    },
  ];
  return (
    <>
      <PageHead
        back={
          <Link to="/ledger" className="small">
            {t('ledger.back')}
          </Link>
        }
        title={self ? `${self.partyName} · ${words.purpose(self.purpose)}` : t('ledger.account')}
        note={<CopyId id={accountId} whole />}
      />
      <Sheet
        data={data}
        label={t('ledger.entries')}
        columns={columns}
        rowKey={(entry) => entry.entryId}
        testid="entry-row"
        file="ledger-entries"
        empty={<Empty title={t('ledger.noEntries')} next={t('ledger.emptyNext')} />}
      />
    </>
  );
}

/** An entry touches an account once in each direction at most. */
function postingKey(posting: Posting): string {
  return `${posting.accountId} ${posting.amountMinor}`;
}

function Posted({ posting }: { posting: Posting }) {
  return (
    <div>
      <Movement minor={posting.amountMinor} currency={posting.currency} />
    </div>
  );
}

function Postings({ entry, accountId }: { entry: Entry; accountId: string }) {
  const t = useT();
  const words = useLedgerWords();
  const sum = entry.postings.reduce((total, posting) => total + posting.amountMinor, 0);
  return (
    <table className="postings">
      <tbody>
        {entry.postings.map((posting) => (
          <tr key={postingKey(posting)}>
            <td>
              {posting.accountId === accountId ? (
                <strong>{posting.partyName}</strong>
              ) : (
                <Link to={`/ledger/${posting.accountId}`}>{posting.partyName}</Link>
              )}{' '}
              <span className="quiet">{words.purpose(posting.purpose)}</span>
            </td>
            <td className="right">
              <Movement minor={posting.amountMinor} currency={posting.currency} />
            </td>
          </tr>
        ))}
        {sum !== 0 && (
          <tr className="bad">
            <td>{t('ledger.entryOff')}</td>
            <td className="right">{money(sum)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import { currencySums } from './ledger-accounts.ts';

export interface LedgerProof {
  /** Every balance is the sum of its postings, every entry and every currency sums to zero. */
  readonly ok: boolean;
  readonly accounts: number;
  readonly entries: number;
  readonly postings: number;
  readonly sums: readonly { readonly currency: string; readonly sumMinor: Minor }[];
  /** Accounts whose balance is not what was posted to them; the first of many. */
  readonly wrongBalances: readonly {
    readonly accountId: string;
    readonly balanceMinor: Minor;
    readonly postedMinor: Minor;
  }[];
  /** Entries that do not sum to zero; the first of many. */
  readonly unbalancedEntries: readonly string[];
}

const SHOWN_MAX = 100;

/** Proves the books from the postings up. Reads everything: for a check after a restart, not for a page. */
export async function verifyLedger(handle: Db): Promise<LedgerProof> {
  const counts = await sql<{ accounts: number; entries: number; postings: number }>`
    SELECT (SELECT count(*) FROM ledger.account) AS accounts, (SELECT count(*) FROM ledger.entry) AS entries,
      (SELECT count(*) FROM ledger.posting) AS postings
  `.execute(handle);
  const { rows: wrongBalances } = await sql<LedgerProof['wrongBalances'][number]>`
    SELECT a.account_id AS "accountId", a.balance_minor AS "balanceMinor", coalesce(p.posted, 0)::bigint AS "postedMinor"
    FROM ledger.account a
    LEFT JOIN (SELECT account_id, currency, sum(amount_minor) AS posted FROM ledger.posting GROUP BY account_id, currency) p
      ON p.account_id = a.account_id AND p.currency = a.currency
    WHERE a.balance_minor <> coalesce(p.posted, 0) LIMIT ${sql.lit(SHOWN_MAX)}
  `.execute(handle);
  const { rows: unbalanced } = await sql<{ id: string }>`
    SELECT DISTINCT entry_id AS id FROM (
      SELECT entry_id FROM ledger.posting GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0 LIMIT ${sql.lit(SHOWN_MAX)}) AS e
  `.execute(handle);
  const sums = await currencySums(handle);
  const ok =
    wrongBalances.length === 0 && unbalanced.length === 0 && sums.every(({ sumMinor }) => sumMinor === 0);
  return {
    ok,
    ...(counts.rows[0] ?? { accounts: 0, entries: 0, postings: 0 }),
    sums,
    wrongBalances,
    unbalancedEntries: unbalanced.map(({ id }) => id),
  };
}

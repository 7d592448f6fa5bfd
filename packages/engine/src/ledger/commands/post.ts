import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import { type AccountKey, accountId } from '../rules/account.ts';

export interface NewPosting extends AccountKey {
  /** Signed: + is what the platform owes the party more of. */
  readonly amountMinor: Minor;
}
export interface NewEntry {
  readonly entryId: string;
  /** The business event, e.g. `paid`; its journal stands in the docstring of the function that makes it. */
  readonly kind: string;
  /** What it is about: an order's or a refund's id. */
  readonly reference: string;
  /** An entry whose key is already in the books is skipped. */
  readonly idempotencyKey: string;
  readonly at: Date;
  readonly postings: readonly NewPosting[];
}

/**
 * Adds entries to the books in the caller's transaction and moves the balances with them. Balances are locked in key
 * order. Every entry must sum to zero per currency: asserted here, and refused by the database as well.
 * Returns the ids of the entries that were new.
 */
export async function post(tx: Tx, entries: readonly NewEntry[]): Promise<Set<string>> {
  if (entries.length === 0) return new Set();
  for (const entry of entries) assertBalanced(entry);
  const { rows } = await sql<{ entry_id: string }>`
    INSERT INTO ledger.entry (entry_id, kind, reference, idempotency_key, at)
    SELECT * FROM unnest(${plainArray(entries.map((e) => e.entryId))}::uuid[], ${textArray(entries.map((e) => e.kind))}::text[],
      ${textArray(entries.map((e) => e.reference))}::text[], ${textArray(entries.map((e) => e.idempotencyKey))}::text[],
      ${textArray(entries.map((e) => e.at.toISOString()))}::timestamptz[])
    ON CONFLICT (idempotency_key) DO NOTHING RETURNING entry_id
  `.execute(tx);
  const added = new Set(rows.map((row) => row.entry_id));
  const fresh = entries.filter((entry) => added.has(entry.entryId));
  if (fresh.length > 0) {
    await moveBalances(tx, fresh);
    await insertPostings(tx, fresh);
  }
  return added;
}

function assertBalanced(entry: NewEntry): void {
  const sums = new Map<string, number>();
  for (const { currency, amountMinor } of entry.postings) {
    assert(
      Number.isSafeInteger(amountMinor) && amountMinor !== 0,
      `${entry.kind} ${entry.reference}: a posting of ${amountMinor}`,
    );
    sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  }
  for (const [currency, sum] of sums)
    assert.equal(sum, 0, `${entry.kind} ${entry.reference} is off by ${sum} ${currency}`);
}

async function moveBalances(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  const moves = new Map<string, { key: AccountKey; amount: Minor }>();
  for (const { postings } of entries) {
    for (const posting of postings) {
      const id = accountId(posting);
      const move = moves.get(id);
      if (move) move.amount += posting.amountMinor;
      else moves.set(id, { key: posting, amount: posting.amountMinor });
    }
  }
  const sorted = [...moves].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`
    INSERT INTO ledger.account AS a (account_id, party_id, purpose, currency, balance_minor)
    SELECT * FROM unnest(${plainArray(sorted.map(([id]) => id))}::uuid[], ${plainArray(sorted.map(([, m]) => m.key.partyId))}::uuid[],
      ${plainArray(sorted.map(([, m]) => m.key.purpose))}::text[], ${plainArray(sorted.map(([, m]) => m.key.currency))}::text[],
      ${plainArray(sorted.map(([, m]) => m.amount))}::bigint[])
    ON CONFLICT (account_id) DO UPDATE SET balance_minor = a.balance_minor + excluded.balance_minor
  `.execute(tx);
}

async function insertPostings(tx: Tx, entries: readonly NewEntry[]): Promise<void> {
  const rows = entries.flatMap((entry) =>
    entry.postings.map((posting, index) => ({ entryId: entry.entryId, no: index + 1, posting })),
  );
  await sql`
    INSERT INTO ledger.posting (entry_id, posting_no, account_id, currency, amount_minor)
    SELECT * FROM unnest(${plainArray(rows.map((r) => r.entryId))}::uuid[], ${plainArray(rows.map((r) => r.no))}::smallint[],
      ${plainArray(rows.map((r) => accountId(r.posting)))}::uuid[], ${plainArray(rows.map((r) => r.posting.currency))}::text[],
      ${plainArray(rows.map((r) => r.posting.amountMinor))}::bigint[])
  `.execute(tx);
}

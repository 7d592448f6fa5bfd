import type { LedgerEntryView } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { partyNames } from '#parties';
import { plainArray } from '../../db/array-literal.ts';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Db } from '../../db/open.ts';
import { refuse } from '../../refusal.ts';

export interface EntriesQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}
export interface EntriesPage {
  readonly items: z.infer<typeof LedgerEntryView>[];
  readonly nextCursor: string | null;
}

interface EntryRow {
  readonly entryId: string;
  readonly kind: string;
  readonly reference: string;
  readonly at: Date;
}
interface PostingRow {
  readonly entryId: string;
  readonly accountId: string;
  readonly partyId: string;
  readonly purpose: string;
  readonly currency: string;
  readonly amountMinor: number;
}

/** Entries that touched an account, newest first, each with all its postings. Refuses: account_not_found, invalid_request (the cursor). */
export async function accountEntries(
  handle: Db,
  accountId: string,
  { cursor, limit }: EntriesQuery,
): Promise<EntriesPage> {
  const [before = null] = decodeCursor(cursor, [CURSOR_ID]) ?? [];
  const { rows: found } = await sql`SELECT 1 FROM ledger.account WHERE account_id = ${accountId}`.execute(
    handle,
  );
  if (found.length === 0) refuse('account_not_found', { accountId });
  const { rows } = await sql<EntryRow>`
    SELECT e.entry_id AS "entryId", e.kind, e.reference, e.at
    FROM (SELECT DISTINCT entry_id FROM ledger.posting
      WHERE account_id = ${accountId} AND (${before}::uuid IS NULL OR entry_id < ${before}::uuid)
      ORDER BY entry_id DESC LIMIT ${limit + 1}) AS p
    JOIN ledger.entry e ON e.entry_id = p.entry_id ORDER BY e.entry_id DESC
  `.execute(handle);
  const entries = rows.slice(0, limit);
  const last = entries.at(-1);
  const postings = await postingsOf(
    handle,
    entries.map((entry) => entry.entryId),
  );
  return {
    items: entries.map((entry) => ({
      ...entry,
      at: entry.at.toISOString(),
      postings: postings.get(entry.entryId) ?? [],
    })),
    nextCursor: last && rows.length > limit ? encodeCursor([last.entryId]) : null,
  };
}

async function postingsOf(
  handle: Db,
  entryIds: readonly string[],
): Promise<Map<string, EntriesPage['items'][number]['postings']>> {
  const { rows } = await sql<PostingRow>`
    SELECT p.entry_id AS "entryId", p.account_id AS "accountId", a.party_id AS "partyId", a.purpose, p.currency, p.amount_minor AS "amountMinor"
    FROM ledger.posting p JOIN ledger.account a ON a.account_id = p.account_id
    WHERE p.entry_id = ANY(${plainArray(entryIds)}::uuid[]) ORDER BY p.entry_id, p.posting_no
  `.execute(handle);
  const names = await partyNames(
    handle,
    rows.map((row) => row.partyId),
  );
  const byEntry = new Map<string, EntriesPage['items'][number]['postings']>();
  for (const { entryId, partyId, ...posting } of rows) {
    const view = { ...posting, partyName: names.get(partyId) ?? '' };
    const postings = byEntry.get(entryId);
    if (postings) postings.push(view);
    else byEntry.set(entryId, [view]);
  }
  return byEntry;
}

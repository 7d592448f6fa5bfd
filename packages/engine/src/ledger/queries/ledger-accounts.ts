import type { LedgerAccountView } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { partyNames } from '#parties';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Db } from '../../db/open.ts';
import type { Minor } from '../../money.ts';

export interface AccountsQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly purpose?: string | undefined;
}
export interface AccountsPage {
  readonly items: z.infer<typeof LedgerAccountView>[];
  readonly nextCursor: string | null;
  /** Of all accounts, whatever the page shows: zero in each currency. */
  readonly sums: { readonly currency: string; readonly sumMinor: Minor }[];
}

type AccountRow = Omit<z.infer<typeof LedgerAccountView>, 'partyName'>;

/** Accounts with their balances, a party's together. Refuses: invalid_request (the cursor). */
export async function ledgerAccounts(
  handle: Db,
  { cursor, limit, purpose }: AccountsQuery,
): Promise<AccountsPage> {
  const [after = null] = decodeCursor(cursor, [CURSOR_ID]) ?? [];
  const { rows } = await sql<AccountRow>`
    SELECT account_id AS "accountId", party_id AS "partyId", purpose, currency, balance_minor AS "balanceMinor"
    FROM ledger.account
    WHERE (${purpose ?? null}::text IS NULL OR purpose = ${purpose ?? null})
      AND (${after}::uuid IS NULL OR (party_id, purpose, currency) >
        (SELECT party_id, purpose, currency FROM ledger.account WHERE account_id = ${after}))
    ORDER BY party_id, purpose, currency LIMIT ${limit + 1}
  `.execute(handle);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const [names, sums] = [
    await partyNames(
      handle,
      items.map((row) => row.partyId),
    ),
    await currencySums(handle),
  ];
  return {
    items: items.map((row) => ({ ...row, partyName: names.get(row.partyId) ?? '' })),
    nextCursor: last && rows.length > limit ? encodeCursor([last.accountId]) : null,
    sums,
  };
}

/** Sum of all balances by currency. */
export async function currencySums(handle: Db): Promise<{ currency: string; sumMinor: Minor }[]> {
  const { rows } = await sql<{ currency: string; sumMinor: Minor }>`
    SELECT currency, sum(balance_minor)::bigint AS "sumMinor" FROM ledger.account GROUP BY currency ORDER BY currency
  `.execute(handle);
  return rows;
}

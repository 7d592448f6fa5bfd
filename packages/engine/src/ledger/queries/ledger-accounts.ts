import type { LedgerAccountView } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { partyNames } from '#parties';
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

/** Accounts with their balances, a party's together. The cursor is the last account's id. */
export async function ledgerAccounts(
  handle: Db,
  { cursor, limit, purpose }: AccountsQuery,
): Promise<AccountsPage> {
  const { rows } = await sql<AccountRow>`
    SELECT account_id AS "accountId", party_id AS "partyId", purpose, currency, balance_minor AS "balanceMinor"
    FROM ledger.account
    WHERE (${purpose ?? null}::text IS NULL OR purpose = ${purpose ?? null})
      AND (${cursor ?? null}::text IS NULL OR (party_id, purpose, currency) >
        (SELECT party_id, purpose, currency FROM ledger.account WHERE account_id::text = ${cursor ?? null}))
    ORDER BY party_id, purpose, currency LIMIT ${limit + 1}
  `.execute(handle);
  const items = rows.slice(0, limit);
  const [names, sums] = [
    await partyNames(
      handle,
      items.map((row) => row.partyId),
    ),
    await currencySums(handle),
  ];
  return {
    items: items.map((row) => ({ ...row, partyName: names.get(row.partyId) ?? '' })),
    nextCursor: rows.length > limit ? (items.at(-1)?.accountId ?? null) : null,
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

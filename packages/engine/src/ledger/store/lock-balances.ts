import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import { type AccountKey, accountId } from '../rules/account.ts';

/**
 * Locks accounts until the transaction ends, in the order in which posting locks them, and answers with their balances
 * by account id. An account that nobody has posted to yet is absent. Name every account that the decision reads and
 * that the entry after it may touch: posting to one that was left out could wait in a ring.
 */
export async function lockBalances(tx: Tx, keys: readonly AccountKey[]): Promise<Map<string, Minor>> {
  const { rows } = await sql<{ id: string; balance: Minor }>`
    SELECT account_id AS id, balance_minor AS balance FROM ledger.account
    WHERE account_id = ANY(${plainArray(keys.map(accountId))}::uuid[]) ORDER BY account_id FOR UPDATE
  `.execute(tx);
  return new Map(rows.map((row) => [row.id, row.balance]));
}

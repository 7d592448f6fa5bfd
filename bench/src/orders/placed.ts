import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';

/**
 * Checkouts that were placed under keys with this prefix. A key stays only with its order, written in the same
 * transaction; that there are as many orders as keys is checked beside.
 */
export async function countPlaced(db: Db, prefix: string): Promise<number> {
  const { rows } = await sql<{ placed: number }>`
    SELECT count(*) AS placed FROM orders.request WHERE starts_with(key, ${prefix})
  `.execute(db);
  return rows[0]?.placed ?? 0;
}

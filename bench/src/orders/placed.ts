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

/** Orders that hold another number of gifts than two, in a database in which every order earns two. */
export async function countWithoutGifts(db: Db): Promise<number> {
  const { rows } = await sql<{ orders: number }>`
    SELECT count(*) AS orders FROM (
      SELECT FROM orders.line GROUP BY shop_id, order_id HAVING count(*) FILTER (WHERE terms -> 'gift' IS NOT NULL) <> 2
    ) AS o
  `.execute(db);
  return rows[0]?.orders ?? 0;
}

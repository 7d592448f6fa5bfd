import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';

export interface FreeOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly currency: string;
}

/** Locks those of these orders that nobody else has locked, without waiting for the others. */
export async function lockFreeOrders(
  tx: Tx,
  orders: readonly { readonly shopId: string; readonly orderId: string }[],
): Promise<FreeOrder[]> {
  const { rows } = await sql<FreeOrder>`
    SELECT o.shop_id AS "shopId", o.order_id AS "orderId", o.buyer_id AS "buyerId", o.currency FROM orders."order" o
    JOIN unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
      ON o.shop_id = k.shop_id AND o.order_id = k.order_id
    ORDER BY o.shop_id, o.order_id FOR UPDATE OF o SKIP LOCKED
  `.execute(tx);
  return rows;
}

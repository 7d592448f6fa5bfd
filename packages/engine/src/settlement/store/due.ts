import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';

export interface OrderKey {
  readonly shopId: string;
  readonly orderId: string;
}

/** Puts a received order on the worklist; the row may be there already, for a refund that was asked for before. */
export async function insertDue(tx: Tx, { shopId, orderId }: OrderKey, dueAt: Date): Promise<void> {
  await sql`
    INSERT INTO settlement.due (shop_id, order_id, due_at) VALUES (${shopId}, ${orderId}, ${dueAt})
    ON CONFLICT (shop_id, order_id) DO UPDATE SET due_at = excluded.due_at
  `.execute(tx);
}

/** Locks up to `limit` orders that are due and have no open refund, skipping those in another process's hands. */
export async function claimDue(tx: Tx, now: Date, limit: number): Promise<OrderKey[]> {
  const { rows } = await sql<OrderKey>`
    SELECT shop_id AS "shopId", order_id AS "orderId" FROM settlement.due
    WHERE due_at <= ${now} AND open_refunds = 0 ORDER BY due_at, shop_id, order_id LIMIT ${limit} FOR UPDATE SKIP LOCKED
  `.execute(tx);
  return rows;
}

export async function deleteDue(tx: Tx, orders: readonly OrderKey[]): Promise<void> {
  await sql`
    DELETE FROM settlement.due d
    USING unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
    WHERE d.shop_id = k.shop_id AND d.order_id = k.order_id
  `.execute(tx);
}

/** Keeps an order from settling while a refund of it is open. The caller holds the order's lock. */
export async function freezeOrder(tx: Tx, { shopId, orderId }: OrderKey): Promise<void> {
  await sql`
    INSERT INTO settlement.due AS d (shop_id, order_id, due_at, open_refunds) VALUES (${shopId}, ${orderId}, 'infinity', 1)
    ON CONFLICT (shop_id, order_id) DO UPDATE SET open_refunds = d.open_refunds + 1
  `.execute(tx);
}

/** A refund was decided: the order settles again when it is due, if it was the last one open. */
export async function thawOrder(tx: Tx, { shopId, orderId }: OrderKey): Promise<void> {
  await sql`
    UPDATE settlement.due SET open_refunds = open_refunds - 1 WHERE shop_id = ${shopId} AND order_id = ${orderId}
  `.execute(tx);
  await sql`
    DELETE FROM settlement.due WHERE shop_id = ${shopId} AND order_id = ${orderId} AND open_refunds = 0 AND due_at = 'infinity'
  `.execute(tx);
}

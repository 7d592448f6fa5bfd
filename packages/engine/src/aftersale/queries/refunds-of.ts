import type { RefundView } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import { refundsOfOrders, refundView } from '../store/refunds.ts';

/** Refunds by order id, the oldest first; orders without any are left out. */
export async function refundsOf(
  handle: Db,
  orders: readonly { readonly shopId: string; readonly orderId: string }[],
): Promise<Map<string, RefundView[]>> {
  if (orders.length === 0) return new Map();
  return Map.groupBy((await refundsOfOrders(handle, orders)).map(refundView), (refund) => refund.orderId);
}

/** Orders of a shop with a refund to decide, the newest order first; `before` is the last order of the page before. */
export async function ordersToDecide(
  handle: Db,
  shopId: string,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT DISTINCT order_id AS id FROM aftersale.refund
    WHERE shop_id = ${shopId} AND state = 'requested' AND (${before ?? null}::uuid IS NULL OR order_id < ${before ?? null}::uuid)
    ORDER BY order_id DESC LIMIT ${limit}
  `.execute(handle);
  return rows.map((row) => row.id);
}

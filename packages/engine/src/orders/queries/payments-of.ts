import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

/** A payment that an order has taken. */
export interface PaymentTaken {
  readonly orderId: string;
  readonly part: 'whole' | 'deposit' | 'balance';
  readonly provider: string;
  /** The provider's own number of the trade. */
  readonly tradeNo: string | null;
}

/** The payments that these orders have taken. */
export async function paymentsOf(
  handle: Db,
  orders: readonly { readonly shopId: string; readonly orderId: string }[],
): Promise<PaymentTaken[]> {
  const { rows } = await sql<PaymentTaken>`
    SELECT p.order_id AS "orderId", p.part, p.provider, p.trade_no AS "tradeNo" FROM orders.payment p
    JOIN unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
      ON p.shop_id = k.shop_id AND p.order_id = k.order_id
  `.execute(handle);
  return rows;
}

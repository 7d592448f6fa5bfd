import type { CommissionRole } from '@yellowcart/contract';
import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import type { OrderKey } from './shares.ts';

/** confirmed → settled for what is left of these orders' shares. The caller has locked them. */
export async function settleShares(tx: Tx, orders: readonly OrderKey[], settledAt: Date): Promise<void> {
  await sql`
    UPDATE commission.share s SET state = 'settled', settled_at = ${settledAt}
    FROM unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
    WHERE s.shop_id = k.shop_id AND s.order_id = k.order_id AND s.state = 'confirmed'
  `.execute(tx);
}

export interface ShareReversal {
  readonly lineNo: number;
  readonly role: CommissionRole;
  /** What is taken back now, ≥ 0. */
  readonly amountMinor: Minor;
  /** Nothing of the line is left. */
  readonly whole: boolean;
}

/**
 * Takes back parts of an order's locked shares. What a share came to when it was paid is never changed: a counter
 * beside it grows, and the row says `reversed` once all of its line has been refunded.
 */
export async function reverseShares(
  tx: Tx,
  order: OrderKey,
  reversals: readonly ShareReversal[],
): Promise<void> {
  await sql`
    UPDATE commission.share s SET reversed_minor = s.reversed_minor + r.amount, state = CASE WHEN r.whole THEN 'reversed' ELSE s.state END
    FROM unnest(${plainArray(reversals.map((r) => r.lineNo))}::smallint[], ${plainArray(reversals.map((r) => r.role))}::text[],
      ${plainArray(reversals.map((r) => r.amountMinor))}::bigint[], ${plainArray(reversals.map((r) => String(r.whole)))}::boolean[])
      AS r (line_no, role, amount, whole)
    WHERE s.shop_id = ${order.shopId} AND s.order_id = ${order.orderId} AND s.line_no = r.line_no AND s.role = r.role
  `.execute(tx);
}

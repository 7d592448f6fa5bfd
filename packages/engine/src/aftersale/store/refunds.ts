import type { RefundView } from '@yellowcart/contract';
import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import type { RefundLine } from '../rules/refund.ts';

export interface RefundRow {
  readonly shopId: string;
  readonly refundId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly state: RefundView['state'];
  readonly reason: string;
  /** What the buyer gets. */
  readonly amountMinor: Minor;
  /** Kept back for gifts that the buyer keeps unearned. */
  readonly withheldMinor: Minor;
  readonly lines: readonly RefundLine[];
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
}

const columns = sql.raw(
  'r.shop_id AS "shopId", r.refund_id AS "refundId", r.order_id AS "orderId", r.buyer_id AS "buyerId", r.key, r.body_hash AS "bodyHash", r.state, r.reason, r.amount_minor AS "amountMinor", r.withheld_minor AS "withheldMinor", r.lines, r.requested_at AS "requestedAt", r.decided_at AS "decidedAt"',
);

export async function insertRefund(tx: Tx, refund: RefundRow): Promise<void> {
  await sql`
    INSERT INTO aftersale.refund (shop_id, refund_id, order_id, buyer_id, key, body_hash, state, reason, amount_minor, withheld_minor, lines, requested_at, decided_at)
    VALUES (${refund.shopId}, ${refund.refundId}, ${refund.orderId}, ${refund.buyerId}, ${refund.key}, ${refund.bodyHash}, ${refund.state},
      ${refund.reason}, ${refund.amountMinor}, ${refund.withheldMinor}, ${JSON.stringify(refund.lines)}::jsonb, ${refund.requestedAt}, ${refund.decidedAt})
  `.execute(tx);
}

/** Writes down how an open refund was decided, with the amounts as they came out. */
export async function closeRefund(tx: Tx, refund: RefundRow): Promise<void> {
  await sql`
    UPDATE aftersale.refund SET state = ${refund.state}, amount_minor = ${refund.amountMinor}, withheld_minor = ${refund.withheldMinor}, lines = ${JSON.stringify(refund.lines)}::jsonb,
      decided_at = ${refund.decidedAt}
    WHERE shop_id = ${refund.shopId} AND refund_id = ${refund.refundId} AND state = 'requested'
  `.execute(tx);
}

export async function findRefund(
  handle: Db,
  shopId: string,
  refundId: string,
): Promise<RefundRow | undefined> {
  const { rows } = await sql<RefundRow>`
    SELECT ${columns} FROM aftersale.refund r WHERE r.shop_id = ${shopId} AND r.refund_id = ${refundId}
  `.execute(handle);
  return rows[0];
}

/** Refunds of these orders, the oldest first. */
export async function refundsOfOrders(
  handle: Db,
  orders: readonly { readonly shopId: string; readonly orderId: string }[],
): Promise<RefundRow[]> {
  const { rows } = await sql<RefundRow>`
    SELECT ${columns} FROM aftersale.refund r
    JOIN unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
      ON r.shop_id = k.shop_id AND r.order_id = k.order_id
    ORDER BY r.refund_id
  `.execute(handle);
  return rows;
}

/** A refund as its pages show it. */
export function refundView(refund: RefundRow): RefundView {
  return {
    refundId: refund.refundId,
    orderId: refund.orderId,
    state: refund.state,
    reason: refund.reason,
    amountMinor: refund.amountMinor,
    withheldMinor: refund.withheldMinor,
    lines: refund.lines.map(({ lineNo, quantity, amountMinor }) => ({ lineNo, quantity, amountMinor })),
    requestedAt: refund.requestedAt.toISOString(),
    decidedAt: refund.decidedAt?.toISOString() ?? null,
  };
}

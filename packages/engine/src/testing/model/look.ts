import { sql } from 'kysely';
import { GENERAL } from '#stock';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';
import type { Seen, SeenLine } from './seen.ts';
import type { World } from './world.ts';

interface OrderRow {
  readonly orderId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly total: number;
  readonly refunded: number;
}
type LineRow = Omit<SeenLine, 'sku'> & { readonly orderId: string; readonly skuId: string };

/** Reads what can be seen of a world. An order that nobody was told of is named by its id. */
export async function look(db: Db, world: World): Promise<Seen> {
  const shops = sql`ANY(${plainArray(world.shopIds)}::uuid[])`;
  const levels = await sql<{ skuId: string; pool: string; onHand: number; reserved: number }>`
    SELECT sku_id AS "skuId", pool, on_hand AS "onHand", reserved FROM stock.level WHERE shop_id = ${shops}
  `.execute(db);
  const used = await sql<{ quotaId: string; buyerId: string | null; used: number }>`
    SELECT quota_id AS "quotaId", NULL::uuid AS "buyerId", used FROM quotas.quota WHERE quota_id IN (${world.dealId}, ${world.ruleId})
    UNION ALL SELECT quota_id, buyer_id, used FROM quotas.buyer WHERE quota_id IN (${world.dealId}, ${world.ruleId})
  `.execute(db);
  const orders = await sql<OrderRow>`
    SELECT order_id AS "orderId", state, cancel_reason AS reason, total_minor AS total, refunded_minor AS refunded
    FROM orders."order" WHERE shop_id = ${shops}
  `.execute(db);
  const lines = await sql<LineRow>`
    SELECT l.order_id AS "orderId", l.sku_id AS "skuId", l.quantity, l.amount_minor AS amount, l.refunded_quantity AS refunded,
      l.refunded_minor AS "refundedMinor", coalesce(s.amount_minor, 0) AS creator,
      (c.body ->> 'commissionBps')::integer AS bps, (l.terms -> 'gift' ->> 'valueMinor')::bigint AS gift
    FROM orders.line l JOIN orders."order" o USING (shop_id, order_id)
    LEFT JOIN commission.share s ON s.shop_id = l.shop_id AND s.order_id = l.order_id AND s.line_no = l.line_no
      AND s.role = 'creator' AND o.paid_at IS NOT NULL
    LEFT JOIN orders.snapshot c ON c.shop_id = l.shop_id AND c.snapshot_id = l.credit_id
    WHERE l.shop_id = ${shops} ORDER BY l.order_id, l.line_no
  `.execute(db);
  const refunds = await sql<{ orderId: string; key: string; state: string; amount: number }>`
    SELECT order_id AS "orderId", key, state, amount_minor AS amount FROM aftersale.refund WHERE shop_id = ${shops}
  `.execute(db);

  const names = new Map([...world.orders].map(([name, { orderId }]) => [orderId, name]));
  const nameOf = (orderId: string): string => names.get(orderId) ?? orderId;
  const skuOf = (skuId: string): number => world.skus.findIndex((sku) => sku.skuId === skuId);
  const linesOf = Map.groupBy(lines.rows, (row) => row.orderId);
  return {
    levels: Object.fromEntries(
      levels.rows.map(({ skuId, pool, onHand, reserved }) => [
        `${skuOf(skuId)}${pool === GENERAL ? '' : '*'}`,
        [onHand, reserved],
      ]),
    ),
    used: Object.fromEntries(
      used.rows
        .filter((row) => row.used !== 0)
        .map(({ quotaId, buyerId, used: units }) => [
          (quotaId === world.dealId ? 'sale' : 'gift') +
            (buyerId === null ? '' : `/${world.buyerIds.indexOf(buyerId)}`),
          units,
        ]),
    ),
    orders: Object.fromEntries(
      orders.rows.map(({ orderId, ...order }) => [
        nameOf(orderId),
        {
          ...order,
          lines: (linesOf.get(orderId) ?? []).map(({ orderId: _, skuId, ...line }) => ({
            sku: skuOf(skuId),
            ...line,
          })),
        },
      ]),
    ),
    refunds: Object.fromEntries(
      refunds.rows.map(({ orderId, key, state, amount }) => [
        `${nameOf(orderId)}#${key.replace('refund ', '')}`,
        [state, amount],
      ]),
    ),
  };
}

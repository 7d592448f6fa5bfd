import { sql } from 'kysely';
import { PLATFORM_UTC_OFFSET_MINUTES } from '../../clock.ts';
import type { Db, Tx } from '../../db/open.ts';

export interface SalesRow {
  /** YYYY-MM on the platform's calendar, or `all`. */
  readonly month: string;
  readonly orders: number;
  /** Distinct buyers, without the one that stands for buyers nobody knows. */
  readonly buyers: number;
  readonly lines: number;
  readonly units: number;
  /** Paid before refunds, by payment time. */
  readonly revenueMinor: number;
}

/** What a shop sold, by month and in all, straight from its paid orders. */
export async function salesReport(
  handle: Db | Tx,
  shopId: string,
  unknownBuyerId: string | null = null,
): Promise<SalesRow[]> {
  const { rows } = await sql<SalesRow>`
    WITH paid AS (
      SELECT o.order_id, o.buyer_id, to_char((o.paid_at AT TIME ZONE 'UTC') + make_interval(mins => ${sql.lit(PLATFORM_UTC_OFFSET_MINUTES)}), 'YYYY-MM') AS month
      FROM orders."order" o WHERE o.shop_id = ${shopId} AND o.paid_at IS NOT NULL
    )
    SELECT coalesce(p.month, 'all') AS month, count(DISTINCT p.order_id) AS orders,
      count(DISTINCT p.buyer_id) FILTER (WHERE p.buyer_id IS DISTINCT FROM ${unknownBuyerId}::uuid) AS buyers,
      count(*) AS lines, sum(l.quantity)::bigint AS units, sum(l.amount_minor)::bigint AS "revenueMinor"
    FROM paid p JOIN orders.line l ON l.shop_id = ${shopId} AND l.order_id = p.order_id
    GROUP BY GROUPING SETS ((p.month), ()) ORDER BY p.month NULLS LAST
  `.execute(handle);
  return rows;
}

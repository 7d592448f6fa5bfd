import { sql } from 'kysely';
import { availableSkus } from '#stock';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

export interface LibraryRow {
  readonly productId: string;
  readonly title: string;
  readonly picture: string;
  readonly shopName: string;
  readonly categoryPath: string;
  readonly currency: string;
  /** The lowest price of its SKUs. */
  readonly priceMinor: number;
  readonly planId: string;
  readonly planKind: 'normal' | 'leader';
  readonly leaderId: string | null;
  readonly commissionBps: number;
  readonly pendingCommissionBps: number | null;
  readonly pendingFrom: Date | null;
  readonly available: number;
  readonly sold: number;
}

/** Goods by the plans they are promoted with, in the order of the plans. */
export async function libraryRows(
  handle: Db,
  planIds: readonly string[],
  time: { readonly now: Date; readonly soldSince: string },
): Promise<LibraryRow[]> {
  if (planIds.length === 0) return [];
  const { rows } = await sql<LibraryRow>`
    SELECT p.product_id AS "productId", p.title, p.picture, s.name AS "shopName", p.category_path AS "categoryPath",
      p.currency, p.price_minor_min AS "priceMinor", n.plan_id AS "planId", n.kind AS "planKind",
      n.leader_id AS "leaderId", r.commission_bps AS "commissionBps",
      next.commission_bps AS "pendingCommissionBps", next.valid_from AS "pendingFrom",
      (SELECT coalesce(sum(l.available), 0)::bigint FROM ${availableSkus} l
        WHERE l.product_id = p.product_id) AS available,
      (SELECT coalesce(sum(units), 0)::bigint FROM insights.product_day d
        WHERE d.product_id = p.product_id AND d.day > ${time.soldSince}::date) AS sold
    FROM unnest(${plainArray(planIds)}::uuid[]) WITH ORDINALITY AS wanted (plan_id, place)
    JOIN plans.plan n ON n.plan_id = wanted.plan_id
    JOIN plans.rate r ON r.plan_id = n.plan_id AND r.valid_from <= ${time.now} AND ${time.now} < r.valid_to
    LEFT JOIN plans.rate next ON next.plan_id = n.plan_id AND next.version = r.version + 1
      AND next.valid_from < n.closes_at
    JOIN catalog.product p ON p.product_id = n.product_id
    JOIN catalog.shop s ON s.shop_id = p.shop_id
    ORDER BY wanted.place
  `.execute(handle);
  return rows;
}

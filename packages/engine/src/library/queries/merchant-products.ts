import type { ProductRow } from '@yellowcart/contract';
import { sql } from 'kysely';
import { splitCategory } from '#catalog';
import { availableSkus } from '#stock';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { wordsOf } from '../rules/words.ts';
import { plansInForce } from '../store/find-goods.ts';

export interface MerchantSearch {
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Words that must all be found in title, brand, category or the shop's own code. */
  readonly q?: string | undefined;
  readonly plan?: 'with' | 'without' | undefined;
}

/** A shop's products with stock and the plan that applies, newest first. Refuses: invalid_request (the cursor). */
export async function merchantProducts(
  engine: Engine,
  shopId: string,
  search: MerchantSearch,
): Promise<{ items: ProductRow[]; nextCursor: string | null }> {
  const rows = await findProducts(engine.db, shopId, search, engine.clock.now());
  const items = rows.slice(0, search.limit);
  const last = rows.length > search.limit ? items.at(-1) : undefined;
  return {
    items: items.map(productRow),
    nextCursor: last ? encodeCursor([last.createdAt.getTime(), last.productId]) : null,
  };
}

interface FoundProduct extends Omit<ProductRow, 'categoryPath' | 'plan' | 'createdAt'> {
  readonly categoryPath: string;
  readonly createdAt: Date;
  readonly planId: string | null;
  readonly commissionBps: number;
  readonly serviceFeeBps: number;
  readonly state: string;
  readonly pendingCommissionBps: number | null;
  readonly pendingFrom: Date | null;
}

async function findProducts(
  handle: Db,
  shopId: string,
  search: MerchantSearch,
  now: Date,
): Promise<FoundProduct[]> {
  const after = decodeCursor(search.cursor, [0, CURSOR_ID]);
  const { patterns } = wordsOf(search.q);
  const planned = search.plan === undefined ? null : search.plan === 'with';
  const { rows } = await sql<FoundProduct>`
    SELECT p.product_id AS "productId", p.ref, p.title, p.picture, p.category_path AS "categoryPath",
      p.price_minor_min AS "priceMinorMin", p.price_minor_max AS "priceMinorMax", p.on_shelf AS "onShelf",
      p.created_at AS "createdAt",
      (SELECT count(*) FROM catalog.sku k WHERE k.product_id = p.product_id) AS "skuCount",
      (SELECT coalesce(sum(l.available), 0)::bigint FROM ${availableSkus} l
        WHERE l.product_id = p.product_id) AS available,
      n.plan_id AS "planId", r.commission_bps AS "commissionBps", r.service_fee_bps AS "serviceFeeBps",
      CASE WHEN n.closes_at < 'infinity' THEN 'closing' ELSE 'open' END AS state,
      next.commission_bps AS "pendingCommissionBps", next.valid_from AS "pendingFrom"
    FROM catalog.product p
    LEFT JOIN (${plansInForce(now, shopId)}) w ON w.product_id = p.product_id
    LEFT JOIN plans.plan n ON n.plan_id = w.plan_id
    LEFT JOIN plans.rate r ON r.plan_id = n.plan_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    LEFT JOIN plans.rate next ON next.plan_id = n.plan_id AND next.version = r.version + 1
      AND next.valid_from < n.closes_at
    WHERE p.shop_id = ${shopId}
      AND (${after === undefined}::boolean
        OR (p.created_at, p.product_id) < (${new Date(after?.[0] ?? 0)}::timestamptz, ${after?.[1] ?? null}::uuid))
      AND (p.search_text || ' ' || lower(p.ref)) LIKE ALL(${patterns}::text[])
      AND (${planned}::boolean IS NULL OR (n.plan_id IS NOT NULL) = ${planned}::boolean)
    ORDER BY p.created_at DESC, p.product_id DESC LIMIT ${search.limit + 1}
  `.execute(handle);
  return rows;
}

function productRow(found: FoundProduct): ProductRow {
  const { planId, commissionBps, serviceFeeBps, state, pendingCommissionBps, pendingFrom, ...row } = found;
  const pending = { pendingCommissionBps, pendingFrom: pendingFrom?.toISOString() ?? null };
  return {
    ...row,
    categoryPath: splitCategory(row.categoryPath),
    createdAt: row.createdAt.toISOString(),
    plan: planId === null ? null : { planId, commissionBps, serviceFeeBps, state, ...pending },
  };
}

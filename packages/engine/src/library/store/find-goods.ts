import { type RawBuilder, sql } from 'kysely';
import { allAvailableSkus } from '#stock';
import type { Db } from '../../db/open.ts';
import type { Words } from '../rules/words.ts';

export type Sort = 'relevance' | 'sold' | 'commission' | 'earning' | 'price' | 'newest';

export interface GoodsFilter {
  readonly words: Words;
  /** Category path, parts joined; matches what is below it too. */
  readonly category: string | undefined;
  readonly minCommissionBps: number | undefined;
  readonly minPriceMinor: number | undefined;
  readonly maxPriceMinor: number | undefined;
  /** True: something is left; false: sold out. */
  readonly inStock: boolean | undefined;
}

/** Where a row stands: smaller first, by both numbers and then by id, so that the order is the same each time. */
export interface Place {
  readonly first: number;
  readonly second: number;
  readonly productId: string;
}
export interface FoundPlan extends Place {
  readonly planId: string;
}
export interface FoundGoods {
  readonly total: number;
  readonly categories: { path: string; count: number }[];
  readonly page: FoundPlan[];
}

const NEWEST = sql`-floor(extract(epoch FROM p.created_at) * 1000)::bigint`;
/** 0 the very title or brand, 1 a title that begins so, 2 all words in the title, 3 elsewhere. */
const rankOf = ({ whole, prefix, patterns }: Words) => sql`
  CASE WHEN lower(p.title) = ${whole} OR lower(p.brand) = ${whole} THEN 0
    WHEN p.search_text LIKE ${prefix} THEN 1
    WHEN lower(p.title) LIKE ALL(${patterns}::text[]) THEN 2 ELSE 3 END`;

function keysOf(sort: Sort, words: Words): { first: RawBuilder<unknown>; second: RawBuilder<unknown> } {
  switch (sort) {
    case 'relevance':
      return {
        first: words.patterns.length === 0 ? sql`0` : rankOf(words),
        second: sql`-coalesce(d.sold, 0)`,
      };
    case 'sold':
      return { first: sql`-coalesce(d.sold, 0)`, second: NEWEST };
    case 'commission':
      return { first: sql`-n.commission_bps`, second: NEWEST };
    case 'earning':
      return { first: sql`-(p.price_minor_min * n.commission_bps / 10000)`, second: NEWEST };
    case 'price':
      return { first: sql`p.price_minor_min`, second: NEWEST };
    case 'newest':
      return { first: NEWEST, second: sql`0` };
  }
}

/**
 * Goods on the shelf with a plan in force at `now`: how many, their top categories (under all filters but the category),
 * and the page after a place. One statement; sales and stock are summed up only where they decide something.
 */
export async function findGoods(
  handle: Db,
  filter: GoodsFilter,
  page: { readonly sort: Sort; readonly after: Place | undefined; readonly limit: number },
  time: { readonly now: Date; readonly soldSince: string },
): Promise<FoundGoods> {
  const { words, category = null } = filter;
  const { first, second } = keysOf(page.sort, words);
  const bySales = page.sort === 'relevance' || page.sort === 'sold';
  const sales = sql`LEFT JOIN (
    SELECT product_id, sum(units)::bigint AS sold FROM insights.product_day WHERE day > ${time.soldSince}::date
    GROUP BY product_id) d ON d.product_id = p.product_id`;
  const stock = sql`LEFT JOIN (
    SELECT product_id, sum(available) > 0 AS left FROM ${allAvailableSkus} a GROUP BY product_id
  ) l ON l.product_id = p.product_id`;
  const { rows } = await sql<FoundGoods>`
    WITH plan AS (${plansInForce(time.now)}), found AS MATERIALIZED (
      SELECT p.product_id, n.plan_id, split_part(p.category_path, ' > ', 1) AS top,
        ${category}::text IS NULL OR p.category_path = ${category}::text
          OR starts_with(p.category_path, ${category}::text || ' > ') AS inside,
        (${first})::bigint AS first, (${second})::bigint AS second
      FROM catalog.product p
      JOIN catalog.shop s ON s.shop_id = p.shop_id
      JOIN plan n ON n.product_id = p.product_id
      ${bySales ? sales : sql``} ${filter.inStock === undefined ? sql`` : stock}
      WHERE p.on_shelf AND n.commission_bps >= ${filter.minCommissionBps ?? 0}
        AND p.price_minor_min >= ${filter.minPriceMinor ?? 0}
        AND (${filter.maxPriceMinor ?? null}::bigint IS NULL OR p.price_minor_min <= ${filter.maxPriceMinor ?? null}::bigint)
        ${words.patterns.length === 0 ? sql`` : sql`AND (p.search_text || ' ' || lower(s.name)) LIKE ALL(${words.patterns}::text[])`}
        ${filter.inStock === undefined ? sql`` : sql`AND coalesce(l.left, false) = ${filter.inStock}`}
    ), page AS (
      SELECT * FROM found WHERE inside AND (${page.after === undefined}::boolean
        OR (first, second, product_id) > (${page.after?.first ?? 0}, ${page.after?.second ?? 0}, ${page.after?.productId ?? null}::uuid))
      ORDER BY first, second, product_id LIMIT ${page.limit}
    )
    SELECT (SELECT count(*) FROM found WHERE inside) AS total,
      (SELECT coalesce(json_agg(json_build_object('path', top, 'count', n) ORDER BY n DESC, top), '[]')
        FROM (SELECT top, count(*) AS n FROM found GROUP BY top) t) AS categories,
      (SELECT coalesce(json_agg(json_build_object('productId', product_id, 'planId', plan_id, 'first', first,
        'second', second) ORDER BY first, second, product_id), '[]') FROM page) AS page
  `.execute(handle);
  const [found] = rows;
  if (!found) throw new Error('a SELECT of scalars gave no row');
  return found;
}

/** Of each product the plan that applies at `now` where none was chosen, in the order of `winner` of plans. Of one shop, or of all. */
export function plansInForce(now: Date, shopId?: string): RawBuilder<unknown> {
  return sql`
    SELECT DISTINCT ON (p.product_id) p.product_id, p.plan_id, r.commission_bps
    FROM plans.plan p JOIN plans.rate r ON r.plan_id = p.plan_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    WHERE ${now} < p.closes_at ${shopId === undefined ? sql`` : sql`AND p.shop_id = ${shopId}`}
    ORDER BY p.product_id, p.kind = 'normal' DESC, r.commission_bps DESC, p.plan_id`;
}

import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

/** A product as a row of a list or a cart shows it. */
export interface ProductCard {
  readonly productId: string;
  readonly shopId: string;
  readonly title: string;
  readonly picture: string;
  readonly currency: string;
  /** The lowest price of its SKUs. */
  readonly priceMinor: number;
  /** The list price of that SKU. */
  readonly listPriceMinor: number | null;
  readonly onShelf: boolean;
  /** In the order they are shown. */
  readonly skuIds: readonly string[];
}

/** Cards by product id, with the prices that apply at `now`; what does not exist, or has no price yet, is left out. */
export async function productCards(
  handle: Db,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, ProductCard>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await sql<ProductCard>`
    SELECT p.product_id AS "productId", p.shop_id AS "shopId", p.title, p.picture, p.currency,
      s.price_minor AS "priceMinor", s.list_price_minor AS "listPriceMinor", p.on_shelf AS "onShelf", s.sku_ids AS "skuIds"
    FROM catalog.product p CROSS JOIN LATERAL (
      SELECT array_agg(k.sku_id ORDER BY k.position) AS sku_ids, min(r.price_minor) AS price_minor,
        (array_agg(r.list_price_minor ORDER BY r.price_minor, k.position))[1] AS list_price_minor
      FROM catalog.sku k
      JOIN catalog.price r ON r.sku_id = k.sku_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
      WHERE k.product_id = p.product_id
    ) s
    WHERE p.product_id = ANY(${plainArray(productIds)}::uuid[]) AND s.price_minor IS NOT NULL
  `.execute(handle);
  return new Map(rows.map((row) => [row.productId, row]));
}

import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';

/**
 * What can be ordered now of each SKU, as a table (shop_id, product_id, sku_id, available) for other statements: the
 * general pool without reservations and safety; a kit as often as the scarcest of its parts allows. Ask it by product or
 * by shop and SKU: the kits are then looked up one by one.
 */
export const availableSkus = sql`(
  SELECT l.shop_id, l.product_id, l.sku_id,
    coalesce(k.available, greatest(l.on_hand - l.reserved - l.safety, 0)) AS available
  FROM stock.level l LEFT JOIN LATERAL (
    SELECT min(greatest(part.on_hand - part.reserved - part.safety, 0) / p.quantity) AS available
    FROM stock.kit_part p
    JOIN stock.level part ON part.shop_id = p.shop_id AND part.sku_id = p.part_sku_id AND part.pool = 'general'
    WHERE p.shop_id = l.shop_id AND p.sku_id = l.sku_id
  ) k ON true WHERE l.pool = 'general'
)`;

/** Units that can be ordered now, by product. Products without a SKU are absent. */
export async function availableByProduct(
  handle: Db | Tx,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; available: number }>`
    SELECT product_id AS id, sum(available)::bigint AS available FROM ${availableSkus} a
    WHERE product_id = ANY(${plainArray(productIds)}::uuid[]) GROUP BY product_id
  `.execute(handle);
  return new Map(rows.map((row) => [row.id, row.available]));
}

/** Units that can be ordered now, by SKU of one or more products. */
export async function availableBySku(
  handle: Db | Tx,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; available: number }>`
    SELECT sku_id AS id, available FROM ${availableSkus} a
    WHERE product_id = ANY(${plainArray(productIds)}::uuid[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.id, row.available]));
}

/**
 * The products whose availability changes with that of these: themselves, the goods that their kits are made of, and
 * every kit with one of their parts in it.
 */
export async function productsTouchedBy(
  handle: Db | Tx,
  productIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ productId: string }>`
    WITH own AS (
      SELECT shop_id, sku_id FROM stock.level WHERE product_id = ANY(${plainArray(productIds)}::uuid[]) AND pool = 'general'
    ), units AS (
      SELECT shop_id, sku_id FROM own
      UNION SELECT p.shop_id, p.part_sku_id FROM own JOIN stock.kit_part p USING (shop_id, sku_id)
    ), touched AS (
      SELECT shop_id, sku_id FROM units
      UNION SELECT p.shop_id, p.sku_id FROM units u JOIN stock.kit_part p ON p.part_sku_id = u.sku_id
    )
    SELECT DISTINCT l.product_id AS "productId" FROM touched
    JOIN stock.level l USING (shop_id, sku_id) WHERE l.pool = 'general'
  `.execute(handle);
  return new Set(rows.map((row) => row.productId));
}

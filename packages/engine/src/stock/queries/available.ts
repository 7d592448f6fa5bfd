import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';

/** What there is of kits: as often as the scarcest of their parts allows. Without its GROUP BY, which callers add. */
const kits = sql`
  SELECT p.shop_id, p.sku_id, min(greatest(part.on_hand - part.reserved - part.safety, 0) / p.quantity) AS available
  FROM stock.kit_part p
  JOIN stock.level part ON part.shop_id = p.shop_id AND part.sku_id = p.part_sku_id AND part.pool = 'general'`;
const columns = sql`l.shop_id, l.product_id, l.sku_id,
  coalesce(k.available, greatest(l.on_hand - l.reserved - l.safety, 0)) AS available`;

/**
 * What can be ordered now of each SKU, as a table (shop_id, product_id, sku_id, available) for other statements: the
 * general pool without reservations and safety, or the kit. To be asked for some products, or some SKUs of a shop: kits
 * are looked up one by one.
 */
export const availableSkus = sql`(
  SELECT ${columns} FROM stock.level l LEFT JOIN LATERAL (
    ${kits} WHERE p.shop_id = l.shop_id AND p.sku_id = l.sku_id GROUP BY p.shop_id, p.sku_id
  ) k ON true WHERE l.pool = 'general'
)`;

/** The same for statements that read all SKUs: counts every kit once. */
export const allAvailableSkus = sql`(
  SELECT ${columns} FROM stock.level l LEFT JOIN (
    ${kits} GROUP BY p.shop_id, p.sku_id
  ) k ON k.shop_id = l.shop_id AND k.sku_id = l.sku_id WHERE l.pool = 'general'
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
 * The products whose availability changes with that of these, or of these SKUs: themselves, the goods that their kits are
 * made of, and every kit with one of their parts in it.
 */
export async function productsTouchedBy(
  handle: Db | Tx,
  productIds: readonly string[],
  units: readonly { readonly shopId: string; readonly skuId: string }[] = [],
): Promise<Set<string>> {
  if (productIds.length === 0 && units.length === 0) return new Set();
  const { rows } = await sql<{ productId: string }>`
    WITH own AS (
      SELECT shop_id, sku_id FROM stock.level WHERE product_id = ANY(${plainArray(productIds)}::uuid[]) AND pool = 'general'
    ), part AS (
      SELECT p.shop_id, p.part_sku_id AS sku_id FROM own JOIN stock.kit_part p USING (shop_id, sku_id)
      UNION SELECT * FROM unnest(${plainArray(units.map((unit) => unit.shopId))}::uuid[],
        ${plainArray(units.map((unit) => unit.skuId))}::uuid[])
    ), other AS (
      SELECT shop_id, sku_id FROM part
      UNION SELECT p.shop_id, p.sku_id FROM (SELECT sku_id FROM own UNION ALL SELECT sku_id FROM part) unit
        JOIN stock.kit_part p ON p.part_sku_id = unit.sku_id
    )
    SELECT DISTINCT l.product_id AS "productId" FROM other o CROSS JOIN LATERAL (
      SELECT product_id FROM stock.level WHERE shop_id = o.shop_id AND sku_id = o.sku_id AND pool = 'general' LIMIT 1
    ) l
  `.execute(handle);
  return new Set([...productIds, ...rows.map((row) => row.productId)]);
}

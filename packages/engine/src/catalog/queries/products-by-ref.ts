import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';

/** Which of these refs the shop has already, as products. */
export async function productsByRef(
  handle: Db,
  shopId: string,
  refs: readonly string[],
): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const { rows } = await sql<{ ref: string; product_id: string }>`
    SELECT ref, product_id FROM catalog.product WHERE shop_id = ${shopId} AND ref = ANY(${refs}::text[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.ref, row.product_id]));
}

/** Which of these refs the shop has already, as SKUs. */
export async function skusByRef(
  handle: Db,
  shopId: string,
  refs: readonly string[],
): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const { rows } = await sql<{ ref: string; sku_id: string }>`
    SELECT ref, sku_id FROM catalog.sku WHERE shop_id = ${shopId} AND ref = ANY(${refs}::text[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.ref, row.sku_id]));
}

import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

/** How people know a SKU. */
export interface SkuName {
  readonly skuId: string;
  readonly productId: string;
  /** The shop's own code. */
  readonly ref: string;
  readonly title: string;
  readonly picture: string;
  readonly spec: Readonly<Record<string, string>>;
}

/** Names by SKU id; what does not exist is left out. */
export async function skuNames(handle: Db, skuIds: readonly string[]): Promise<Map<string, SkuName>> {
  if (skuIds.length === 0) return new Map();
  const { rows } = await sql<SkuName>`
    SELECT k.sku_id AS "skuId", k.product_id AS "productId", k.ref, p.title, p.picture, k.spec
    FROM catalog.sku k JOIN catalog.product p ON p.product_id = k.product_id
    WHERE k.sku_id = ANY(${plainArray([...new Set(skuIds)])}::uuid[])
  `.execute(handle);
  return new Map(rows.map((name) => [name.skuId, name]));
}

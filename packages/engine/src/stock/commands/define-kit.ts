import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import { orRefuse, refuse } from '../../refusal.ts';
import { buildKit, type KitPart } from '../rules/kit.ts';
import { GENERAL, levelKey } from '../rules/level.ts';
import { builtKits, lockKits, writeKit } from '../store/kits.ts';
import { lockLevels } from '../store/levels.ts';

/**
 * Makes a SKU a kit of others of its shop, or makes the kit anew; parts may be kits themselves. Answers with the products
 * whose kits are other than before, for whoever remembers them. Refuses: sku_not_found, kit_had_units (it was sold by
 * itself), kit_parts_count, kit_part_twice, kit_of_itself, kit_too_deep.
 */
export async function defineKit(
  tx: Tx,
  shopId: string,
  kitSkuId: string,
  parts: readonly KitPart[],
): Promise<{ productIds: string[] }> {
  await lockKits(tx, shopId);
  const plain = orRefuse(buildKit(await builtKits(tx, shopId), kitSkuId, parts));
  const ids = new Set([kitSkuId, ...plain.keys(), ...parts.map((part) => part.skuId)]);
  const levels = await lockLevels(
    tx,
    [...ids].map((skuId) => ({ shopId, skuId, pool: GENERAL })),
  );
  for (const skuId of ids)
    if (!levels.has(levelKey({ skuId, pool: GENERAL }))) refuse('sku_not_found', { skuId });
  const { rows } = await sql`
    SELECT 1 FROM stock.movement WHERE shop_id = ${shopId} AND sku_id = ${kitSkuId} LIMIT 1
  `.execute(tx);
  if (rows.length > 0) refuse('kit_had_units', { skuId: kitSkuId });
  await writeKit(tx, { shopId, skuId: kitSkuId, built: parts }, plain);
  const changed = await sql<{ productId: string }>`
    SELECT DISTINCT product_id AS "productId" FROM stock.level
    WHERE shop_id = ${shopId} AND sku_id = ANY(${plainArray([...plain.keys()])}::uuid[])
  `.execute(tx);
  return { productIds: changed.rows.map((row) => row.productId) };
}

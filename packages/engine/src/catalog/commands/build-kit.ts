import { defineKit, type KitPart } from '#stock';
import type { Engine } from '../../engine.ts';
import { touchProducts } from '../store/products.ts';

/**
 * Makes a SKU of this shop a kit of others, or the kit anew; orders placed before keep what they were promised.
 * Refuses: sku_not_found, kit_had_units, kit_parts_count, kit_part_twice, kit_of_itself, kit_too_deep.
 */
export async function buildKit(
  engine: Engine,
  shopId: string,
  skuId: string,
  parts: readonly KitPart[],
): Promise<void> {
  await engine.db.transaction().execute(async (tx) => {
    const { productIds } = await defineKit(tx, shopId, skuId, parts);
    await touchProducts(tx, productIds);
  });
}

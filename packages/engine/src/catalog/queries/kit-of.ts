import type { KitView } from '@yellowcart/contract';
import { availableBySku, stockOfSku } from '#stock';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { skuNames } from './sku-names.ts';

/** A kit of this shop as it was built, and how much of each part there is. Refuses: sku_not_found, kit_not_found. */
export async function kitOf(engine: Engine, shopId: string, skuId: string): Promise<KitView> {
  const { available, parts } = await stockOfSku(engine, shopId, skuId);
  if (parts.length === 0) refuse('kit_not_found', { skuId });
  const names = await skuNames(
    engine.db,
    parts.map((part) => part.skuId),
  );
  const units = await availableBySku(
    engine.db,
    [...names.values()].map((name) => name.productId),
  );
  return {
    skuId,
    available,
    parts: parts.flatMap(({ skuId: partId, quantity }) => {
      const name = names.get(partId);
      return name ? [{ ...name, quantity, available: units.get(partId) ?? 0 }] : [];
    }),
  };
}

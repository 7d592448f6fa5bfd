import type { Engine } from '@yellowcart/engine';
import { productCards } from '@yellowcart/engine/catalog';
import { availableBySku, incrementStock, partsOf } from '@yellowcart/engine/stock';

/** Below so many units of a product, its shop brings more before the next burst. */
const LOW = 20;
const RESTOCK = 120;

/** The SKUs of a product that a burst of buyers can order now; goods that run low are brought first. */
export async function skusToSell(engine: Engine, productId: string): Promise<string[]> {
  const card = (await productCards(engine.db, [productId], engine.clock.now())).get(productId);
  if (!card?.onShelf) return [];
  let available = await availableBySku(engine.db, [productId]);
  const total = [...available.values()].reduce((sum, units) => sum + units, 0);
  if (total < LOW) {
    for (const skuId of await unitsOf(engine, card.skuIds)) {
      const change = { key: `show ${engine.ids.next()}`, delta: RESTOCK };
      await incrementStock(engine, card.shopId, skuId, change);
    }
    available = await availableBySku(engine.db, [productId]);
  }
  return card.skuIds.filter((skuId) => (available.get(skuId) ?? 0) > 0);
}

/** The SKUs that hold the units of these: themselves, or what kits are made of. */
async function unitsOf(engine: Engine, skuIds: readonly string[]): Promise<Set<string>> {
  const parts = await partsOf(engine.db, skuIds);
  return new Set(skuIds.flatMap((skuId) => parts.get(skuId)?.map((part) => part.skuId) ?? [skuId]));
}

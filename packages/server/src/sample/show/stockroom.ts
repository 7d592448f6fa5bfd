import type { Engine } from '@yellowcart/engine';
import { productCards } from '@yellowcart/engine/catalog';
import { availableBySku, incrementStock } from '@yellowcart/engine/stock';

/** Below so many units of a product, its shop brings more before the next burst. */
const LOW = 20;
const RESTOCK = 120;

/** The SKUs of a product that a burst of buyers can order now; goods that run low are brought first. */
export async function skusToSell(engine: Engine, productId: string): Promise<string[]> {
  const card = (await productCards(engine.db, [productId], engine.clock.now())).get(productId);
  if (!card?.onShelf) return [];
  const available = await availableBySku(engine.db, [productId]);
  const total = [...available.values()].reduce((sum, units) => sum + units, 0);
  if (total < LOW) {
    for (const skuId of card.skuIds) {
      const change = { key: `show ${engine.ids.next()}`, delta: RESTOCK };
      available.set(skuId, (await incrementStock(engine, card.shopId, skuId, change)).available);
    }
  }
  return card.skuIds.filter((skuId) => (available.get(skuId) ?? 0) > 0);
}

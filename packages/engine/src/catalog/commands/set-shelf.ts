import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { SHELF_CHANGED, type ShelfChanged } from '../events.ts';
import { updateShelf } from '../store/products.ts';

/** Puts a product of this shop on or off the shelf; setting what is set already does nothing. Refuses: product_not_found. */
export async function setShelf(
  engine: Engine,
  shopId: string,
  productId: string,
  onShelf: boolean,
): Promise<{ productId: string; onShelf: boolean }> {
  const at = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    const result = await updateShelf(tx, shopId, productId, onShelf);
    if (!result) refuse('product_not_found');
    if (!result.changed) return;
    const payload: ShelfChanged = { productId, shopId, onShelf };
    await appendEvents(tx, [{ topic: SHELF_CHANGED, key: productId, at, payload }]);
  });
  engine.wake();
  return { productId, onShelf };
}

import { productCards } from '#catalog';
import { availableByProduct } from '#stock';
import type { Db } from '../../db/open.ts';
import type { ShownItem } from '../events.ts';
import type { CartItem } from '../rules/cart.ts';

/** Items as viewers see them, with the price and stock of now, in the order given. */
export async function shownItems(handle: Db, items: readonly CartItem[], now: Date): Promise<ShownItem[]> {
  const productIds = items.map((item) => item.productId);
  if (productIds.length === 0) return [];
  const cards = await productCards(handle, productIds, now);
  const available = await availableByProduct(handle, productIds);
  return items.map(({ itemId, productId, position, state, reason }) => {
    const card = cards.get(productId);
    if (!card) throw new Error(`item ${itemId} hangs a product that is not there: ${productId}`);
    const { title, picture, currency, priceMinor, listPriceMinor } = card;
    return {
      itemId,
      productId,
      position,
      title,
      picture,
      currency,
      priceMinor,
      listPriceMinor,
      available: available.get(productId) ?? 0,
      state,
      reason,
    };
  });
}

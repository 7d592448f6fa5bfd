import { productCards, type SkuOffer, skuOffers } from '#catalog';
import type { Tx } from '../../db/open.ts';
import { refuse } from '../../refusal.ts';

/** Offers of these SKUs today, by SKU. Refuses: sku_not_found, where one is not this shop's. */
export async function ownSkus(
  tx: Tx,
  shopId: string,
  skuIds: readonly string[],
  now: Date,
): Promise<Map<string, SkuOffer>> {
  const offers = new Map((await skuOffers(tx, skuIds, now)).map((offer) => [offer.skuId, offer]));
  for (const skuId of skuIds) if (offers.get(skuId)?.shopId !== shopId) refuse('sku_not_found', { skuId });
  return offers;
}

/** Refuses: product_not_found, where one of these is not this shop's. */
export async function checkOwnProducts(
  tx: Tx,
  shopId: string,
  productIds: readonly string[],
  now: Date,
): Promise<void> {
  const cards = await productCards(tx, productIds, now);
  for (const productId of productIds)
    if (cards.get(productId)?.shopId !== shopId) refuse('product_not_found', { productId });
}

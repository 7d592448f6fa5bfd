import type { ProductDeals, ProductPage, SkuView } from '@yellowcart/contract';
import { ApiProblem } from '@yellowcart/sdk';
import { type Deal, type Offer, unitPriceOf } from '../deals/offer.ts';
import { client } from '../session.ts';
import type { ShownPrice } from './buy-details.ts';
import { rememberClick } from './click-memory.ts';
import { firstChoice } from './sku-choice.ts';

/** A product with what there is around it. */
export interface Loaded {
  readonly product: ProductPage;
  readonly deals: ProductDeals | undefined;
}

/** Reads a product and its deals; without the deals where only they cannot be had. Throws the refusal of the product. */
export async function loadProduct(productId: string): Promise<Loaded> {
  const params = { productId };
  const [product, deals] = await Promise.all([
    client.call('GET /api/v1/products/:productId', { params }),
    client.call('GET /api/v1/products/:productId/deals', { params }).catch((problem: unknown) => {
      if (problem instanceof ApiProblem) return undefined;
      throw problem;
    }),
  ]);
  return { product, deals };
}

/** Mints the click of a room's item and remembers it for the product's own page. */
export async function mintClick(roomId: string, itemId: string): Promise<string> {
  const { clickToken, expiresAt, productId } = await client.call('POST /api/v1/clicks', {
    body: { roomId, itemId },
  });
  rememberClick(productId, { token: clickToken, roomId, expiresAt });
  return clickToken;
}

/** The SKUs that can be chosen: under a flash sale, its own only, with what the sale has left. */
export function skusOf(product: ProductPage, offer: Offer | undefined): readonly SkuView[] {
  const sale = offer?.sale;
  if (!sale) return product.skus;
  return product.skus.flatMap((sku) =>
    sku.skuId === sale.item.skuId ? [{ ...sku, priceMinor: sale.priceMinor, available: sale.left }] : [],
  );
}

/**
 * The choice carried over to the product as it is now. One that has sold out meanwhile is left to the buyer, never
 * replaced; under a deal its own stock counts, not the SKU's.
 */
export function keptChoice(
  skus: readonly SkuView[],
  chosen: SkuView | undefined,
  deal: Deal | undefined,
): SkuView | undefined {
  if (!chosen) return firstChoice(skus);
  const same = skus.find((sku) => sku.skuId === chosen.skuId);
  return same && (deal || same.available > 0) ? same : undefined;
}

/** The price of one under the choice, and the one it is compared with. */
export function shownPrice(offer: Offer, sku: SkuView | undefined, deal: Deal | undefined): ShownPrice {
  const minor = unitPriceOf(sku, deal, offer.priceMinor);
  if (deal?.kind === 'combination') return { minor, insteadOfMinor: deal.set.normalMinor };
  if (deal?.kind === 'flash') return { minor, insteadOfMinor: offer.listPriceMinor };
  if (deal) return { minor, insteadOfMinor: sku?.priceMinor ?? null };
  return { minor, insteadOfMinor: sku ? sku.listPriceMinor : offer.listPriceMinor };
}

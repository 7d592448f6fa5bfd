import type { CartLine, FlashSaleView, ProductDeals, RoomItem, SkuView } from '@yellowcart/contract';

export type Combination = ProductDeals['combinations'][number];
export type Presale = ProductDeals['presales'][number];
export type GiftOffer = ProductDeals['gifts'][number];

/** A price of its own under which something is bought. */
export type Deal =
  | { readonly kind: 'flash'; readonly sale: FlashSaleView }
  | { readonly kind: 'presale'; readonly presale: Presale }
  | { readonly kind: 'combination'; readonly set: Combination };

/** What the buy sheet opens on: an item of the room, or a flash sale of a product that may hang there or not. */
export interface Offer extends Pick<RoomItem, 'productId' | 'title' | 'picture' | 'currency' | 'priceMinor'> {
  readonly listPriceMinor: number | null;
  /** The hung item that the click is counted for; null where none hangs. */
  readonly itemId: string | null;
  readonly sale: FlashSaleView | null;
}

const QUANTITY_MAX = 999;

export function offerOfItem(item: RoomItem): Offer {
  return { ...item, sale: null };
}

/** A flash sale as something to buy; the click is counted for the item of that product, where one hangs. */
export function offerOfSale(sale: FlashSaleView, items: readonly RoomItem[]): Offer {
  const { productId, title, picture, priceMinor } = sale.item;
  return {
    productId,
    title,
    picture,
    currency: sale.currency,
    priceMinor: sale.priceMinor,
    listPriceMinor: priceMinor > sale.priceMinor ? priceMinor : null,
    itemId: items.find((item) => item.productId === productId)?.itemId ?? null,
    sale,
  };
}

/** Tells one offer from another, whatever its stock and price are by now. */
export function nameOf(offer: Offer): string {
  return `${offer.productId} ${offer.itemId} ${offer.sale?.dealId}`;
}

export function dealIdOf(deal: Deal): string {
  switch (deal.kind) {
    case 'flash':
      return deal.sale.dealId;
    case 'presale':
      return deal.presale.dealId;
    case 'combination':
      return deal.set.dealId;
  }
}

/** The lines of a cart: `quantity` units of the SKU, or so many sets of a combination. */
export function linesOf(
  sku: Pick<SkuView, 'skuId'>,
  quantity: number,
  deal: Deal | undefined,
  clickToken: string | undefined,
): CartLine[] {
  const click = clickToken ? { clickToken } : {};
  if (!deal) return [{ skuId: sku.skuId, quantity, ...click }];
  const dealId = dealIdOf(deal);
  if (deal.kind !== 'combination') return [{ skuId: sku.skuId, quantity, dealId, ...click }];
  return deal.set.items.map((item) => ({
    skuId: item.skuId,
    quantity: item.quantity * quantity,
    dealId,
    // A click attributes the product that was clicked, and no other.
    ...(item.skuId === sku.skuId ? click : {}),
  }));
}

/** How many can be asked for: of the SKU, of what the deal has left, of what one buyer may have. At least 1. */
export function quantityMaxOf(sku: Pick<SkuView, 'available'> | undefined, deal: Deal | undefined): number {
  return Math.max(1, Math.min(QUANTITY_MAX, ...leftOf(sku, deal)));
}

function leftOf(sku: Pick<SkuView, 'available'> | undefined, deal: Deal | undefined): number[] {
  const known = (...counts: (number | null)[]): number[] => counts.filter((count) => count !== null);
  switch (deal?.kind) {
    case 'flash':
      return known(deal.sale.left, deal.sale.buyerMax);
    case 'presale':
      return known(deal.presale.left, deal.presale.buyerMax);
    case 'combination': {
      const { left, buyerMax, items } = deal.set;
      const most = Math.max(1, ...items.map((item) => item.quantity));
      return [Math.floor(QUANTITY_MAX / most), ...known(left, buyerMax)];
    }
    default:
      return known(sku?.available ?? 1);
  }
}

/** What one costs, before anything the server knows better. */
export function unitPriceOf(
  sku: Pick<SkuView, 'priceMinor'> | undefined,
  deal: Deal | undefined,
  fallbackMinor: number,
): number {
  switch (deal?.kind) {
    case 'flash':
      return deal.sale.priceMinor;
    case 'presale':
      return deal.presale.priceMinor;
    case 'combination':
      return deal.set.priceMinor;
    default:
      return sku?.priceMinor ?? fallbackMinor;
  }
}

/** Whether nothing can be bought under the choice as it stands. */
export function soldOutUnder(sku: Pick<SkuView, 'available'> | undefined, deal: Deal | undefined): boolean {
  switch (deal?.kind) {
    case 'flash':
      return deal.sale.left === 0;
    case 'presale':
      return deal.presale.left === 0;
    case 'combination':
      return deal.set.left === 0;
    default:
      return sku?.available === 0;
  }
}

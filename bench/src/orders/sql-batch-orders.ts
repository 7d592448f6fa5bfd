import type { Goods } from './goods.ts';
import type { Market } from './market.ts';

/** Units that a line takes: SKU, pool, how many. */
export type Units = readonly [string, string, number];
export interface BatchLine {
  readonly skuId: string;
  readonly productId: string;
  readonly priceMinor: number;
  readonly units: readonly Units[];
  /** Led here by a creator. */
  readonly credited: boolean;
  /** What else the line remembers; undefined = nothing. */
  readonly terms: object | undefined;
}
export interface BatchOrder {
  readonly shopId: string;
  readonly buyerId: string;
  readonly orderId: string;
  readonly checkoutId: string;
  readonly lines: readonly BatchLine[];
  /** Limited rules that give to this order. */
  readonly quotaIds: readonly string[];
}
export type BatchTaste = 'spread' | 'kit-gifts';

const PRICE = 1_990;
const LAST_BYTE_AT = 34;

/** The n-th order of a batched run, as buyers with this taste place it. */
export function batchOrder(
  market: Market,
  taste: BatchTaste,
  number: number,
  next: () => string,
): BatchOrder {
  const checkoutId = `${next().slice(0, LAST_BYTE_AT)}00`;
  const ids = {
    checkoutId,
    orderId: `${checkoutId.slice(0, LAST_BYTE_AT)}01`,
    buyerId: at(market.buyers, number).partyId,
  };
  if (taste === 'kit-gifts') return { ...ids, ...kitWithGifts(market, number) };
  const shop = at(market.shops, number);
  const lines = [at(shop.goods, number), at(shop.goods, number + 1)].map((goods) => {
    const { skuId, productId } = plain(goods);
    const units: readonly Units[] = [[skuId, 'general', 1]];
    return { skuId, productId, priceMinor: PRICE, units, credited: true, terms: undefined };
  });
  return { ...ids, shopId: shop.shopId, lines, quotaIds: [] };
}

function kitWithGifts(market: Market, number: number): Pick<BatchOrder, 'shopId' | 'lines' | 'quotaIds'> {
  const shop = at(market.kitShops, number);
  const kit = plain(at(shop.goods, number));
  const parts = shop.partsOfKit[number % shop.partsOfKit.length] ?? [];
  const taken = parts.map((skuId): Units => [skuId, 'general', 1]);
  const gift = (goods: Goods, ruleId: string, remembered: object): BatchLine => {
    const { skuId, productId } = plain(goods);
    const units: readonly Units[] = [[skuId, 'gift', 1]];
    const origin = {
      ruleId,
      ruleName: '满额赠',
      earnedBy: [1],
      substituted: false,
      bearer: 'merchant',
      valueMinor: PRICE,
    };
    return {
      skuId,
      productId,
      priceMinor: 0,
      units,
      credited: false,
      terms: { units, gift: origin, ...remembered },
    };
  };
  const condition = (kind: string, productIds: readonly string[] | null, from: number) => ({
    condition: { kind, productIds, roomId: null, bands: [{ from, gifts: [] }], repeats: false },
  });
  const kitIds = shop.goods.map(({ productId }) => productId);
  return {
    shopId: shop.shopId,
    lines: [
      { ...kit, priceMinor: PRICE, units: taken, credited: true, terms: { units: taken } },
      gift(shop.thresholdGift, shop.limitedRuleId, {
        ...condition('threshold_amount', null, PRICE),
        quotas: [[shop.limitedRuleId, 1]],
      }),
      gift(shop.kitGift, shop.kitRuleId, condition('buy_gift', kitIds, 1)),
    ],
    quotaIds: [shop.limitedRuleId],
  };
}

function plain({ productId, skuIds }: Goods): { readonly skuId: string; readonly productId: string } {
  return { skuId: skuIds[0] ?? '', productId };
}

function at<T>(from: readonly T[], number: number): T {
  const one = from[number % from.length];
  if (one === undefined) throw new RangeError('nothing to choose from');
  return one;
}

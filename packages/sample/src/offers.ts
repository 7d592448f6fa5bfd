import { FLASH_INDEX } from './show-script.ts';
import type { SampleOffers, SampleProduct, SampleRoom, SampleSku } from './types.ts';

const GIFT_UNITS = 200;

/** So many percent of a price, in whole yuan less ten fen, as shops write them. */
function cut(priceMinor: number, percent: number): number {
  return Math.max(Math.floor((priceMinor * percent) / 10_000) * 100 - 10, 10);
}

/** The SKU of a product that has most units. */
function fullest(product: SampleProduct): SampleSku {
  const [most] = product.skus.toSorted((a, b) => b.stock - a.stock);
  if (!most) throw new RangeError(`${product.ref} has no SKU`);
  return most;
}

/** What the shop with most goods in this room offers on top of them. Nothing here is by chance. */
export function writeOffers(room: SampleRoom, products: readonly SampleProduct[]): SampleOffers {
  const byRef = new Map(products.map((product) => [product.ref, product]));
  const hung = room.productRefs.flatMap((ref) => byRef.get(ref) ?? []);
  const byShop = [...Map.groupBy(hung, (product) => product.shopRef)].sort(
    ([, a], [, b]) => b.length - a.length,
  );
  const [shopRef, goods] = byShop[0] ?? ['', []];
  const at = (index: number): SampleProduct => {
    const product = goods[index % goods.length];
    if (!product) throw new RangeError('the room has no goods');
    return product;
  };
  const cheapFirst = goods.map(fullest).sort((a, b) => a.priceMinor - b.priceMinor);
  const gift = cheapFirst[0] ?? fullest(at(0));
  const otherGift = cheapFirst[1] ?? gift;
  const pair = [fullest(at(3)), fullest(at(5))];
  const ahead = fullest(at(goods.length - 1));
  const flashOf = byRef.get(room.productRefs[FLASH_INDEX] ?? '') ?? at(0);
  const flash = fullest(flashOf);
  const band = (from: number, { ref }: SampleSku, quantity = 1) => ({ from, skuRef: ref, quantity });
  const rule = { productRefs: [], inRoom: false, repeats: false, pool: 'gift' } as const;
  return {
    shopRef,
    delivery: { freightMinor: 0, surcharges: { 新疆: 1_500, 西藏: 1_800, 内蒙古: 800 }, shipWithinHours: 48 },
    giftStock: [gift, otherGift].map(({ ref }) => ({ skuRef: ref, units: GIFT_UNITS })),
    giftRules: [
      {
        ...rule,
        productRefs: [],
        kind: 'threshold_amount',
        name: '满299元赠一件，满599元赠两件',
        bands: [band(29_900, gift), band(59_900, gift, 2)],
        insteadSkuRef: otherGift.ref,
        buyerMax: 3,
      },
      {
        ...rule,
        kind: 'buy_gift',
        name: '买三赠一，多买多赠',
        productRefs: [at(4).ref],
        bands: [band(3, fullest(at(4)))],
        repeats: true,
        pool: 'general',
      },
      {
        ...rule,
        productRefs: [],
        kind: 'first_n',
        name: '两件起，前30名付款加赠',
        bands: [band(2, otherGift)],
        totalMax: 30,
        buyerMax: 1,
      },
      {
        ...rule,
        kind: 'room_only',
        name: '直播间专享：两件起赠',
        productRefs: [at(1).ref, at(2).ref],
        bands: [band(2, gift)],
        inRoom: true,
        totalMax: 100,
        buyerMax: 1,
      },
    ],
    combination: {
      name: '两件搭配更省',
      skuRefs: pair.map(({ ref }) => ref),
      priceMinor: cut(
        pair.reduce((sum, { priceMinor }) => sum + priceMinor, 0),
        88,
      ),
      days: 14,
    },
    flash: {
      name: '直播间秒杀',
      shopRef: flashOf.shopRef,
      skuRef: flash.ref,
      priceMinor: cut(flash.priceMinor, 60),
      units: 12,
      buyerMax: 1,
    },
    presale: {
      name: '新批次预售',
      skuRef: ahead.ref,
      priceMinor: cut(ahead.priceMinor, 85),
      depositMinor: cut(ahead.priceMinor, 15),
      units: Math.min(ahead.stock, 50),
      days: 10,
    },
  };
}

import type { Engine, Tx } from '@yellowcart/engine';
import { insertProducts } from '@yellowcart/engine/catalog';
import { insertPlans } from '@yellowcart/engine/plans';
import { createGiftRule } from '@yellowcart/engine/promotions';
import { defineKit, incrementStock } from '@yellowcart/engine/stock';
import { planRow, productRow } from './goods-rows.ts';
import type { Goods, Shop } from './market.ts';

/** A shop whose every kit earns two gifts; `goods` are its kits, one SKU each. */
export interface KitShop extends Shop {
  /** What kits are made of, each a product of one SKU. */
  readonly parts: readonly Goods[];
  /** Given with every order of enough, from the gift stock. */
  readonly thresholdGift: Goods;
  /** Given with every kit, from the gift stock. */
  readonly kitGift: Goods;
}

const SHOPS = 10;
const KITS = 10;
const PARTS = 12;
export const PARTS_PER_KIT = 3;
const STOCK = 10_000_000;
/** Below the price of any kit. */
const ENOUGH_MINOR = 1_000;

/** Kit shops that are not there yet. `goods` makes goods of so many SKUs. */
export function planKitShops(next: () => string, goods: (skus: number) => Goods): KitShop[] {
  const several = (count: number): Goods[] => Array.from({ length: count }, () => goods(1));
  return Array.from({ length: SHOPS }, () => ({
    shopId: next(),
    merchantId: next(),
    goods: several(KITS),
    parts: several(PARTS),
    thresholdGift: goods(1),
    kitGift: goods(1),
  }));
}

/** Lists kits, parts and gifts of shops that are open, with plans for the kits. */
export async function listKits(tx: Tx, shops: readonly KitShop[], now: Date): Promise<void> {
  const rows = shops.flatMap(({ shopId, goods, parts, thresholdGift, kitGift }) => [
    ...parts.map((one, place) => productRow(shopId, one, STOCK, place)),
    ...[...goods, thresholdGift, kitGift].map((one, place) => productRow(shopId, one, 0, PARTS + place)),
  ]);
  await insertProducts(tx, rows, now);
  await insertPlans(
    tx,
    shops.flatMap(({ shopId, goods }) => goods.map((one) => planRow(shopId, one, now))),
  );
  for (const { shopId, goods, parts } of shops) {
    for (const [place, { skuIds }] of goods.entries()) {
      const made = Array.from({ length: PARTS_PER_KIT }, (_, part) => ({
        skuId: skuOf(parts[(place + part) % parts.length]),
        quantity: 1,
      }));
      await defineKit(tx, shopId, skuIds[0] ?? '', made);
    }
  }
}

/** Makes the two rules of each shop, one of them limited, and fills their gift stock. */
export async function openGiftRules(engine: Engine, shops: readonly KitShop[]): Promise<void> {
  for (const { shopId, goods, thresholdGift, kitGift } of shops) {
    const bands = (from: number, gift: Goods) => [{ from, gifts: [{ skuId: skuOf(gift), quantity: 1 }] }];
    await createGiftRule(engine, shopId, {
      kind: 'threshold_amount',
      name: '满额赠',
      bands: bands(ENOUGH_MINOR, thresholdGift),
      totalMax: STOCK,
      buyerMax: STOCK,
    });
    await createGiftRule(engine, shopId, {
      kind: 'buy_gift',
      name: '买组合装赠',
      productIds: goods.map(({ productId }) => productId),
      bands: bands(1, kitGift),
    });
    for (const gift of [thresholdGift, kitGift])
      await incrementStock(engine, shopId, skuOf(gift), { key: 'opening', delta: STOCK, pool: 'gift' });
  }
}

function skuOf(goods: Goods | undefined): string {
  const [skuId] = goods?.skuIds ?? [];
  if (skuId === undefined) throw new RangeError('goods without a SKU');
  return skuId;
}

import type { Engine, Tx } from '@yellowcart/engine';
import { insertProducts } from '@yellowcart/engine/catalog';
import { insertPlans } from '@yellowcart/engine/plans';
import { createGiftRule } from '@yellowcart/engine/promotions';
import { defineKit, incrementStock } from '@yellowcart/engine/stock';
import { type Goods, planRow, productRow, type Shop } from './goods.ts';

/** A shop whose every kit earns two gifts; `goods` are its kits, one SKU each. */
export interface KitShop extends Shop {
  /** What kits are made of, each a product of one SKU. */
  readonly parts: readonly Goods[];
  /** Given with every order of enough, from the gift stock. */
  readonly thresholdGift: Goods;
  /** Given with every kit, from the gift stock. */
  readonly kitGift: Goods;
  /** SKUs of each kit of `goods`. */
  readonly partsOfKit: readonly (readonly string[])[];
  /** The rule of `thresholdGift`, which has a limit in total and for each buyer. */
  readonly limitedRuleId: string;
  /** The rule of `kitGift`. */
  readonly kitRuleId: string;
}
/** A kit shop before its rules are made. */
type PlannedKitShop = Omit<KitShop, 'limitedRuleId' | 'kitRuleId'>;

const SHOPS = 10;
const KITS = 10;
const PARTS = 12;
const PARTS_PER_KIT = 3;
const STOCK = 10_000_000;
/** Below the price of any kit. */
const ENOUGH_MINOR = 1_000;

/** Kit shops that are not there yet. `goods` makes goods of so many SKUs. */
export function planKitShops(next: () => string, goods: (skus: number) => Goods): PlannedKitShop[] {
  const several = (count: number): Goods[] => Array.from({ length: count }, () => goods(1));
  return Array.from({ length: SHOPS }, () => {
    const parts = several(PARTS);
    const partsOf = (kit: number): string[] =>
      Array.from({ length: PARTS_PER_KIT }, (_, part) => skuOf(parts[(kit + part) % PARTS]));
    return {
      shopId: next(),
      merchantId: next(),
      goods: several(KITS),
      parts,
      partsOfKit: Array.from({ length: KITS }, (_, kit) => partsOf(kit)),
      thresholdGift: goods(1),
      kitGift: goods(1),
    };
  });
}

/** Lists kits, parts and gifts of shops that are open, with plans for the kits. */
export async function listKits(tx: Tx, shops: readonly PlannedKitShop[], now: Date): Promise<void> {
  const rows = shops.flatMap(({ shopId, goods, parts, thresholdGift, kitGift }) => [
    ...parts.map((one, place) => productRow(shopId, one, STOCK, place)),
    ...[...goods, thresholdGift, kitGift].map((one, place) => productRow(shopId, one, 0, PARTS + place)),
  ]);
  await insertProducts(tx, rows, now);
  await insertPlans(
    tx,
    shops.flatMap(({ shopId, goods }) => goods.map((one) => planRow(shopId, one, now))),
  );
  for (const { shopId, goods, partsOfKit } of shops) {
    for (const [kit, { skuIds }] of goods.entries()) {
      const parts = (partsOfKit[kit] ?? []).map((skuId) => ({ skuId, quantity: 1 }));
      await defineKit(tx, shopId, skuIds[0] ?? '', parts);
    }
  }
}

/** Makes the two rules of each shop, one of them limited, and fills their gift stock. */
export async function openGiftRules(engine: Engine, shops: readonly PlannedKitShop[]): Promise<KitShop[]> {
  const opened: KitShop[] = [];
  for (const shop of shops) {
    const { shopId, goods, thresholdGift, kitGift } = shop;
    const bands = (from: number, gift: Goods) => [{ from, gifts: [{ skuId: skuOf(gift), quantity: 1 }] }];
    const limited = await createGiftRule(engine, shopId, {
      kind: 'threshold_amount',
      name: '满额赠',
      bands: bands(ENOUGH_MINOR, thresholdGift),
      totalMax: STOCK,
      buyerMax: STOCK,
    });
    const ofKits = await createGiftRule(engine, shopId, {
      kind: 'buy_gift',
      name: '买组合装赠',
      productIds: goods.map(({ productId }) => productId),
      bands: bands(1, kitGift),
    });
    for (const gift of [thresholdGift, kitGift])
      await incrementStock(engine, shopId, skuOf(gift), { key: 'opening', delta: STOCK, pool: 'gift' });
    opened.push({ ...shop, limitedRuleId: limited.ruleId, kitRuleId: ofKits.ruleId });
  }
  return opened;
}

function skuOf(goods: Goods | undefined): string {
  const [skuId] = goods?.skuIds ?? [];
  if (skuId === undefined) throw new RangeError('goods without a SKU');
  return skuId;
}

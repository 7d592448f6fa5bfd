import type { DatabaseTarget, Engine, Tx } from '@yellowcart/engine';
import { createShops, insertProducts, type NewProductRow } from '@yellowcart/engine/catalog';
import { createParties, type NewParty } from '@yellowcart/engine/parties';
import { insertPlans } from '@yellowcart/engine/plans';
import { createGiftRule } from '@yellowcart/engine/promotions';
import { defineKit, incrementStock } from '@yellowcart/engine/stock';
import { openEngine } from '@yellowcart/server/open-engine';
import { sql } from 'kysely';
import { openSessions, type Session, sessionOf } from '../server/sessions.ts';

export interface ChaosGoods {
  readonly productId: string;
  readonly planId: string;
  readonly skuId: string;
}
export interface ChaosShop {
  readonly shopId: string;
  readonly merchant: Session;
  /** Plain goods, by STOCK. */
  readonly goods: readonly ChaosGoods[];
  /** Two of its best stocked goods in one. */
  readonly kit: ChaosGoods;
  /** Not for sale by itself as far as buyers here know; comes from the gift pool. */
  readonly gift: ChaosGoods;
}
/** A small market: few goods, most of them scarce, gifts with limits, and many who want them. */
export interface ChaosMarket {
  readonly shops: readonly ChaosShop[];
  readonly buyers: readonly Session[];
  readonly creatorId: string;
  readonly clickSecret: string;
}

const SHOPS = 4;
const BUYERS = 80;
/** Units of each of a shop's goods: some are gone in a moment, some last. */
const STOCK = [3, 20, 80, 300, 2_000, 10_000];
const PRICE = 1_990;
/** More than the rules' limits in some shops, less in others. */
const GIFT_STOCK = [15, 40, 90, 2_000];
const LIMITS = {
  threshold: { totalMax: 60, buyerMax: 2 },
  first: { totalMax: 25 },
  everyThird: { totalMax: 400, buyerMax: 3 },
} as const;

/** Fills an empty database with the market. */
export async function seedChaosMarket(target: DatabaseTarget): Promise<ChaosMarket> {
  const { engine, authSecret, database } = await openEngine(target);
  try {
    const next = (): string => engine.ids.next();
    const goods = (): ChaosGoods => ({ productId: next(), planId: next(), skuId: next() });
    const market: ChaosMarket = {
      shops: Array.from({ length: SHOPS }, () => ({
        shopId: next(),
        merchant: sessionOf(next(), authSecret),
        goods: STOCK.map(goods),
        kit: goods(),
        gift: goods(),
      })),
      buyers: Array.from({ length: BUYERS }, () => sessionOf(next(), authSecret)),
      creatorId: next(),
      clickSecret: engine.clickSecret,
    };
    await engine.db.transaction().execute((tx) => open(tx, market, engine.clock.now()));
    for (const [index, shop] of market.shops.entries())
      await offerGifts(engine, shop, GIFT_STOCK[index] ?? 0);
    await sql`ANALYZE`.execute(engine.db);
    return market;
  } finally {
    await database.close();
  }
}

async function open(tx: Tx, { shops, buyers, creatorId }: ChaosMarket, now: Date): Promise<void> {
  const party = (partyId: string, role: NewParty['role'], name: string): NewParty => {
    return { partyId, role, ref: null, name, profile: {}, createdAt: now };
  };
  await createParties(tx, [
    ...shops.map(({ merchant }, index) => party(merchant.partyId, 'merchant', `商家 ${index + 1}`)),
    ...buyers.map(({ partyId }, index) => party(partyId, 'buyer', `买家 ${index + 1}`)),
    party(creatorId, 'creator', '主播'),
  ]);
  await createShops(
    tx,
    shops.map(({ shopId, merchant: { partyId } }, index) => {
      const name = `店铺 ${index + 1}`;
      return { shopId, merchantId: partyId, ref: null, name, intro: '', city: '杭州', openedAt: now };
    }),
  );
  await insertProducts(tx, shops.flatMap(productsOf), now);
  for (const { shopId, kit, goods } of shops) {
    const parts = goods.slice(-2).map(({ skuId }, index) => ({ skuId, quantity: index + 1 }));
    await defineKit(tx, shopId, kit.skuId, parts);
  }
  await insertPlans(
    tx,
    shops.flatMap(({ shopId, goods, kit }) =>
      [...goods, kit].map(({ planId, productId }) => ({
        planId,
        shopId,
        productId,
        kind: 'normal' as const,
        leaderId: null,
        createdAt: now,
        commissionBps: 2_000,
        serviceFeeBps: 0,
      })),
    ),
  );
  await openSessions(tx, [...buyers, ...shops.map(({ merchant }) => merchant)], now);
}

function productsOf({ shopId, goods, kit, gift }: ChaosShop): NewProductRow[] {
  return [...goods, kit, gift].map(({ productId, skuId }, index) => ({
    productId,
    shopId,
    ref: productId,
    title: `秒杀商品 ${index + 1}`,
    subtitle: '',
    brand: null,
    categoryPath: ['食品', '零食'],
    picture: `/pictures/nuts/${index}.svg`,
    attributes: {},
    currency: 'CNY',
    skus: [
      {
        skuId,
        ref: skuId,
        spec: {},
        priceMinor: PRICE + 100 * index,
        listPriceMinor: null,
        stock: STOCK[index] ?? 0,
      },
    ],
  }));
}

/** For enough money, for the first payments, and for every third piece of one of the goods; all of it limited, out of one pool. */
async function offerGifts(engine: Engine, { shopId, goods, gift }: ChaosShop, stock: number): Promise<void> {
  const { skuId } = gift;
  const one = [{ skuId, quantity: 1 }];
  const stacked = { stacks: true } as const;
  await createGiftRule(engine, shopId, {
    kind: 'threshold_amount',
    name: '满赠',
    bands: [{ from: 2 * PRICE, gifts: one }],
    ...stacked,
    ...LIMITS.threshold,
  });
  await createGiftRule(engine, shopId, {
    kind: 'first_n',
    name: '前 N 单',
    bands: [{ from: 1, gifts: one }],
    ...stacked,
    ...LIMITS.first,
  });
  await createGiftRule(engine, shopId, {
    kind: 'buy_gift',
    name: '买三赠一',
    productIds: goods.slice(-1).map(({ productId }) => productId),
    bands: [{ from: 3, gifts: one }],
    repeats: true,
    // Plenty of it instead, when the gift is out.
    whenOut: { kind: 'substitute', skuId: goods.at(-2)?.skuId ?? skuId, quantity: 1 },
    ...stacked,
    ...LIMITS.everyThird,
  });
  await incrementStock(engine, shopId, skuId, { key: 'opening', delta: stock, pool: 'gift' });
}

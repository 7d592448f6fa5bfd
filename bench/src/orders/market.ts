import { createShops, insertProducts, type NewProductRow } from '@yellowcart/engine/catalog';
import { createParties, type NewParty } from '@yellowcart/engine/parties';
import { insertPlans } from '@yellowcart/engine/plans';
import { openEngine } from '@yellowcart/server/open-engine';
import { sql } from 'kysely';
import type { Grounds } from '../databases/grounds.ts';
import { openSessions, type Session, sessionOf } from '../server/sessions.ts';

export interface Goods {
  readonly productId: string;
  readonly planId: string;
  readonly skuIds: readonly string[];
}
export interface Shop {
  readonly shopId: string;
  readonly merchantId: string;
  readonly goods: readonly Goods[];
}
/** Whom and what the orders of a bench are between. */
export interface Market {
  readonly shops: readonly Shop[];
  /** Goods of the first shop of which nothing is left. */
  readonly soldOut: Goods;
  /** Goods of the first shop with 500 units of each SKU, which the other results leave alone. */
  readonly rush: Goods;
  readonly buyers: readonly Session[];
  readonly creatorId: string;
  readonly platformId: string;
  /** Signs click tokens. */
  readonly clickSecret: string;
}

const SHOPS = 40;
const PRODUCTS_PER_SHOP = 25;
const SKUS_PER_PRODUCT = 2;
const BUYERS = 5_000;
const STOCK = 10_000_000;
/** One to rehearse with, and three to measure. */
const RUSH_SKUS = 4;
export const RUSH_STOCK = 500;

/** Fills the seed of the grounds: 40 shops, 1,000 products of 2 SKUs with plans and more stock than any run orders, 5,000 signed-in buyers, a creator. */
export async function seedMarket(grounds: Grounds): Promise<Market> {
  const { engine, authSecret, database } = await openEngine(grounds.seed);
  try {
    const now = engine.clock.now();
    const next = (): string => engine.ids.next();
    const goods = (skus: number): Goods => ({
      productId: next(),
      planId: next(),
      skuIds: Array.from({ length: skus }, next),
    });
    const shops = Array.from(
      { length: SHOPS },
      (): Shop => ({
        shopId: next(),
        merchantId: next(),
        goods: Array.from({ length: PRODUCTS_PER_SHOP }, () => goods(SKUS_PER_PRODUCT)),
      }),
    );
    const buyers = Array.from({ length: BUYERS }, () => sessionOf(next(), authSecret));
    const market: Market = {
      shops,
      soldOut: goods(SKUS_PER_PRODUCT),
      rush: goods(RUSH_SKUS),
      buyers,
      creatorId: next(),
      platformId: engine.platformId,
      clickSecret: engine.clickSecret,
    };
    const party = (partyId: string, role: NewParty['role'], name: string): NewParty => {
      return { partyId, role, ref: null, name, profile: {}, createdAt: now };
    };
    await engine.db.transaction().execute(async (tx) => {
      await createParties(tx, [
        ...shops.map(({ merchantId }, index) => party(merchantId, 'merchant', `商家 ${index + 1}`)),
        ...buyers.map(({ partyId }, index) => party(partyId, 'buyer', `买家 ${index + 1}`)),
        party(market.creatorId, 'creator', '主播'),
      ]);
      await createShops(
        tx,
        shops.map(({ shopId, merchantId }, index) => {
          const name = `店铺 ${index + 1}`;
          return { shopId, merchantId, ref: null, name, intro: '', city: '杭州', openedAt: now };
        }),
      );
      await insertProducts(tx, productsOf(market), now);
      await insertPlans(tx, plansOf(market, now));
      await openSessions(tx, buyers, now);
    });
    // Copies of the seed start with what a server knows after a while: how many rows there are.
    await sql`ANALYZE`.execute(engine.db);
    return market;
  } finally {
    await database.close();
  }
}

function productsOf({ shops, soldOut, rush }: Market): NewProductRow[] {
  const row = (
    shopId: string,
    { productId, skuIds }: Goods,
    stock: number,
    place: number,
  ): NewProductRow => ({
    productId,
    shopId,
    ref: productId,
    title: `冻干草莓脆 独立小包装 办公室零食 第 ${place} 款`,
    subtitle: '',
    brand: null,
    categoryPath: ['食品', '零食'],
    picture: `/pictures/nuts/${place}.svg`,
    attributes: {},
    currency: 'CNY',
    skus: skuIds.map((skuId, index) => ({
      skuId,
      ref: skuId,
      spec: { 规格: `${index + 1} 袋` },
      priceMinor: 1_990 + 10 * place + 1_000 * index,
      listPriceMinor: null,
      stock,
    })),
  });
  const rows = shops.flatMap(({ shopId, goods }) =>
    goods.map((one, index) => row(shopId, one, STOCK, index)),
  );
  const first = shops[0];
  if (!first) return rows;
  return [
    ...rows,
    row(first.shopId, soldOut, 0, PRODUCTS_PER_SHOP),
    row(first.shopId, rush, RUSH_STOCK, PRODUCTS_PER_SHOP + 1),
  ];
}

function plansOf({ shops, soldOut, rush }: Market, createdAt: Date) {
  const plan = (shopId: string, { planId, productId }: Goods) => ({
    planId,
    shopId,
    productId,
    kind: 'normal' as const,
    leaderId: null,
    createdAt,
    commissionBps: 2_000,
    serviceFeeBps: 0,
  });
  const plans = shops.flatMap(({ shopId, goods }) => goods.map((one) => plan(shopId, one)));
  const first = shops[0];
  return first ? [...plans, plan(first.shopId, soldOut), plan(first.shopId, rush)] : plans;
}

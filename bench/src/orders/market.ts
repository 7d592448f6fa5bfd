import { createShops, insertProducts, type NewProductRow } from '@yellowcart/engine/catalog';
import { createParties, type NewParty } from '@yellowcart/engine/parties';
import { insertPlans } from '@yellowcart/engine/plans';
import { openEngine } from '@yellowcart/server/open-engine';
import { sql } from 'kysely';
import type { Grounds } from '../databases/grounds.ts';
import { openSessions, type Session, sessionOf } from '../server/sessions.ts';
import { type Goods, planRow, productRow, type Shop } from './goods.ts';
import { type KitShop, listKits, openGiftRules, planKitShops } from './kits.ts';

/** Whom and what the orders of a bench are between. */
export interface Market {
  readonly shops: readonly Shop[];
  /** Shops of their own, whose rules would give to every cart of the others. */
  readonly kitShops: readonly KitShop[];
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

/** Fills the seed of the grounds: 40 shops, 1,000 products of 2 SKUs with plans and more stock than any run orders, 10 shops of kits with gifts, 5,000 signed-in buyers, a creator. */
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
    const kitShops = planKitShops(next, goods);
    const open = [...shops, ...kitShops];
    const market: Omit<Market, 'kitShops'> = {
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
        ...open.map(({ merchantId }, index) => party(merchantId, 'merchant', `商家 ${index + 1}`)),
        ...buyers.map(({ partyId }, index) => party(partyId, 'buyer', `买家 ${index + 1}`)),
        party(market.creatorId, 'creator', '主播'),
      ]);
      await createShops(
        tx,
        open.map(({ shopId, merchantId }, index) => {
          const name = `店铺 ${index + 1}`;
          return { shopId, merchantId, ref: null, name, intro: '', city: '杭州', openedAt: now };
        }),
      );
      await insertProducts(tx, productsOf(market), now);
      await insertPlans(tx, plansOf(market, now));
      await listKits(tx, kitShops, now);
      await openSessions(tx, buyers, now);
    });
    const withRules = await openGiftRules(engine, kitShops);
    // Copies of the seed start with what a server knows after a while: how many rows there are.
    await sql`ANALYZE`.execute(engine.db);
    return { ...market, kitShops: withRules };
  } finally {
    await database.close();
  }
}

function productsOf({ shops, soldOut, rush }: Omit<Market, 'kitShops'>): NewProductRow[] {
  const rows = shops.flatMap(({ shopId, goods }) =>
    goods.map((one, place) => productRow(shopId, one, STOCK, place)),
  );
  const first = shops[0];
  if (!first) return rows;
  return [
    ...rows,
    productRow(first.shopId, soldOut, 0, PRODUCTS_PER_SHOP),
    productRow(first.shopId, rush, RUSH_STOCK, PRODUCTS_PER_SHOP + 1),
  ];
}

function plansOf({ shops, soldOut, rush }: Omit<Market, 'kitShops'>, createdAt: Date) {
  return shops.flatMap(({ shopId, goods }, index) =>
    [...goods, ...(index === 0 ? [soldOut, rush] : [])].map((one) => planRow(shopId, one, createdAt)),
  );
}

import type { DatabaseTarget } from '@yellowcart/engine';
import { createShops, insertProducts, type NewProductRow } from '@yellowcart/engine/catalog';
import { createParties, type NewParty } from '@yellowcart/engine/parties';
import { insertPlans } from '@yellowcart/engine/plans';
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
  readonly goods: readonly ChaosGoods[];
}
/** A small market: few goods, most of them scarce, and many who want them. */
export interface ChaosMarket {
  readonly shops: readonly ChaosShop[];
  readonly buyers: readonly Session[];
  readonly creatorId: string;
  readonly clickSecret: string;
}

const SHOPS = 4;
const BUYERS = 80;
/** Units of each product of a shop: some are gone in a moment, some last. */
const STOCK = [3, 20, 80, 300, 2_000, 10_000];
const PRICE = 1_990;

/** Fills an empty database with the market. */
export async function seedChaosMarket(target: DatabaseTarget): Promise<ChaosMarket> {
  const { engine, authSecret, database } = await openEngine(target);
  try {
    const now = engine.clock.now();
    const next = (): string => engine.ids.next();
    const shops = Array.from({ length: SHOPS }, () => ({
      shopId: next(),
      merchant: sessionOf(next(), authSecret),
      goods: STOCK.map(() => ({ productId: next(), planId: next(), skuId: next() })),
    }));
    const buyers = Array.from({ length: BUYERS }, () => sessionOf(next(), authSecret));
    const creatorId = next();
    const party = (partyId: string, role: NewParty['role'], name: string): NewParty => {
      return { partyId, role, ref: null, name, profile: {}, createdAt: now };
    };
    await engine.db.transaction().execute(async (tx) => {
      await createParties(tx, [
        ...shops.map(({ merchant }, index) => party(merchant.partyId, 'merchant', `商家 ${index + 1}`)),
        ...buyers.map(({ partyId }, index) => party(partyId, 'buyer', `买家 ${index + 1}`)),
        party(creatorId, 'creator', '主播'),
      ]);
      await createShops(
        tx,
        shops.map(({ shopId, merchant }, index) => ({
          shopId,
          merchantId: merchant.partyId,
          ref: null,
          name: `店铺 ${index + 1}`,
          intro: '',
          city: '杭州',
          openedAt: now,
        })),
      );
      await insertProducts(tx, shops.flatMap(productsOf), now);
      await insertPlans(
        tx,
        shops.flatMap(({ shopId, goods }) =>
          goods.map(({ planId, productId }) => ({
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
    });
    await sql`ANALYZE`.execute(engine.db);
    return { shops, buyers, creatorId, clickSecret: engine.clickSecret };
  } finally {
    await database.close();
  }
}

function productsOf({ shopId, goods }: ChaosShop): NewProductRow[] {
  return goods.map(({ productId, skuId }, index) => ({
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

import type { Address } from '@yellowcart/contract';
import { sql } from 'kysely';
import { type Click, signClick } from '#attribution';
import { createShops, insertProducts } from '#catalog';
import { createParties } from '#parties';
import { insertPlans } from '#plans';
import type { Db } from '../db/open.ts';
import type { TestEngine } from './engine.ts';

export const TEST_ADDRESS: Address = {
  name: '李晓',
  phone: '199 0000 0001',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号',
};

export interface TestProduct {
  readonly productId: string;
  readonly skuIds: readonly string[];
  readonly planId: string;
}
/** A shop with goods and normal plans, a creator and a few buyers. */
export interface TestShop {
  readonly shopId: string;
  readonly merchantId: string;
  readonly creatorId: string;
  readonly buyerIds: readonly string[];
  readonly products: readonly TestProduct[];
}
export interface ShopOptions {
  /** Stock of each product's SKUs: one inner list a product. */
  readonly stock?: readonly (readonly number[])[];
  readonly priceMinor?: number;
  readonly commissionBps?: number;
  readonly buyers?: number;
}

/** Opens a shop on a fresh database. Prices of the n-th SKU of a product are `priceMinor × (n + 1)`. */
export async function openTestShop(engine: TestEngine, options: ShopOptions = {}): Promise<TestShop> {
  const { stock = [[10, 10], [10]], priceMinor = 10_000, commissionBps = 2_000, buyers = 3 } = options;
  const next = (): string => engine.ids.next();
  const now = engine.clock.now();
  const [shopId, merchantId, creatorId] = [next(), next(), next()];
  const buyerIds = Array.from({ length: buyers }, next);
  const products = stock.map((levels) => ({ productId: next(), planId: next(), skuIds: levels.map(next) }));
  await engine.db.transaction().execute(async (tx) => {
    const party = (partyId: string, role: 'merchant' | 'creator' | 'buyer', name: string) => ({
      partyId,
      role,
      ref: null,
      name,
      profile: {},
      createdAt: now,
    });
    await createParties(tx, [
      party(merchantId, 'merchant', '青禾商行'),
      party(creatorId, 'creator', '小鹿'),
      ...buyerIds.map((id, index) => party(id, 'buyer', `买家${index + 1}`)),
    ]);
    await createShops(tx, [
      { shopId, merchantId, ref: null, name: '青禾小店', intro: '', city: '杭州', openedAt: now },
    ]);
    await insertProducts(
      tx,
      products.map((product, p) => ({
        productId: product.productId,
        shopId,
        ref: `P${product.productId}`,
        title: `商品 ${p + 1}`,
        subtitle: '',
        brand: null,
        categoryPath: ['测试'],
        picture: '/pictures/generic-box/1.svg',
        attributes: {},
        currency: 'CNY',
        skus: product.skuIds.map((skuId, s) => ({
          skuId,
          ref: `S${skuId}`,
          spec: { 款式: `${s + 1}` },
          priceMinor: priceMinor * (s + 1),
          listPriceMinor: null,
          stock: stock[p]?.[s] ?? 0,
        })),
      })),
      now,
    );
    await insertPlans(
      tx,
      products.map(({ planId, productId }) => ({
        planId,
        shopId,
        productId,
        kind: 'normal' as const,
        leaderId: null,
        createdAt: now,
        commissionBps,
        serviceFeeBps: 0,
      })),
    );
  });
  return { shopId, merchantId, creatorId, buyerIds, products };
}

/** A click token for a product of the shop, as if a viewer had opened it in the creator's room. */
export function clickOn(
  engine: TestEngine,
  shop: TestShop,
  product: TestProduct,
  changes: Partial<Click> = {},
): string {
  return signClick(engine.clickSecret, {
    clickId: engine.ids.next(),
    at: engine.clock.now(),
    buyerId: undefined,
    creatorId: shop.creatorId,
    surface: 'live_cart',
    contentId: shop.creatorId,
    itemId: product.productId,
    shopId: shop.shopId,
    productId: product.productId,
    planId: product.planId,
    planVersion: 1,
    ...changes,
  });
}

/**
 * What must always hold of stock, in every pool: on hand is explained by the log, reserved by the lines of the orders that
 * await a payment, and kits have nothing of their own. Answers with what does not hold.
 */
export async function stockMismatches(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    WITH moved AS (
      SELECT sku_id, pool, sum(quantity) AS moved FROM stock.movement GROUP BY sku_id, pool
    ), waiting AS (
      SELECT u.sku_id, u.pool, sum(u.quantity) AS waiting
      FROM orders.line l JOIN orders."order" o USING (shop_id, order_id)
      CROSS JOIN LATERAL (
        SELECT (unit ->> 0)::uuid AS sku_id, unit ->> 1 AS pool, (unit ->> 2)::bigint AS quantity
        FROM json_array_elements(l.terms -> 'units') AS unit
        UNION ALL SELECT l.sku_id, 'general', l.quantity WHERE l.terms -> 'units' IS NULL
      ) u WHERE o.state IN ('awaiting_payment', 'deposit_paid') GROUP BY u.sku_id, u.pool
    )
    SELECT sku_id, pool, l.on_hand, l.reserved, m.moved, w.waiting, k.built
    FROM stock.level l FULL JOIN moved m USING (sku_id, pool) FULL JOIN waiting w USING (sku_id, pool)
    LEFT JOIN stock.kit k USING (sku_id)
    WHERE coalesce(l.on_hand, 0) <> coalesce(m.moved, 0) OR coalesce(l.reserved, 0) <> coalesce(w.waiting, 0)
      OR (k.sku_id IS NOT NULL AND (l.on_hand <> 0 OR l.reserved <> 0))
  `.execute(db);
  return rows;
}

/** Entries and accounts of the books that do not add up; always none. */
export async function ledgerMismatches(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'entry' AS what, entry_id::text AS id, sum(amount_minor) AS off FROM ledger.posting GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0
    UNION ALL
    SELECT 'account', a.account_id::text, a.balance_minor - coalesce(sum(p.amount_minor), 0) FROM ledger.account a
    LEFT JOIN ledger.posting p USING (account_id) GROUP BY a.account_id HAVING a.balance_minor <> coalesce(sum(p.amount_minor), 0)
  `.execute(db);
  return rows;
}

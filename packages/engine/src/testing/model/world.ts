import { buildKit } from '#catalog';
import type { PlacedCheckout } from '#orders';
import { createFlashSale, createGiftRule, startFlashSale } from '#promotions';
import { setLevelPolicy } from '#stock';
import type { TestEngine } from '../engine.ts';
import { clickOn, openTestShop, type TestProduct } from '../fixtures.ts';
import { BUYERS, GIFT, KIT, ON_SALE } from './commands.ts';
import {
  GIFT_BUYER_MAX,
  GIFT_FROM,
  GIFT_PRODUCT,
  GIFT_TOTAL_MAX,
  SALE_BUYER_MAX,
  SALE_POOL,
  SALE_PRICE,
} from './draft.ts';
import type { Model, ModelSku } from './state.ts';

/** The model's names and numbers, and what they stand for in the database. */
export interface World {
  readonly shopIds: readonly string[];
  readonly buyerIds: readonly string[];
  readonly skus: readonly { readonly skuId: string; readonly shop: number; readonly product: number }[];
  readonly products: readonly (TestProduct & { readonly shop: number; readonly clickToken: string })[];
  readonly dealId: string;
  readonly ruleId: string;
  readonly orders: Map<string, { readonly orderId: string; readonly buyer: number; readonly shop: number }>;
  readonly refunds: Map<string, { readonly refundId: string; readonly shop: number }>;
  /** The first answer to each key that was answered with an order. */
  readonly answers: Map<string, PlacedCheckout>;
}

const PRICE = 333;
const BPS = 2_000;
/** By shop, product and SKU. So few that buyers meet. */
const STOCK: readonly (readonly (readonly number[])[])[] = [[[4, 6], [3], [0], [3]], [[5]]];
const KIT_PARTS: ModelSku['parts'] = [
  [0, 2],
  [2, 1],
];
const SALE_UNITS = 2;
const SALE_MINUTES = 14_400;
const COUNTDOWN_SECONDS = 10;

/** Opens a small world that nobody else is in, and the model of it. */
export async function openWorld(engine: TestEngine): Promise<{ world: World; model: Model }> {
  const shops = [];
  for (const stock of STOCK)
    shops.push(await openTestShop(engine, { stock, priceMinor: PRICE, commissionBps: BPS, buyers: BUYERS }));
  const products = shops.flatMap((of, shop) =>
    of.products.map((product) => ({ ...product, shop, clickToken: clickOn(engine, of, product) })),
  );
  const skus = products.flatMap(({ skuIds, shop }, product) =>
    skuIds.map((skuId) => ({ skuId, shop, product })),
  );
  const shopIds = shops.map(({ shopId }) => shopId);
  const idOf = (sku: number): string => skus[sku]?.skuId ?? '';
  const shopOf = (sku: number): string => shopIds[skus[sku]?.shop ?? 0] ?? '';
  const clickedAt = engine.clock.now().getTime();

  await buildKit(
    engine,
    shopOf(KIT),
    idOf(KIT),
    KIT_PARTS.map(([sku, quantity]) => ({ skuId: idOf(sku), quantity })),
  );
  const { ruleId } = await createGiftRule(engine, shopOf(GIFT), {
    kind: 'buy_gift',
    name: '买二赠一',
    productIds: [products[GIFT_PRODUCT]?.productId ?? ''],
    bands: [{ from: GIFT_FROM, gifts: [{ skuId: idOf(GIFT), quantity: 1 }] }],
    pool: 'general',
    totalMax: GIFT_TOTAL_MAX,
    buyerMax: GIFT_BUYER_MAX,
  });
  const dealId = await openSale(engine, shopOf(ON_SALE), idOf(ON_SALE));

  const now = engine.clock.now().getTime();
  const stock = STOCK.flat(2);
  const level = (onHand: number) => ({ onHand, reserved: 0 });
  const model: Model = {
    now,
    clickedAt,
    saleEndsAt: now + SALE_MINUTES * 60_000,
    skus: skus.map(({ shop, product, skuId }, index) => ({
      shop,
      product,
      price: PRICE * ((products[product]?.skuIds.indexOf(skuId) ?? 0) + 1),
      parts: index === KIT ? KIT_PARTS : [],
    })),
    levels: {
      ...Object.fromEntries(
        stock.map((onHand, sku) => [sku, level(sku === ON_SALE ? onHand - SALE_UNITS : onHand)]),
      ),
      [SALE_POOL]: level(SALE_UNITS),
    },
    products: products.map(() => ({ onShelf: true, rates: [{ bps: BPS, from: clickedAt }] })),
    used: {},
    requests: {},
    increments: {},
    orders: {},
    refunds: {},
    soldOut: [],
  };
  const world: World = {
    shopIds,
    buyerIds: shops[0]?.buyerIds ?? [],
    skus,
    products,
    dealId,
    ruleId,
    orders: new Map(),
    refunds: new Map(),
    answers: new Map(),
  };
  return { world, model };
}

/** A sale that has begun, with a pool that may borrow. */
async function openSale(engine: TestEngine, shopId: string, skuId: string): Promise<string> {
  const roomId = engine.ids.next();
  const { dealId } = await createFlashSale(engine, shopId, {
    roomId,
    name: '限时秒杀',
    skuId,
    priceMinor: SALE_PRICE,
    units: SALE_UNITS,
    buyerMax: SALE_BUYER_MAX,
  });
  await setLevelPolicy(engine, shopId, skuId, { pool: `room:${dealId}`, borrows: true });
  await startFlashSale(engine, roomId, dealId, {
    countdownSeconds: COUNTDOWN_SECONDS,
    minutes: SALE_MINUTES,
  });
  engine.clock.advance(COUNTDOWN_SECONDS * 1_000);
  return dealId;
}

import type { PlacedCheckout } from '#orders';
import type { TestEngine } from '../engine.ts';
import { clickOn, openTestShop, type TestProduct } from '../fixtures.ts';
import { BUYERS } from './commands.ts';
import type { Model } from './state.ts';

/** The model's names and numbers, and what they stand for in the database. */
export interface World {
  readonly shopIds: readonly string[];
  readonly buyerIds: readonly string[];
  readonly skus: readonly { readonly skuId: string; readonly shop: number; readonly product: number }[];
  readonly products: readonly (TestProduct & { readonly shop: number; readonly clickToken: string })[];
  readonly orders: Map<string, { readonly orderId: string; readonly buyer: number; readonly shop: number }>;
  readonly refunds: Map<string, { readonly refundId: string; readonly shop: number }>;
  /** The first answer to each key that was answered with an order. */
  readonly answers: Map<string, PlacedCheckout>;
}

const PRICE = 333;
const BPS = 2_000;
/** By shop, product and SKU. So few that buyers meet. */
const STOCK: readonly (readonly (readonly number[])[])[] = [[[4, 6], [3]], [[5]]];

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
  const now = engine.clock.now().getTime();
  const stock = STOCK.flat(2);
  const model: Model = {
    now,
    clickedAt: now,
    skus: skus.map(({ shop, product, skuId }, index) => ({
      shop,
      product,
      price: PRICE * ((products[product]?.skuIds.indexOf(skuId) ?? 0) + 1),
      onHand: stock[index] ?? 0,
      reserved: 0,
    })),
    products: products.map(() => ({ onShelf: true, rates: [{ bps: BPS, from: now }] })),
    requests: {},
    increments: {},
    orders: {},
    refunds: {},
    soldOut: [],
  };
  const world: World = {
    shopIds: shops.map(({ shopId }) => shopId),
    buyerIds: shops[0]?.buyerIds ?? [],
    skus,
    products,
    orders: new Map(),
    refunds: new Map(),
    answers: new Map(),
  };
  return { world, model };
}

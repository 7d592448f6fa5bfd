import { sql } from 'kysely';
import { decideRefund, requestRefund } from '#aftersale';
import { setShelf, touchProducts } from '#catalog';
import { receiveOrder, shipOrder } from '#fulfilment';
import { expireOrders, type OrderDesk } from '#orders';
import { changeRates } from '#plans';
import { releaseReserves, settleDue } from '#settlement';
import { incrementStock } from '#stock';
import { Refused } from '../../refusal.ts';
import type { TestEngine } from '../engine.ts';
import { TEST_ADDRESS } from '../fixtures.ts';
import { type CartLine, ON_SALE } from './commands.ts';
import { same } from './reference.ts';
import type { Deed, Outcome, PlaceDeed } from './state.ts';
import type { World } from './world.ts';

/** The platform under test: several order desks on one database, as several processes have them. */
export interface Platform {
  readonly engine: TestEngine;
  readonly desks: readonly OrderDesk[];
}
/** What one client speaks to. */
export interface Counter {
  readonly engine: TestEngine;
  readonly desk: OrderDesk;
}

const LIMIT = 1_000;

/** Does a deed on the platform. What breaks instead of being refused is heard as `broken`, which no model ever says. */
export async function perform(counter: Counter, world: World, deed: Deed): Promise<Outcome> {
  try {
    return { ok: await run(counter, world, deed) };
  } catch (error) {
    if (error instanceof Refused) return refusalOf(world, error);
    return { no: 'broken', told: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function refusalOf(world: World, { code, detail }: Refused): Outcome {
  const sku = world.skus.findIndex(({ skuId }) => skuId === detail.skuId);
  switch (code) {
    case 'stock_short':
      return { no: code, told: [sku, detail.available] };
    case 'price_changed':
      return { no: code, told: [detail.totalMinor, detail.expectedMinor] };
    case 'refund_over_paid':
      return { no: code, told: [detail.lineNo, detail.maxQuantity] };
    case 'deal_not_found':
      // A sale that has ended is forgotten sooner or later; until then it is not open.
      return { no: 'deal_not_open' };
    case 'preview_changed':
      return { no: code, told: detail.changes };
    case 'order_state':
    case 'refund_state':
      return { no: code, told: detail.state };
    default:
      return { no: code };
  }
}

async function run({ engine, desk }: Counter, world: World, deed: Deed): Promise<unknown> {
  switch (deed.do) {
    case 'place':
      return place(desk, world, deed);
    case 'pay': {
      const { orderId, buyerId } = orderOf(world, deed);
      await desk.pay({ orderId, buyerId, provider: 'test', approved: deed.approved });
      return 'paid';
    }
    case 'cancel':
      await desk.cancel(orderOf(world, deed));
      return 'cancelled';
    case 'ship': {
      const { shopId, orderId } = orderOf(world, deed);
      await shipOrder(engine, shopId, orderId, { carrier: '顺丰', trackingNo: 'SF1' });
      return 'shipped';
    }
    case 'receive': {
      const { buyerId, orderId } = orderOf(world, deed);
      await receiveOrder(engine, buyerId, orderId);
      return 'received';
    }
    case 'refund': {
      const { buyerId, orderId, shop } = orderOf(world, deed);
      const refund = await requestRefund(engine, buyerId, orderId, {
        key: `refund ${deed.key}`,
        reason: '不想要了',
        lines: [{ lineNo: deed.line, quantity: deed.quantity }],
      });
      desk.released(allSkus(world));
      world.refunds.set(`${deed.order}#${deed.key}`, { refundId: refund.refundId, shop });
      return [refund.state, refund.amountMinor];
    }
    case 'decide': {
      const refund = world.refunds.get(deed.refund);
      if (!refund) throw new Error(`nobody asked for refund ${deed.refund}`);
      const decided = await decideRefund(engine, shopOf(world, refund.shop), refund.refundId, {
        agree: deed.agree,
      });
      desk.released(allSkus(world));
      return [decided.state, decided.amountMinor];
    }
    case 'increment': {
      const { skuId, shop } = skuOf(world, deed.sku);
      const change = { key: `increment ${deed.key}`, delta: deed.delta };
      const { onHand, reserved } = await incrementStock(engine, shopOf(world, shop), skuId, change);
      desk.released([skuId]);
      return [onHand, reserved];
    }
    case 'price':
      await setPrice(engine, world, deed.sku, deed.priceMinor);
      return 'priced';
    case 'shelf': {
      const { shop, productId } = productOf(world, deed.product);
      return (await setShelf(engine, shopOf(world, shop), productId, deed.on)).onShelf;
    }
    case 'rates': {
      const { shop, planId } = productOf(world, deed.product);
      await changeRates(engine, shopOf(world, shop), planId, { commissionBps: deed.bps, serviceFeeBps: 0 });
      return 'rated';
    }
    case 'expire':
      desk.released((await expireOrders(engine, LIMIT)).skuIds);
      return 'done';
    case 'settle':
      await settleDue(engine);
      await releaseReserves(engine);
      return 'done';
  }
}

async function place(desk: OrderDesk, world: World, deed: Extract<Deed, { do: 'place' }>): Promise<unknown> {
  const key = `${deed.buyer}.${deed.key}`;
  const placed = await desk.place({
    buyerId: world.buyerIds[deed.buyer] ?? '',
    key: `order ${deed.key}`,
    lines: linesOf(world, deed.lines),
    address: TEST_ADDRESS,
    expectedTotalMinor: deed.expected,
    previewToken: deed.preview?.token,
  });
  const first = world.answers.get(key) ?? placed;
  world.answers.set(key, first);
  if (!same({ ...first, replayed: true }, { ...placed, replayed: true }))
    throw new Error(`key ${key} was answered with ${JSON.stringify(first)} and ${JSON.stringify(placed)}`);
  const orders = placed.orders.map(({ orderId, shopId, totalMinor }) => {
    const shop = world.shopIds.indexOf(shopId);
    world.orders.set(`${key}.${shop}`, { orderId, buyer: deed.buyer, shop });
    return [shop, totalMinor];
  });
  return {
    total: placed.totalMinor,
    orders: orders.sort(([a = 0], [b = 0]) => a - b),
    replayed: placed.replayed,
  };
}

function linesOf(world: World, lines: readonly CartLine[]) {
  return lines.map(({ sku, quantity, led, sale }) => {
    const { skuId, product } = skuOf(world, sku);
    return {
      skuId,
      quantity,
      clickToken: led ? productOf(world, product).clickToken : undefined,
      dealId: sale && sku === ON_SALE ? world.dealId : undefined,
    };
  });
}

/** Shows a buyer what a cart would give: its total, and the token to be held to it. */
export async function preview(
  { desk }: Counter,
  world: World,
  { buyer, lines }: Pick<PlaceDeed, 'buyer' | 'lines'>,
): Promise<{ readonly total: number; readonly token: string } | { readonly refused: Outcome }> {
  try {
    const { totalMinor, previewToken } = await desk.preview({
      buyerId: world.buyerIds[buyer] ?? '',
      lines: linesOf(world, lines),
      province: TEST_ADDRESS.province,
    });
    return { total: totalMinor, token: previewToken };
  } catch (error) {
    if (error instanceof Refused) return { refused: refusalOf(world, error) };
    throw error;
  }
}

/** The catalogue has no command for it yet: the next version of the price, as an import would write it. */
async function setPrice(engine: TestEngine, world: World, sku: number, priceMinor: number): Promise<void> {
  const { skuId, product } = skuOf(world, sku);
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    await touchProducts(tx, [productOf(world, product).productId]);
    await sql`DELETE FROM catalog.price WHERE sku_id = ${skuId} AND valid_from = ${now}`.execute(tx);
    await sql`UPDATE catalog.price SET valid_to = ${now} WHERE sku_id = ${skuId} AND valid_from < ${now} AND valid_to >= ${now}`.execute(
      tx,
    );
    await sql`INSERT INTO catalog.price (sku_id, valid_from, price_minor) VALUES (${skuId}, ${now}, ${priceMinor})`.execute(
      tx,
    );
  });
}

export const allSkus = (world: World): string[] => world.skus.map(({ skuId }) => skuId);

function orderOf(
  world: World,
  { order: name, stranger = false }: { readonly order: string; readonly stranger?: boolean },
): { orderId: string; buyerId: string; shopId: string; shop: number } {
  const order = world.orders.get(name);
  if (!order) throw new Error(`nobody placed order ${name}`);
  const buyer = stranger ? (order.buyer + 1) % world.buyerIds.length : order.buyer;
  const { orderId, shop } = order;
  return { orderId, shop, buyerId: world.buyerIds[buyer] ?? '', shopId: shopOf(world, shop) };
}

const shopOf = (world: World, shop: number): string => world.shopIds[shop] ?? '';

function skuOf(world: World, sku: number): World['skus'][number] {
  const found = world.skus[sku];
  if (!found) throw new Error(`no SKU ${sku}`);
  return found;
}

function productOf(world: World, product: number): World['products'][number] {
  const found = world.products[product];
  if (!found) throw new Error(`no product ${product}`);
  return found;
}

import type { OrderState, OrderView } from '@yellowcart/contract';
import { ordersToDecide, refundsOf } from '#aftersale';
import { allShopIds, shopNames } from '#catalog';
import { shipmentsOf } from '#fulfilment';
import {
  type ListedOrder,
  listedLines,
  ordersById,
  ordersOfBuyer,
  ordersOfShop,
  ordersOfShops,
} from '#orders';
import { partyNames } from '#parties';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../db/cursor.ts';
import type { Engine } from '../engine.ts';
import { refuse } from '../refusal.ts';
import { orderView, type Reader } from './order-view.ts';

export interface OrdersPage {
  readonly items: OrderView[];
  readonly nextCursor: string | null;
}
export interface OrdersQuery {
  readonly state?: OrderState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A buyer's orders, newest first. */
export async function buyerOrders(engine: Engine, buyerId: string, query: OrdersQuery): Promise<OrdersPage> {
  return pageOf(engine, 'buyer', query, (filter) => ordersOfBuyer(engine.db, buyerId, filter));
}

/** A shop's orders, newest first; with `refund`, those with a refund to decide. */
export async function shopOrders(
  engine: Engine,
  shopId: string,
  query: OrdersQuery & { readonly refund?: 'requested' | undefined },
): Promise<OrdersPage> {
  return pageOf(engine, 'shop', query, async (filter) => {
    if (query.refund === undefined) return ordersOfShop(engine.db, shopId, filter);
    return ordersById(engine.db, { shopId }, await ordersToDecide(engine.db, shopId, filter));
  });
}

/** All orders, newest first, with personal data masked. */
export async function operatorOrders(engine: Engine, query: OrdersQuery): Promise<OrdersPage> {
  const shopIds = await allShopIds(engine.db);
  return pageOf(engine, 'operator', query, (filter) => ordersOfShops(engine.db, shopIds, filter));
}

/** One of a buyer's orders. Refuses: order_not_found. */
export async function buyerOrder(engine: Engine, buyerId: string, orderId: string): Promise<OrderView> {
  return only(await views(engine, 'buyer', await ordersById(engine.db, { buyerId }, [orderId])));
}

/** One of a shop's orders. Refuses: order_not_found. */
export async function shopOrder(engine: Engine, shopId: string, orderId: string): Promise<OrderView> {
  return only(await views(engine, 'shop', await ordersById(engine.db, { shopId }, [orderId])));
}

function only([view]: readonly OrderView[]): OrderView {
  return view ?? refuse('order_not_found');
}

interface Filter {
  readonly state: OrderState | undefined;
  readonly before: string | undefined;
  readonly limit: number;
}

async function pageOf(
  engine: Engine,
  reader: Reader,
  { state, cursor, limit }: OrdersQuery,
  list: (filter: Filter) => Promise<ListedOrder[]>,
): Promise<OrdersPage> {
  const [before] = decodeCursor(cursor, [CURSOR_ID]) ?? [];
  const rows = await list({ state, before, limit: limit + 1 });
  const items = await views(engine, reader, rows.slice(0, limit));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor([last.orderId]) : null };
}

/** Everything a page of orders shows, in one read for each kind of thing, however many orders. */
async function views(engine: Engine, reader: Reader, orders: readonly ListedOrder[]): Promise<OrderView[]> {
  if (orders.length === 0) return [];
  const { db } = engine;
  const lines = await listedLines(db, orders);
  const creators = [...lines.values()]
    .flat()
    .flatMap(({ attribution }) => (attribution ? [attribution.creatorId] : []));
  const names = await partyNames(db, [...orders.map((order) => order.buyerId), ...creators]);
  const shops = await shopNames(
    db,
    orders.map((order) => order.shopId),
  );
  const shipments = await shipmentsOf(db, orders);
  const refunds = await refundsOf(db, orders);
  return orders.map((order) =>
    orderView(reader, order, {
      lines: lines.get(order.orderId) ?? [],
      names,
      shopName: shops.get(order.shopId) ?? '',
      shipment: shipments.get(order.orderId) ?? null,
      refunds: refunds.get(order.orderId) ?? [],
    }),
  );
}

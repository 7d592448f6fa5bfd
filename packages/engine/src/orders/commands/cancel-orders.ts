import { shopMerchants } from '#catalog';
import { depositForfeitedEntry, depositReturnedEntry } from '#commission';
import { type NewEntry, post } from '#ledger';
import { appendEvents, type EngineEvent } from '#outbox';
import { giveBackQuotas } from '#quotas';
import { releaseUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { type DepositReturnedEvent, ORDER_CANCELLED, ORDER_DEPOSIT_RETURNED } from '../events.ts';
import { orderPayload } from '../rules/order-payload.ts';
import { canMove } from '../rules/order-state.ts';
import {
  linesOf,
  lockExpired,
  lockOrdersOfBuyers,
  moveOrders,
  type OrderRow,
  unitsOfLines,
} from '../store/open-orders.ts';

export interface Cancellation {
  readonly buyerId: string;
  readonly orderId: string;
}
export type CancellationResult = { readonly orderId: string; readonly skuIds: readonly string[] } | Refusal;

/** Not paid whole: a presale whose balance has not come is unpaid too. */
const isUnpaid = ({ state }: OrderRow): boolean => canMove(state, 'paid');

/**
 * Cancels unpaid orders for their buyers, a batch in one transaction; what they had reserved is free again, and so are
 * their places in limited offers. A presale's deposit goes back or stays with the merchant, as its terms say.
 * Cancelling twice answers as the first time did. Refuses: order_not_found, order_state (paid already).
 */
export async function cancelOrders(
  engine: Engine,
  batch: readonly Cancellation[],
): Promise<CancellationResult[]> {
  const answers = await engine.db.transaction().execute(async (tx) => {
    const orders = new Map((await lockOrdersOfBuyers(tx, batch)).map((order) => [order.orderId, order]));
    const open = [...orders.values()].filter(isUnpaid);
    const freed = await cancel(engine, tx, open, 'buyer', engine.clock.now());
    return batch.map(({ buyerId, orderId }): CancellationResult => {
      const order = orders.get(orderId);
      if (!order || order.buyerId !== buyerId) return refusal('order_not_found');
      if (!isUnpaid(order) && order.state !== 'cancelled')
        return refusal('order_state', { state: order.state });
      return { orderId, skuIds: freed.get(orderId) ?? [] };
    });
  });
  engine.wake();
  return answers;
}

/** Cancels up to `limit` unpaid orders whose time is over. Answers with the SKUs that are free again; none = nothing was due. */
export async function expireOrders(
  engine: Engine,
  limit: number,
): Promise<{ orders: number; skuIds: string[] }> {
  const now = engine.clock.now();
  const result = await engine.db.transaction().execute(async (tx) => {
    const due = await lockExpired(tx, now, limit);
    const freed = await cancel(engine, tx, due, 'expired', now);
    return { orders: due.length, skuIds: [...freed.values()].flat() };
  });
  if (result.orders > 0) engine.wake();
  return result;
}

async function cancel(
  engine: Engine,
  tx: Tx,
  orders: readonly OrderRow[],
  reason: 'buyer' | 'expired',
  at: Date,
): Promise<Map<string, string[]>> {
  if (orders.length === 0) return new Map();
  const byOrder = Map.groupBy(await linesOf(tx, orders), (line) => line.orderId);
  const units = unitsOfLines([...byOrder.values()].flat());
  await releaseUnits(tx, units, at);
  await giveBackQuotas(
    tx,
    orders.flatMap(({ orderId, buyerId }) =>
      (byOrder.get(orderId) ?? []).flatMap(({ terms }) =>
        (terms?.quotas ?? []).map(([quotaId, quantity]) => ({ quotaId, buyerId, quantity })),
      ),
    ),
  );
  await moveOrders(
    tx,
    orders.map((order) => ({ ...order, at })),
    'cancelled',
    reason,
  );
  const returned = await endDeposits(engine, tx, orders, at);
  const cancelled = orders.map((order) => ({
    topic: ORDER_CANCELLED,
    key: order.orderId,
    at,
    payload: { ...orderPayload(order, byOrder.get(order.orderId) ?? []), reason },
  }));
  await appendEvents(tx, [...cancelled, ...returned]);
  const freed = Map.groupBy(units, ({ reference }) => reference);
  return new Map([...freed].map(([orderId, changes]) => [orderId, changes.map(({ skuId }) => skuId)]));
}

/** Books what becomes of deposits whose balance never came; answers with what there is to announce. */
async function endDeposits(
  engine: Engine,
  tx: Tx,
  orders: readonly OrderRow[],
  at: Date,
): Promise<EngineEvent<DepositReturnedEvent>[]> {
  const paid = orders.filter(({ state }) => state === 'deposit_paid');
  if (paid.length === 0) return [];
  const merchants = await shopMerchants(
    tx,
    paid.map(({ shopId }) => shopId),
  );
  const events: EngineEvent<DepositReturnedEvent>[] = [];
  const entries = paid.map((order): NewEntry => {
    const { orderId, shopId, buyerId, currency } = order;
    const depositMinor = order.presale?.depositMinor ?? 0;
    const move = {
      orderId,
      currency,
      depositMinor,
      at,
      entryId: engine.ids.next(),
      platformId: engine.platformId,
    };
    if (!order.presale?.depositRefundable)
      return depositForfeitedEntry({ ...move, merchantId: merchants.get(shopId) ?? '' });
    const payload = { orderId, shopId, buyerId, currency, amountMinor: depositMinor, at: at.toISOString() };
    events.push({ topic: ORDER_DEPOSIT_RETURNED, key: orderId, at, payload });
    return depositReturnedEntry(move);
  });
  await post(
    tx,
    entries.filter(({ postings }) => postings.every(({ amountMinor }) => amountMinor !== 0)),
  );
  return events;
}

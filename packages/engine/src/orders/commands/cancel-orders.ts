import { dropShares } from '#commission';
import { appendEvents } from '#outbox';
import { lockLevels, releaseUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { ORDER_CANCELLED } from '../events.ts';
import { orderPayload } from '../rules/order-payload.ts';
import { linesOf, lockExpired, lockOrdersOfBuyers, moveOrders, type OrderRow } from '../store/open-orders.ts';

export interface Cancellation {
  readonly buyerId: string;
  readonly orderId: string;
}
export type CancellationResult = { readonly orderId: string; readonly skuIds: readonly string[] } | Refusal;

/**
 * Cancels unpaid orders for their buyers, a batch in one transaction; what they had reserved is free again.
 * Cancelling twice answers as the first time did. Refuses: order_not_found, order_state (paid already).
 */
export async function cancelOrders(
  engine: Engine,
  batch: readonly Cancellation[],
): Promise<CancellationResult[]> {
  const answers = await engine.db.transaction().execute(async (tx) => {
    const orders = new Map((await lockOrdersOfBuyers(tx, batch)).map((order) => [order.orderId, order]));
    const open = [...orders.values()].filter((order) => order.state === 'awaiting_payment');
    const freed = await cancel(tx, open, 'buyer', engine.clock.now());
    return batch.map(({ buyerId, orderId }): CancellationResult => {
      const order = orders.get(orderId);
      if (!order || order.buyerId !== buyerId) return refusal('order_not_found');
      if (order.state !== 'awaiting_payment' && order.state !== 'cancelled')
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
    const freed = await cancel(tx, due, 'expired', now);
    return { orders: due.length, skuIds: [...freed.values()].flat() };
  });
  if (result.orders > 0) engine.wake();
  return result;
}

async function cancel(
  tx: Tx,
  orders: readonly OrderRow[],
  reason: 'buyer' | 'expired',
  at: Date,
): Promise<Map<string, string[]>> {
  if (orders.length === 0) return new Map();
  const lines = await linesOf(tx, orders);
  await lockLevels(tx, lines);
  await releaseUnits(tx, lines);
  await moveOrders(
    tx,
    orders.map((order) => ({ ...order, at })),
    'cancelled',
    reason,
  );
  await dropShares(tx, orders);
  const byOrder = Map.groupBy(lines, (line) => line.orderId);
  await appendEvents(
    tx,
    orders.map((order) => ({
      topic: ORDER_CANCELLED,
      key: order.orderId,
      at,
      payload: { ...orderPayload(order, byOrder.get(order.orderId) ?? []), reason },
    })),
  );
  return new Map([...byOrder].map(([orderId, rows]) => [orderId, rows.map((row) => row.skuId)]));
}

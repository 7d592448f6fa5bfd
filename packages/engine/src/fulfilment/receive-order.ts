import { canMove, lockOrdersOfBuyers, moveOrders, ORDER_RECEIVED } from '#orders';
import { appendEvents } from '#outbox';
import { confirmOrder } from '#settlement';
import type { Engine } from '../engine.ts';
import { refuse } from '../refusal.ts';

/**
 * A buyer says that the goods have come; commission is confirmed and its time until settlement starts.
 * Refuses: order_not_found (also another buyer's), order_state (unless shipped).
 */
export async function receiveOrder(engine: Engine, buyerId: string, orderId: string): Promise<void> {
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    const [order] = await lockOrdersOfBuyers(tx, [{ buyerId, orderId }]);
    if (!order) refuse('order_not_found', { orderId });
    if (!canMove(order.state, 'received')) refuse('order_state', { state: order.state });
    const { shopId } = order;
    await moveOrders(tx, [{ shopId, orderId, at: now }], 'received');
    await confirmOrder(tx, order, now, engine.settings.settleAfterDays);
    await appendEvents(tx, [
      { topic: ORDER_RECEIVED, key: orderId, at: now, payload: { orderId, shopId, buyerId } },
    ]);
  });
  engine.wake();
}

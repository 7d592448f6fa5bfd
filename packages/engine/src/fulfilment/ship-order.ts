import { canMove, lockOrderOfShop, moveOrders, ORDER_SHIPPED } from '#orders';
import { appendEvents } from '#outbox';
import type { Engine } from '../engine.ts';
import { refuse } from '../refusal.ts';
import { insertShipment, type Shipment } from './shipments.ts';

/** A shop hands an order to a carrier. Refuses: order_not_found (also another shop's), order_state (unless paid). */
export async function shipOrder(
  engine: Engine,
  shopId: string,
  orderId: string,
  shipment: Shipment,
): Promise<void> {
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    const order = await lockOrderOfShop(tx, shopId, orderId);
    if (!order) refuse('order_not_found', { orderId });
    if (!canMove(order.state, 'shipped')) refuse('order_state', { state: order.state });
    await insertShipment(tx, order, shipment, now);
    await moveOrders(tx, [{ shopId, orderId, at: now }], 'shipped');
    await appendEvents(tx, [
      { topic: ORDER_SHIPPED, key: orderId, at: now, payload: { orderId, shopId, buyerId: order.buyerId } },
    ]);
  });
  engine.wake();
}

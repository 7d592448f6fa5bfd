import type { OrderEvent } from '../events.ts';
import type { OrderLineRow, OrderRow } from '../store/open-orders.ts';

/** What an event says of an order. */
export function orderPayload(order: OrderRow, lines: readonly OrderLineRow[]): OrderEvent {
  return {
    orderId: order.orderId,
    shopId: order.shopId,
    buyerId: order.buyerId,
    currency: order.currency,
    totalMinor: order.totalMinor,
    placedAt: order.placedAt.toISOString(),
    lines: lines.map((line) => ({
      skuId: line.skuId,
      productId: line.productId,
      quantity: line.quantity,
      amountMinor: line.amountMinor,
      contentId: line.attribution?.contentId ?? null,
      itemId: line.attribution?.itemId ?? null,
      creatorId: line.attribution?.creatorId ?? null,
    })),
  };
}

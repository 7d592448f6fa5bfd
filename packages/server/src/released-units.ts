import { ORDER_CANCELLED, ORDER_REFUNDED, type OrderDesk, type OrderEvent } from '@yellowcart/engine/orders';
import type { Subscriber } from '@yellowcart/engine/outbox';
import { STOCK_ADJUSTED } from '@yellowcart/engine/stock';

/** Tells the order desk of units that became free, so that it stops refusing them from memory. */
export function releasedUnits(desk: OrderDesk): Subscriber {
  return {
    name: 'released units',
    topics: [ORDER_CANCELLED, ORDER_REFUNDED, STOCK_ADJUSTED],
    hear: (events) =>
      desk.released(
        events.flatMap(({ topic, payload }) =>
          topic === STOCK_ADJUSTED
            ? [(payload as { skuId: string }).skuId]
            : (payload as OrderEvent).lines.map(({ skuId }) => skuId),
        ),
      ),
  };
}

import { ORDER_CANCELLED, ORDER_REFUNDED, type OrderDesk, type OrderEvent } from '@yellowcart/engine/orders';
import type { EngineEvent, Subscriber } from '@yellowcart/engine/outbox';
import { STOCK_ADJUSTED, STOCK_BACK } from '@yellowcart/engine/stock';

/** Tells the order desk of units that became free, in whichever process, so that it stops refusing them from memory. */
export function releasedUnits(desk: OrderDesk): Subscriber {
  return {
    name: 'released units',
    topics: [ORDER_CANCELLED, ORDER_REFUNDED, STOCK_ADJUSTED, STOCK_BACK],
    hear: (events) => desk.released(events.flatMap(skusOf)),
    afresh: () => desk.releasedUnheard(),
  };
}

function skusOf({ topic, payload }: EngineEvent): readonly string[] {
  if (topic === STOCK_ADJUSTED || topic === STOCK_BACK) return [(payload as { skuId: string }).skuId];
  const { lines, unitSkuIds = [] } = payload as OrderEvent;
  return [...lines.map(({ skuId }) => skuId), ...unitSkuIds];
}

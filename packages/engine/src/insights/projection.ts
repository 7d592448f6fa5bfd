import type { Subscriber } from '#outbox';
import { HEARD } from './events.ts';
import { tally } from './rules/tally.ts';
import { addBuyers, addMinutes, addMoments, addProductDays, addRoomItems, addTraffic } from './store/add.ts';

/** Keeps the counts up. It runs in the relay's transaction, so each event counts exactly once. */
export function insightsProjection(): Subscriber {
  return {
    name: 'insights',
    topics: Object.values(HEARD),
    async project(tx, events) {
      const added = tally(events);
      await addMinutes(tx, added.minutes);
      await addTraffic(tx, added.traffic);
      await addBuyers(tx, added.buyers);
      await addProductDays(tx, added.products, 'orders');
      await addRoomItems(tx, added.items);
      await addMoments(tx, added.moments);
    },
  };
}

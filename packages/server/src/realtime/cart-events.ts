import type { RoomEvent } from '@yellowcart/contract';
import type { EngineEvent } from '@yellowcart/engine/outbox';
import {
  ITEM_CHANGED,
  ITEM_HUNG,
  ITEM_REMOVED,
  ITEMS_ORDERED,
  type ItemHung,
  type ItemRemoved,
  type ItemsOrdered,
  PINNED,
  type Pinned,
  ROOM_ENDED,
  ROOM_STARTED,
} from '@yellowcart/engine/placements';
import { DEAL_CLOSED, FLASH_STARTED, FLASH_STOPPED } from '@yellowcart/engine/promotions';

export const CART_TOPICS: readonly string[] = [
  ITEM_HUNG,
  ITEM_CHANGED,
  ITEM_REMOVED,
  ITEMS_ORDERED,
  PINNED,
  ROOM_STARTED,
  ROOM_ENDED,
];

/** After these the flash sales of their room are read anew. */
export const FLASH_TOPICS: readonly string[] = [FLASH_STARTED, FLASH_STOPPED, DEAL_CLOSED];

/** What viewers are told of something that happened in a room; `soldOf` knows how many of an item were sold there. */
export function roomEventOf(event: EngineEvent, soldOf: (itemId: string) => number): RoomEvent {
  switch (event.topic) {
    case ITEM_HUNG:
    case ITEM_CHANGED: {
      const { item, revision } = event.payload as ItemHung;
      const type = event.topic === ITEM_HUNG ? 'item_hung' : 'item_changed';
      return { type, item: { ...item, soldCount: soldOf(item.itemId) }, revision };
    }
    case ITEM_REMOVED: {
      const { itemId, revision } = event.payload as ItemRemoved;
      return { type: 'item_removed', itemId, revision };
    }
    case ITEMS_ORDERED: {
      const { itemIds, revision } = event.payload as ItemsOrdered;
      return { type: 'items_ordered', itemIds: [...itemIds], revision };
    }
    case PINNED: {
      const { itemId, line, revision } = event.payload as Pinned;
      return { type: 'pinned', itemId, ...(line === undefined ? {} : { line }), revision };
    }
    case ROOM_STARTED:
      return { type: 'room_state', state: 'live' };
    case ROOM_ENDED:
      return { type: 'room_state', state: 'ended' };
    default:
      throw new Error(`viewers are told nothing of ${event.topic}`);
  }
}

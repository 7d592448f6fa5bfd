import type { RoomEvent, RoomView } from '@yellowcart/contract';

export const CART_TOPICS: readonly string[] = [
  'placements.item_hung',
  'placements.item_changed',
  'placements.item_removed',
  'placements.items_ordered',
  'placements.pinned',
  'placements.room_started',
  'placements.room_ended',
];

/** What placements said of one room. */
export type CartNews =
  | {
      readonly type: 'item_hung' | 'item_changed' | 'item_removed';
      readonly itemId: string;
      readonly revision: number;
    }
  | { readonly type: 'items_ordered'; readonly itemIds: string[]; readonly revision: number }
  | {
      readonly type: 'pinned';
      readonly itemId: string | null;
      readonly line?: string;
      readonly revision: number;
    }
  | { readonly type: 'room_started' | 'room_ended' };

/** News as viewers get it. Items are taken from a fresh view of the room; one that is gone again is left out. */
export function cartEvents(news: readonly CartNews[], view: RoomView | undefined): RoomEvent[] {
  return news.flatMap((event): RoomEvent[] => {
    switch (event.type) {
      case 'item_hung':
      case 'item_changed': {
        const item = view?.items.find(({ itemId }) => itemId === event.itemId);
        return item ? [{ type: event.type, item, revision: event.revision }] : [];
      }
      case 'item_removed':
        return [{ type: 'item_removed', itemId: event.itemId, revision: event.revision }];
      case 'items_ordered':
        return [{ type: 'items_ordered', itemIds: event.itemIds, revision: event.revision }];
      case 'pinned': {
        const { itemId, line, revision } = event;
        return [{ type: 'pinned', itemId, ...(line === undefined ? {} : { line }), revision }];
      }
      case 'room_started':
        return [{ type: 'room_state', state: 'live' }];
      case 'room_ended':
        return [{ type: 'room_state', state: 'ended' }];
    }
  });
}

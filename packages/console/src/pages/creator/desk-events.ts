import type { RoomEvent } from '@yellowcart/contract';
import type { ResultOf } from '@yellowcart/sdk';
import { orderLike } from './undo.ts';

export type DeskView = ResultOf<'GET /api/v1/creator/rooms/:roomId'>;
export type DeskItem = DeskView['items'][number];

/** What an event means for the desk: the view with what it tells, and whether the rest must be asked for. */
export interface Told {
  readonly view: DeskView;
  /** 'now' when the cart itself changed, 'soon' when only figures did. */
  readonly ask?: 'now' | 'soon';
  /** The change was not made at this desk: what the people here should be told. */
  readonly elsewhere?: 'pinned' | 'unpinned' | 'ordered' | 'hung' | 'removed';
  readonly title?: string;
}

/** Applies one event of the room. An event that tells what the desk already shows was caused by the desk itself. */
export function told(view: DeskView, event: RoomEvent): Told {
  const titleOf = (itemId: string): string => view.items.find((item) => item.itemId === itemId)?.title ?? '';
  switch (event.type) {
    case 'snapshot':
      return { view: { ...view, viewers: event.room.viewers, state: event.room.state }, ask: 'now' };
    case 'pinned': {
      if (event.itemId === view.pinnedItemId) return { view };
      const after = { ...view, pinnedItemId: event.itemId, revision: event.revision };
      if (event.itemId === null) return { view: after, elsewhere: 'unpinned' };
      return { view: after, elsewhere: 'pinned', title: titleOf(event.itemId) };
    }
    case 'items_ordered': {
      const ids = view.items.map((item) => item.itemId);
      const order = orderLike(event.itemIds, ids);
      if (order.every((id, index) => id === ids[index])) return { view };
      return {
        view: { ...view, items: inOrder(view.items, order), revision: event.revision },
        elsewhere: 'ordered',
      };
    }
    case 'item_hung':
      return view.items.some((item) => item.itemId === event.item.itemId)
        ? { view }
        : { view, ask: 'now', elsewhere: 'hung', title: event.item.title };
    case 'item_changed':
      return {
        view: {
          ...view,
          items: view.items.map((item) =>
            item.itemId === event.item.itemId ? { ...item, ...event.item, position: item.position } : item,
          ),
        },
        ask: 'now',
      };
    case 'item_removed': {
      if (!view.items.some((item) => item.itemId === event.itemId)) return { view };
      const items = view.items.filter((item) => item.itemId !== event.itemId);
      return { view: { ...view, items }, ask: 'now', elsewhere: 'removed', title: titleOf(event.itemId) };
    }
    case 'stock': {
      const changes = new Map(event.items.map((item) => [item.itemId, item]));
      const items = view.items.map((item) => ({ ...item, ...changes.get(item.itemId) }));
      return { view: { ...view, items }, ask: 'soon' };
    }
    case 'viewers':
      return { view: { ...view, viewers: event.viewers } };
    case 'bought':
      return { view, ask: 'soon' };
    case 'flash':
      return { view };
    case 'room_state':
      return { view: { ...view, state: event.state }, ask: 'now' };
  }
}

/** The items in the given order; ids without an item are passed over. */
export function inOrder<T extends { readonly itemId: string }>(
  items: readonly T[],
  ids: readonly string[],
): T[] {
  const byId = new Map(items.map((item) => [item.itemId, item]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

import type { FlashSaleView, RoomEvent, RoomItem, RoomView } from '@yellowcart/contract';

/**
 * The room after one event of its stream. Changes of the cart carry a revision and one that is not newer than
 * the room's is ignored, so a replay after a lost connection does no harm; a snapshot always replaces the whole.
 * Returns the same object when nothing changed.
 */
export function applyRoomEvent(room: RoomView, event: RoomEvent): RoomView {
  switch (event.type) {
    case 'snapshot':
      return event.room;
    case 'stock':
      return { ...room, items: withStock(room.items, event.items) };
    case 'viewers':
      return { ...room, viewers: event.viewers };
    case 'room_state':
      return { ...room, state: event.state };
    case 'bought':
    case 'flash':
      return room;
    default:
      return event.revision > room.revision
        ? { ...changedCart(room, event), revision: event.revision }
        : room;
  }
}

type CartEvent = Extract<RoomEvent, { revision: number }>;

function changedCart(room: RoomView, event: CartEvent): RoomView {
  switch (event.type) {
    case 'item_hung':
    case 'item_changed':
      return withItems(room, put(room.items, event.item));
    case 'item_removed':
      return {
        ...withItems(
          room,
          room.items.filter((item) => item.itemId !== event.itemId),
        ),
        pinnedItemId: room.pinnedItemId === event.itemId ? null : room.pinnedItemId,
      };
    case 'items_ordered':
      return withItems(room, ordered(room.items, event.itemIds));
    case 'pinned':
      return { ...room, pinnedItemId: event.itemId };
  }
}

function withItems(room: RoomView, items: readonly RoomItem[]): RoomView {
  return { ...room, items: [...items], itemCount: items.length };
}

function put(items: readonly RoomItem[], item: RoomItem): RoomItem[] {
  const others = items.filter((other) => other.itemId !== item.itemId);
  if (item.state === 'removed') return others;
  return [...others, item].sort((a, b) => a.position - b.position);
}

function ordered(items: readonly RoomItem[], itemIds: readonly string[]): RoomItem[] {
  const place = new Map(itemIds.map((itemId, index) => [itemId, index]));
  return items
    .map((item) => ({ ...item, position: place.get(item.itemId) ?? itemIds.length + item.position }))
    .sort((a, b) => a.position - b.position);
}

function withStock(
  items: readonly RoomItem[],
  changes: readonly { itemId: string; available: number; soldCount: number }[],
): RoomItem[] {
  const byItem = new Map(changes.map((change) => [change.itemId, change]));
  return items.map((item) => {
    const change = byItem.get(item.itemId);
    return change ? { ...item, available: change.available, soldCount: change.soldCount } : item;
  });
}

/** The flash sales of the room after one event of its stream; the same array when it says nothing of them. */
export function salesAfter(sales: readonly FlashSaleView[], event: RoomEvent): readonly FlashSaleView[] {
  if (event.type === 'snapshot') return event.flash;
  return event.type === 'flash' ? event.sales : sales;
}

/** A line that floats over the picture. */
export type RoomMessage =
  | { readonly id: number; readonly kind: 'host'; readonly text: string }
  | {
      readonly id: number;
      readonly kind: 'bought';
      readonly nickname: string;
      readonly others: number;
      readonly title: string;
    };

const MESSAGES_MAX = 3;

/** The messages after one event in the room as it was before it, the oldest first; the same array when it says nothing. */
export function messagesAfter(
  messages: readonly RoomMessage[],
  event: RoomEvent,
  room: RoomView,
): readonly RoomMessage[] {
  const id = (messages.at(-1)?.id ?? 0) + 1;
  if (event.type === 'pinned' && event.line && event.revision > room.revision) {
    return [...messages, { id, kind: 'host', text: event.line } as const].slice(-MESSAGES_MAX);
  }
  if (event.type === 'bought') {
    const title = room.items.find((item) => item.itemId === event.itemId)?.title ?? '';
    const said = { id, kind: 'bought', nickname: event.nickname, others: event.buyers - 1, title } as const;
    return [...messages, said].slice(-MESSAGES_MAX);
  }
  return messages;
}

/** Items that had none left before and have some now. */
export function backInStock(before: RoomView, after: RoomView): RoomItem[] {
  const soldOut = new Set(before.items.filter((item) => item.available === 0).map((item) => item.itemId));
  return after.items.filter(
    (item) => item.available > 0 && item.state === 'active' && soldOut.has(item.itemId),
  );
}

import type { RoomEvent, RoomItem, RoomView } from '@yellowcart/contract';
import { describe, expect, test } from 'vitest';
import { applyRoomEvent, backInStock, messagesAfter } from './room-events.ts';

const item = (itemId: string, position: number, change: Partial<RoomItem> = {}): RoomItem => ({
  itemId,
  productId: `product-${itemId}`,
  position,
  title: `Goods ${itemId}`,
  picture: '/pictures/mug/1.svg',
  currency: 'CNY',
  priceMinor: 5990,
  listPriceMinor: null,
  available: 10,
  soldCount: 0,
  state: 'active',
  reason: null,
  ...change,
});

const room: RoomView = {
  roomId: 'room',
  title: 'A room',
  state: 'live',
  cover: '/pictures/cover/mug/1.svg',
  creator: { creatorId: 'host', name: 'Host', avatar: '/pictures/avatar/host.svg' },
  viewers: 5,
  itemCount: 2,
  notice: '',
  playbackUrl: null,
  startedAt: null,
  pinnedItemId: 'a',
  items: [item('a', 0), item('b', 1)],
  revision: 7,
};

const ids = (view: RoomView): string[] => view.items.map(({ itemId }) => itemId);

describe('each event changes what it names', () => {
  test('a snapshot replaces the whole, even by an older revision', () => {
    const other = { ...room, revision: 1, items: [], itemCount: 0 };
    expect(applyRoomEvent(room, { type: 'snapshot', room: other, flash: [] })).toBe(other);
  });

  test('a hung item takes its place in the order and is counted', () => {
    const after = applyRoomEvent(room, { type: 'item_hung', item: item('c', 0.5), revision: 8 });
    expect(ids(after)).toEqual(['a', 'c', 'b']);
    expect(after).toMatchObject({ itemCount: 3, revision: 8 });
  });

  test('a changed item is replaced, and one that became removed goes', () => {
    const changed = applyRoomEvent(room, {
      type: 'item_changed',
      item: item('b', 1, { priceMinor: 1 }),
      revision: 8,
    });
    expect(changed.items[1]?.priceMinor).toBe(1);
    const removed = applyRoomEvent(room, {
      type: 'item_changed',
      item: item('b', 1, { state: 'removed' }),
      revision: 8,
    });
    expect(ids(removed)).toEqual(['a']);
  });

  test('removing the pinned item unpins it', () => {
    const after = applyRoomEvent(room, { type: 'item_removed', itemId: 'a', revision: 8 });
    expect(after).toMatchObject({ pinnedItemId: null, itemCount: 1 });
    expect(applyRoomEvent(room, { type: 'item_removed', itemId: 'b', revision: 8 }).pinnedItemId).toBe('a');
  });

  test('items are put in the order named, those not named last', () => {
    const three = { ...room, items: [...room.items, item('c', 2)] };
    const after = applyRoomEvent(three, { type: 'items_ordered', itemIds: ['c', 'a'], revision: 8 });
    expect(ids(after)).toEqual(['c', 'a', 'b']);
  });

  test('pinning and unpinning', () => {
    expect(applyRoomEvent(room, { type: 'pinned', itemId: 'b', revision: 8 }).pinnedItemId).toBe('b');
    expect(applyRoomEvent(room, { type: 'pinned', itemId: null, revision: 8 }).pinnedItemId).toBeNull();
  });

  test('stock ticks for the items named and leaves the others as they are', () => {
    const after = applyRoomEvent(room, {
      type: 'stock',
      items: [
        { itemId: 'b', available: 3, soldCount: 7 },
        { itemId: 'unknown', available: 1, soldCount: 1 },
      ],
    });
    expect(after.items[0]).toBe(room.items[0]);
    expect(after.items[1]).toMatchObject({ available: 3, soldCount: 7 });
    expect(after.revision).toBe(7);
  });

  test('viewers, and the state of the show', () => {
    expect(applyRoomEvent(room, { type: 'viewers', viewers: 9 }).viewers).toBe(9);
    expect(applyRoomEvent(room, { type: 'room_state', state: 'ended' }).state).toBe('ended');
  });

  test('that somebody bought changes nothing in the room', () => {
    expect(applyRoomEvent(room, { type: 'bought', itemId: 'a', buyers: 1, nickname: '小*' })).toBe(room);
  });
});

describe('a change that is not newer than the room is ignored', () => {
  const late: RoomEvent[] = [
    { type: 'item_hung', item: item('c', 2), revision: 7 },
    { type: 'item_changed', item: item('a', 0, { priceMinor: 1 }), revision: 6 },
    { type: 'item_removed', itemId: 'a', revision: 5 },
    { type: 'items_ordered', itemIds: ['b', 'a'], revision: 7 },
    { type: 'pinned', itemId: 'b', line: 'Look', revision: 1 },
  ];
  test.each(late)('$type by revision $revision', (event) => {
    expect(applyRoomEvent(room, event)).toBe(room);
    expect(messagesAfter([], event, room)).toEqual([]);
  });

  test('the same events twice give the room of once', () => {
    const events: RoomEvent[] = [
      { type: 'item_hung', item: item('c', 2), revision: 8 },
      { type: 'pinned', itemId: 'c', revision: 9 },
      { type: 'item_removed', itemId: 'a', revision: 10 },
    ];
    const once = events.reduce(applyRoomEvent, room);
    expect([...events, ...events].reduce(applyRoomEvent, room)).toEqual(once);
  });
});

test('messages tell what the host says and who bought, the last three', () => {
  const events: RoomEvent[] = [
    { type: 'pinned', itemId: 'a', line: 'Look at this', revision: 8 },
    { type: 'bought', itemId: 'a', buyers: 3, nickname: '小*' },
    { type: 'viewers', viewers: 4 },
    { type: 'bought', itemId: 'b', buyers: 1, nickname: '林*' },
    { type: 'pinned', itemId: null, revision: 9 },
    { type: 'bought', itemId: 'gone', buyers: 1, nickname: '周*' },
  ];
  const messages = events.reduce(
    (said: ReturnType<typeof messagesAfter>, event) => messagesAfter(said, event, room),
    [],
  );
  expect(messages).toMatchObject([
    { kind: 'bought', nickname: '小*', others: 2, title: 'Goods a' },
    { kind: 'bought', nickname: '林*', others: 0, title: 'Goods b' },
    { kind: 'bought', nickname: '周*', title: '' },
  ]);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(3);
});

test('an item is back once it has stock after having none, while it is active', () => {
  const before = { ...room, items: [item('a', 0, { available: 0 }), item('b', 1)] };
  expect(backInStock(before, room).map(({ itemId }) => itemId)).toEqual(['a']);
  const suspended = { ...room, items: [item('a', 0, { state: 'suspended' }), item('b', 1)] };
  expect(backInStock(before, suspended)).toEqual([]);
});

import { expect, test } from 'vitest';
import { type CartNow, type Done, moved, orderLike, push, renamed, UNDO_DEPTH, undoSteps } from './undo.ts';

const cart = (itemIds: string[], pinnedItemId: string | null = null): CartNow => ({ itemIds, pinnedItemId });
const removedB: Done = {
  kind: 'removed',
  itemId: 'b',
  productId: 'pb',
  planId: 'plan',
  title: 'B',
  orderBefore: ['a', 'b', 'c'],
  wasPinned: true,
};

test('what was hung is taken off again', () => {
  const done: Done = { kind: 'hung', itemId: 'b', title: 'B' };
  expect(undoSteps(done, cart(['a', 'b']))).toEqual([{ do: 'remove', itemId: 'b' }]);
  expect(undoSteps(done, cart(['a']))).toBeNull();
});

test('what was taken off comes back under its plan, in its place and pinned as it was', () => {
  expect(undoSteps(removedB, cart(['a', 'c']))).toEqual([
    { do: 'hang', productId: 'pb', planId: 'plan', was: 'b' },
    { do: 'order', itemIds: ['a', 'b', 'c'] },
    { do: 'pin', itemId: 'b' },
  ]);
});

test('bringing back does not unpin what was pinned since, and does not order what is in order', () => {
  expect(undoSteps({ ...removedB, orderBefore: ['a', 'c', 'b'] }, cart(['a', 'c'], 'a'))).toEqual([
    { do: 'hang', productId: 'pb', planId: 'plan', was: 'b' },
  ]);
});

test('a pin goes back to the pin before it, or to none when that item is gone', () => {
  const done: Done = { kind: 'pinned', before: 'a', after: 'b', title: 'B' };
  expect(undoSteps(done, cart(['a', 'b'], 'b'))).toEqual([{ do: 'pin', itemId: 'a' }]);
  expect(undoSteps(done, cart(['b'], 'b'))).toEqual([{ do: 'pin', itemId: null }]);
});

test('a pin that someone else has changed since is left alone', () => {
  const done: Done = { kind: 'pinned', before: 'a', after: 'b', title: 'B' };
  expect(undoSteps(done, cart(['a', 'b', 'c'], 'c'))).toBeNull();
});

test('an order goes back, keeping what was hung since at the end', () => {
  const done: Done = { kind: 'ordered', before: ['a', 'b', 'c'], after: ['c', 'a', 'b'], title: 'C' };
  expect(undoSteps(done, cart(['c', 'a', 'b', 'd']))).toEqual([
    { do: 'order', itemIds: ['a', 'b', 'c', 'd'] },
  ]);
  expect(undoSteps(done, cart(['c', 'b']))).toEqual([{ do: 'order', itemIds: ['b', 'c'] }]);
});

test('an order that someone else has changed since is left alone', () => {
  const done: Done = { kind: 'ordered', before: ['a', 'b', 'c'], after: ['c', 'a', 'b'], title: 'C' };
  expect(undoSteps(done, cart(['b', 'a', 'c']))).toBeNull();
});

test('an item that came back under another id is known by it from then on', () => {
  const stack: Done[] = [
    { kind: 'hung', itemId: 'b', title: 'B' },
    { kind: 'pinned', before: null, after: 'b', title: 'B' },
    { kind: 'ordered', before: ['a', 'b'], after: ['b', 'a'], title: 'B' },
    removedB,
  ];
  expect(renamed(stack, 'b', 'x')).toEqual([
    { kind: 'hung', itemId: 'x', title: 'B' },
    { kind: 'pinned', before: null, after: 'x', title: 'B' },
    { kind: 'ordered', before: ['a', 'x'], after: ['x', 'a'], title: 'B' },
    { ...removedB, itemId: 'x', orderBefore: ['a', 'x', 'c'] },
  ]);
});

test('the stack keeps the latest actions only', () => {
  let stack: readonly Done[] = [];
  for (let at = 0; at < UNDO_DEPTH + 5; at += 1)
    stack = push(stack, { kind: 'hung', itemId: `${at}`, title: '' });
  expect(stack).toHaveLength(UNDO_DEPTH);
  expect(stack[0]).toMatchObject({ itemId: '5' });
});

test('moving stays inside the list', () => {
  expect(moved(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['c', 'a', 'b']);
  expect(moved(['a', 'b', 'c'], 'b', 9)).toEqual(['a', 'c', 'b']);
  expect(orderLike([], ['a'])).toEqual(['a']);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../refusal.ts';
import {
  type Cart,
  type CartChange,
  hang,
  type NewItem,
  pin,
  recheck,
  remove,
  reorder,
  withChanges,
} from './cart.ts';

const empty: Cart = {
  roomId: 'room',
  creatorId: 'creator',
  state: 'live',
  revision: 1,
  pinnedItemId: null,
  items: [],
};
const goods = (name: string): NewItem => ({
  itemId: `item ${name}`,
  surface: 'live_cart',
  shopId: 'shop',
  productId: name,
  planId: `plan ${name}`,
  planVersion: 1,
});
const ids = (cart: Cart) => cart.items.map((item) => item.itemId);

/** The cart after a rule's answer; a refusal leaves it as it was. */
function after(cart: Cart, answer: CartChange[] | ReturnType<typeof hang>): Cart {
  return isRefusal(answer) ? cart : withChanges(cart, answer);
}
const cartOf = (...names: string[]): Cart =>
  names.reduce((cart, name) => after(cart, hang(cart, goods(name), 100)), empty);

describe('a cart', () => {
  it('hangs at the end, active', () => {
    expect(cartOf('a', 'b', 'c').items.map((item) => [item.itemId, item.position, item.state])).toEqual([
      ['item a', 1, 'active'],
      ['item b', 2, 'active'],
      ['item c', 3, 'active'],
    ]);
  });

  it('takes a product once, and again after it was taken off', () => {
    const cart = cartOf('a');
    expect(hang(cart, { ...goods('a'), itemId: 'other' }, 100)).toMatchObject({ refused: 'already_hung' });
    expect(isRefusal(hang(after(cart, remove(cart, 'item a')), goods('a'), 100))).toBe(false);
  });

  it('holds no more than its limit, suspended items among them', () => {
    const cart = cartOf('a', 'b');
    const suspended = after(cart, recheck(cart, new Map([['item a', 'off_shelf']])));
    expect(hang(suspended, goods('c'), 2)).toEqual({ refused: 'cart_full', detail: { max: 2 } });
  });

  it('is put in order by naming exactly what hangs', () => {
    const cart = cartOf('a', 'b', 'c');
    expect(ids(after(cart, reorder(cart, ['item c', 'item a', 'item b'])))).toEqual([
      'item c',
      'item a',
      'item b',
    ]);
    expect(reorder(cart, ['item a', 'item b', 'item c'])).toEqual([]);
    for (const wrong of [
      ['item a', 'item b'],
      ['item a', 'item b', 'item b'],
      ['item a', 'item b', 'item d'],
    ])
      expect(reorder(cart, wrong)).toMatchObject({ refused: 'cart_changed' });
  });

  it.each([
    ['room_not_live', { ...cartOf('a'), state: 'scheduled' as const }, 'item a'],
    ['item_not_found', cartOf('a'), 'item b'],
    [
      'item_not_active',
      after(cartOf('a'), recheck(cartOf('a'), new Map([['item a', 'plan_ended']]))),
      'item a',
    ],
  ])('refuses a pin with %s', (refused, cart, itemId) => {
    expect(pin(cart, itemId)).toMatchObject({ refused });
  });

  it('says a line again with an item that is pinned already, and nothing without one', () => {
    const cart = after(cartOf('a'), pin(cartOf('a'), 'item a'));
    expect(pin(cart, 'item a')).toEqual([]);
    expect(pin(cart, 'item a', 'last ten!')).toEqual([
      { type: 'pinned', itemId: 'item a', line: 'last ten!' },
    ]);
  });

  it('unpins what is suspended, and restores it exactly but for the pin', () => {
    const cart = cartOf('a', 'b', 'c');
    const pinned = after(cart, pin(cart, 'item b'));
    const suspended = after(pinned, recheck(pinned, new Map([['item b', 'off_shelf']])));
    expect(suspended.pinnedItemId).toBeNull();
    expect(suspended.items[1]).toMatchObject({ state: 'suspended', reason: 'off_shelf' });
    const restored = after(suspended, recheck(suspended, new Map([['item b', null]])));
    expect(restored.items).toEqual(cart.items);
    expect(restored.pinnedItemId).toBeNull();
  });

  it('leaves a suspension alone that somebody else decided', () => {
    const cart = cartOf('a');
    const governed: Cart = {
      ...cart,
      items: cart.items.map((item) => ({ ...item, state: 'suspended', reason: 'governed' })),
    };
    expect(recheck(governed, new Map([['item a', null]]))).toEqual([]);
  });
});

describe('whatever is done to a cart', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const action = fc.oneof(
    name.map((n) => (cart: Cart) => hang(cart, goods(n), 4)),
    name.map((n) => (cart: Cart) => remove(cart, `item ${n}`)),
    name.map((n) => (cart: Cart) => pin(cart, `item ${n}`)),
    fc.constant((cart: Cart) => reorder(cart, ids(cart).toReversed())),
    fc.record({ n: name, reason: fc.constantFrom('off_shelf' as const, 'plan_ended' as const, null) }).map(
      ({ n, reason }) =>
        (cart: Cart) =>
          recheck(cart, new Map([[`item ${n}`, reason]])),
    ),
  );

  it('stays in order, within its limit, with each product once and nothing pinned but an active item', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        actions.reduce((cart, act) => {
          const answer = act(cart);
          const next = after(cart, answer);
          const positions = next.items.map((item) => item.position);
          expect(positions).toEqual(positions.toSorted((a, b) => a - b));
          expect(new Set(positions).size).toBe(positions.length);
          expect(new Set(next.items.map((item) => item.productId)).size).toBe(next.items.length);
          expect(next.items.length).toBeLessThanOrEqual(4);
          if (next.pinnedItemId !== null)
            expect(next.items.find((item) => item.itemId === next.pinnedItemId)?.state).toBe('active');
          for (const item of next.items) expect(item.state === 'suspended').toBe(item.reason !== null);
          expect(next.revision).toBe(cart.revision + (isRefusal(answer) ? 0 : answer.length));
          return next;
        }, empty);
      }),
    );
  });
});

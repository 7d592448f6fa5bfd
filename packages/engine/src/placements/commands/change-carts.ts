import type { RoomItem } from '@yellowcart/contract';
import { appendEvents, type EngineEvent } from '#outbox';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { orRefuse, type Refusal, refuse } from '../../refusal.ts';
import {
  ITEM_CHANGED,
  ITEM_HUNG,
  ITEM_REMOVED,
  ITEMS_ORDERED,
  type ItemChanged,
  type ItemHung,
  type ItemRemoved,
  type ItemsOrdered,
  PINNED,
  type Pinned,
  type ShownItem,
} from '../events.ts';
import { shownItems } from '../queries/shown-items.ts';
import type { Cart, CartChange } from '../rules/cart.ts';
import { type ChangedCart, lockCart, writeChanges } from '../store/carts.ts';

/**
 * The frame of every command on one cart: locks the room, lets `decide` look and choose, writes, announces, commits.
 * Returns the cart after. Refuses: room_not_found (also where it is another creator's), and what `decide` refuses.
 */
export async function changeCart(
  engine: Engine,
  creatorId: string,
  roomId: string,
  decide: (cart: Cart, tx: Tx) => CartChange[] | Refusal | Promise<CartChange[] | Refusal>,
): Promise<Cart> {
  const now = engine.clock.now();
  const after = await engine.db.transaction().execute(async (tx) => {
    const cart = await lockCart(tx, creatorId, roomId);
    if (!cart) refuse('room_not_found');
    const changes = orRefuse(await decide(cart, tx));
    const [changed] = await applyChanges(tx, [{ cart, changes }], now);
    return changed ?? cart;
  });
  engine.wake();
  return after;
}

/** Writes and announces the changes of locked carts, in a handful of statements however many. Returns those that changed. */
export async function applyChanges(tx: Tx, given: readonly ChangedCart[], now: Date): Promise<Cart[]> {
  const changed = given.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return [];
  const carts = await writeChanges(tx, changed, now);
  const shown = await shownItems(
    tx,
    changed.flatMap(({ changes }) => changes.flatMap((change) => ('item' in change ? change.item : []))),
    now,
  );
  const byItem = new Map(shown.map((item) => [item.itemId, item]));
  await appendEvents(
    tx,
    changed.flatMap(({ cart, changes }) =>
      changes.map((change, index) => ({
        key: cart.roomId,
        at: now,
        ...eventOf(change, { roomId: cart.roomId, revision: cart.revision + index + 1 }, byItem),
      })),
    ),
  );
  return carts;
}

function eventOf(
  change: CartChange,
  room: { readonly roomId: string; readonly revision: number },
  shown: ReadonlyMap<RoomItem['itemId'], ShownItem>,
): Pick<EngineEvent, 'topic' | 'payload'> {
  switch (change.type) {
    case 'hung':
      return { topic: ITEM_HUNG, payload: { ...room, item: shownOf(change.item.itemId) } satisfies ItemHung };
    case 'changed':
      return {
        topic: ITEM_CHANGED,
        payload: { ...room, item: shownOf(change.item.itemId) } satisfies ItemChanged,
      };
    case 'removed':
      return { topic: ITEM_REMOVED, payload: { ...room, itemId: change.itemId } satisfies ItemRemoved };
    case 'ordered':
      return { topic: ITEMS_ORDERED, payload: { ...room, itemIds: change.itemIds } satisfies ItemsOrdered };
    case 'pinned':
      return {
        topic: PINNED,
        payload: { ...room, itemId: change.itemId, line: change.line } satisfies Pinned,
      };
  }

  function shownOf(itemId: string): ShownItem {
    const item = shown.get(itemId);
    if (!item) throw new Error(`item ${itemId} was not read`);
    return item;
  }
}

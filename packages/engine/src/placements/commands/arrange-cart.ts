import type { Engine } from '../../engine.ts';
import { pin, remove, reorder } from '../rules/cart.ts';
import { changeCart } from './change-carts.ts';

/** Takes an item off the cart, unpinning it where it was pinned. Refuses: room_not_found, item_not_found. */
export async function removeItem(
  engine: Engine,
  creatorId: string,
  roomId: string,
  itemId: string,
): Promise<{ itemId: string }> {
  await changeCart(engine, creatorId, roomId, (cart) => remove(cart, itemId));
  return { itemId };
}

/** Puts the items in this order. Refuses: room_not_found, cart_changed (these are not exactly the items that hang). */
export async function orderItems(
  engine: Engine,
  creatorId: string,
  roomId: string,
  itemIds: readonly string[],
): Promise<{ revision: number }> {
  const { revision } = await changeCart(engine, creatorId, roomId, (cart) => reorder(cart, itemIds));
  return { revision };
}

/**
 * Pins an item, or unpins with null; `line` is what the host says with it, for viewers to read.
 * Refuses: room_not_found, room_not_live, item_not_found, item_not_active.
 */
export async function pinItem(
  engine: Engine,
  creatorId: string,
  roomId: string,
  itemId: string | null,
  line?: string,
): Promise<{ pinnedItemId: string | null; revision: number }> {
  const { pinnedItemId, revision } = await changeCart(engine, creatorId, roomId, (cart) =>
    pin(cart, itemId, line),
  );
  return { pinnedItemId, revision };
}

import { type RawBuilder, sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import { type Cart, type CartChange, type CartItem, withChanges } from '../rules/cart.ts';
import { insertItemRows } from './rooms.ts';

const ITEM = sql`
  item_id AS "itemId", surface, shop_id AS "shopId", product_id AS "productId", plan_id AS "planId",
  plan_version AS "planVersion", position, state, reason`;

/** Locks the room's row, so that whoever changes its cart takes turns, and reads the cart. Undefined = not this creator's. */
export async function lockCart(tx: Tx, creatorId: string, roomId: string): Promise<Cart | undefined> {
  const carts = await lockCartsWhere(tx, sql`content_id = ${roomId} AND creator_id = ${creatorId}`);
  return carts[0];
}

/** Locks the carts of rooms not yet ended where one of these products hangs, in key order. */
export async function lockCartsWith(tx: Tx, productIds: readonly string[]): Promise<Cart[]> {
  return lockCartsWhere(
    tx,
    sql`state <> 'ended' AND content_id IN (
      SELECT content_id FROM placements.item
      WHERE state <> 'removed' AND product_id = ANY(${plainArray(productIds)}::uuid[]))`,
  );
}

/** Two statements: the second sees what those who held the locks before have written. */
async function lockCartsWhere(tx: Tx, which: RawBuilder<unknown>): Promise<Cart[]> {
  const rooms = await sql<Omit<Cart, 'items'>>`
    SELECT content_id AS "roomId", creator_id AS "creatorId", state, revision, pinned_item_id AS "pinnedItemId"
    FROM placements.content WHERE ${which} ORDER BY content_id FOR UPDATE
  `.execute(tx);
  if (rooms.rows.length === 0) return [];
  const items = await findItems(
    tx,
    rooms.rows.map((room) => room.roomId),
  );
  return rooms.rows.map((room) => ({ ...room, items: items.get(room.roomId) ?? [] }));
}

/** What hangs in these rooms, in order, suspended items too. */
export async function findItems(handle: Db, roomIds: readonly string[]): Promise<Map<string, CartItem[]>> {
  const { rows } = await sql<CartItem & { roomId: string }>`
    SELECT content_id AS "roomId", ${ITEM} FROM placements.item
    WHERE content_id = ANY(${plainArray(roomIds)}::uuid[]) AND state <> 'removed'
    ORDER BY content_id, position
  `.execute(handle);
  const byRoom = new Map<string, CartItem[]>();
  for (const { roomId, ...item } of rows) {
    const items = byRoom.get(roomId);
    if (items) items.push(item);
    else byRoom.set(roomId, [item]);
  }
  return byRoom;
}

/** A locked cart and what is done to it. */
export interface ChangedCart {
  readonly cart: Cart;
  readonly changes: readonly CartChange[];
}

/** Writes the changes of any number of locked carts. Returns the carts after them. */
export async function writeChanges(tx: Tx, changed: readonly ChangedCart[], now: Date): Promise<Cart[]> {
  const carts = changed.map(({ cart, changes }) => withChanges(cart, changes));
  await insertItemRows(tx, hungRows(changed, now));
  await updateItems(tx, changed, carts);
  await sql`
    UPDATE placements.content c SET revision = r.revision, pinned_item_id = r.pinned_item_id
    FROM unnest(${plainArray(carts.map((cart) => cart.roomId))}::uuid[],
      ${plainArray(carts.map((cart) => cart.revision))}::bigint[],
      ${plainArray(carts.map((cart) => cart.pinnedItemId))}::uuid[]) AS r (content_id, revision, pinned_item_id)
    WHERE c.content_id = r.content_id
  `.execute(tx);
  return carts;
}

function hungRows(changed: readonly ChangedCart[], now: Date) {
  return changed.flatMap(({ cart, changes }) =>
    changes.flatMap((change) => {
      if (change.type !== 'hung') return [];
      const { item } = change;
      return {
        content_id: cart.roomId,
        item_id: item.itemId,
        surface: item.surface,
        shop_id: item.shopId,
        product_id: item.productId,
        plan_id: item.planId,
        plan_version: item.planVersion,
        position: item.position,
        hung_at: now,
      };
    }),
  );
}

/** Brings every row that was there before to what the cart after says of it; what is not in it any more was removed. */
async function updateItems(tx: Tx, changed: readonly ChangedCart[], carts: readonly Cart[]): Promise<void> {
  const rows = changed.flatMap(({ cart }, index) => {
    const after = new Map(carts[index]?.items.map((item) => [item.itemId, item]));
    return cart.items.flatMap((before) => {
      const item = after.get(before.itemId);
      if (item && item.position === before.position && item.reason === before.reason) return [];
      const { position, state, reason } = item ?? { ...before, state: 'removed', reason: null };
      return { content_id: cart.roomId, item_id: before.itemId, position, state, reason };
    });
  });
  if (rows.length === 0) return;
  await sql`
    UPDATE placements.item i SET position = r.position, state = r.state, reason = r.reason
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (content_id uuid, item_id uuid, position integer, state text, reason text)
    WHERE i.content_id = r.content_id AND i.item_id = r.item_id
  `.execute(tx);
}

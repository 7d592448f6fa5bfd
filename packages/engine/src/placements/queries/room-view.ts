import type { RoomItem, RoomView } from '@yellowcart/contract';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import type { CartItem } from '../rules/cart.ts';
import { findItems } from '../store/carts.ts';
import { findRoom, type Room } from '../store/rooms.ts';
import { roomCards } from './room-cards.ts';
import { shownItems } from './shown-items.ts';

/** What is paid for in a room, by item; an item that is absent was not bought. */
export type SoldByItem = ReadonlyMap<string, { readonly units: number }>;

/** A room with its cart as viewers see it; `live` is what placements does not know: who watches and what was bought. Refuses: room_not_found. */
export async function roomView(
  engine: Engine,
  roomId: string,
  live: { readonly viewers: number; readonly soldByItem: SoldByItem },
): Promise<RoomView> {
  const { room, items } = await roomWithItems(engine.db, roomId);
  const shown = await shownItems(engine.db, items, engine.clock.now());
  const withSold: RoomItem[] = shown.map((item) => ({
    ...item,
    soldCount: live.soldByItem.get(item.itemId)?.units ?? 0,
  }));
  return { ...(await roomFrame(engine.db, room, live.viewers)), items: withSold };
}

/** Refuses: room_not_found. The row is read before the items: what is hung in between comes with a later revision too. */
export async function roomWithItems(handle: Db, roomId: string): Promise<{ room: Room; items: CartItem[] }> {
  const room = await findRoom(handle, roomId);
  if (!room) refuse('room_not_found');
  return { room, items: (await findItems(handle, [roomId])).get(roomId) ?? [] };
}

/** A room's view but for its items. */
export async function roomFrame(handle: Db, room: Room, viewers: number): Promise<Omit<RoomView, 'items'>> {
  const [card] = await roomCards(handle, [room], new Map([[room.roomId, viewers]]));
  const { notice, playbackUrl, startedAt, pinnedItemId, revision } = room;
  if (!card) throw new Error(`room ${room.roomId} has no card`);
  return {
    ...card,
    notice,
    playbackUrl,
    startedAt: startedAt?.toISOString() ?? null,
    pinnedItemId,
    revision,
  };
}

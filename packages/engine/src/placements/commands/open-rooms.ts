import type { RoomCard } from '@yellowcart/contract';
import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { ROOM_ENDED, ROOM_STARTED, type RoomEnded, type RoomStarted } from '../events.ts';
import { roomCard } from '../queries/room-cards.ts';
import { unpin } from '../rules/cart.ts';
import { lockCart } from '../store/carts.ts';
import { insertRooms, moveRoom } from '../store/rooms.ts';
import { applyChanges } from './change-carts.ts';

/** Schedules a live room. `cover` is the path of a picture on this server; a drawn one where it is left out. */
export async function scheduleRoom(
  engine: Engine,
  creatorId: string,
  input: {
    readonly title: string;
    readonly notice?: string | undefined;
    readonly playbackUrl?: string | undefined;
    readonly cover?: string | undefined;
  },
): Promise<{ roomId: string }> {
  const roomId = engine.ids.next();
  const {
    title,
    notice = '',
    playbackUrl = null,
    cover = `/pictures/cover/generic-box/${roomId}.svg`,
  } = input;
  const room = { roomId, creatorId, ref: null, title, notice, cover, playbackUrl, items: [] };
  const now = engine.clock.now();
  await engine.db
    .transaction()
    .execute((tx) => insertRooms(tx, [{ ...room, state: 'scheduled', createdAt: now, startedAt: null }]));
  return { roomId };
}

/** Goes on air; a room on air stays so. Refuses: room_not_found, room_ended. */
export async function startRoom(engine: Engine, creatorId: string, roomId: string): Promise<RoomCard> {
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    const cart = await lockCart(tx, creatorId, roomId);
    if (!cart) refuse('room_not_found');
    if (cart.state === 'ended') refuse('room_ended');
    if (cart.state === 'live') return;
    const payload: RoomStarted = { roomId, creatorId, revision: await moveRoom(tx, roomId, 'live', now) };
    await appendEvents(tx, [{ topic: ROOM_STARTED, key: roomId, at: now, payload }]);
  });
  engine.wake();
  return roomCard(engine, roomId);
}

/** Ends the show, with nothing pinned; what hung stays to be read. Refuses: room_not_found, room_not_live. */
export async function endRoom(engine: Engine, creatorId: string, roomId: string): Promise<RoomCard> {
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    const cart = await lockCart(tx, creatorId, roomId);
    if (!cart) refuse('room_not_found');
    if (cart.state !== 'live') refuse('room_not_live');
    await applyChanges(tx, [{ cart, changes: unpin(cart) }], now);
    const payload: RoomEnded = { roomId, creatorId, revision: await moveRoom(tx, roomId, 'ended', now) };
    await appendEvents(tx, [{ topic: ROOM_ENDED, key: roomId, at: now, payload }]);
  });
  engine.wake();
  return roomCard(engine, roomId);
}

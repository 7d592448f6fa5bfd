import type { RoomCard } from '@yellowcart/contract';
import { avatarOf, partyNames } from '#parties';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { findCreatorRooms, findOpenRooms, findRoom, type Room } from '../store/rooms.ts';

/** Who watches which room now, as whoever holds their connections knows it; a room that is absent has nobody. */
export type ViewersByRoom = ReadonlyMap<string, number>;
const NOBODY: ViewersByRoom = new Map();

const CREATOR_ROOMS_MAX = 100;

/** Rooms on air, the latest first, then those to come. */
export async function openRooms(engine: Engine, viewers: ViewersByRoom = NOBODY): Promise<RoomCard[]> {
  return roomCards(engine.db, await findOpenRooms(engine.db), viewers);
}

/** A creator's latest hundred rooms, newest first, ended ones too. */
export async function creatorRooms(
  engine: Engine,
  creatorId: string,
  viewers: ViewersByRoom = NOBODY,
): Promise<RoomCard[]> {
  return roomCards(engine.db, await findCreatorRooms(engine.db, creatorId, CREATOR_ROOMS_MAX), viewers);
}

/** Refuses: room_not_found. */
export async function roomCard(
  engine: Engine,
  roomId: string,
  viewers: ViewersByRoom = NOBODY,
): Promise<RoomCard> {
  const room = await findRoom(engine.db, roomId);
  const [card] = await roomCards(engine.db, room ? [room] : [], viewers);
  return card ?? refuse('room_not_found');
}

export async function roomCards(
  handle: Db,
  rooms: readonly Room[],
  viewers: ViewersByRoom,
): Promise<RoomCard[]> {
  const names = await partyNames(
    handle,
    rooms.map((room) => room.creatorId),
  );
  return rooms.map(({ roomId, title, state, cover, creatorId, itemCount }) => ({
    roomId,
    title,
    state,
    cover,
    creator: { creatorId, name: names.get(creatorId) ?? '', avatar: avatarOf(creatorId) },
    viewers: viewers.get(roomId) ?? 0,
    itemCount,
  }));
}

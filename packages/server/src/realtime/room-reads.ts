import type { RoomView } from '@yellowcart/contract';
import { type Engine, Refused } from '@yellowcart/engine';
import { soldByItem } from '@yellowcart/engine/insights';
import { maskedName, partyNames } from '@yellowcart/engine/parties';
import { roomView } from '@yellowcart/engine/placements';
import { availableByProduct } from '@yellowcart/engine/stock';
import type { LiveStock, Room } from './room.ts';
import type { Bought, Moved } from './sales.ts';

/** Units paid for in a room, by item. */
export async function soldUnits(engine: Engine, roomId: string): Promise<Map<string, number>> {
  const sales = await soldByItem(engine.db, roomId);
  return new Map([...sales].map(([itemId, { units }]) => [itemId, units]));
}

/** The room as viewers see it; undefined where there is none. */
export async function readRoom(
  engine: Engine,
  roomId: string,
  viewers: number,
): Promise<RoomView | undefined> {
  try {
    return await roomView(engine, roomId, { viewers, soldByItem: await soldUnits(engine, roomId) });
  } catch (error) {
    if (error instanceof Refused && error.code === 'room_not_found') return undefined;
    throw error;
  }
}

/** What is left of the goods that moved, and what the rooms that sold them have sold. */
export async function liveStock(engine: Engine, rooms: readonly Room[], moved: Moved): Promise<LiveStock> {
  const productIds = new Set(rooms.flatMap((room) => room.productIds));
  const availability = await availableByProduct(
    engine.db,
    [...productIds].filter((productId) => moved.productIds.has(productId)),
  );
  const sold = new Map<string, Map<string, number>>();
  for (const { roomId } of rooms) {
    if (moved.roomIds.has(roomId)) sold.set(roomId, await soldUnits(engine, roomId));
  }
  return { availableByProduct: availability, soldByRoom: sold };
}

/** Masked names of who bought, by buyer. */
export async function nicknames(engine: Engine, bought: readonly Bought[]): Promise<Map<string, string>> {
  const names = await partyNames(
    engine.db,
    bought.map(({ buyerId }) => buyerId),
  );
  return new Map([...names].map(([partyId, name]) => [partyId, maskedName(name)]));
}

import type { Engine } from '@yellowcart/engine';
import { type ItemSales, soldByItem } from '@yellowcart/engine/insights';
import { maskedName, partyNames } from '@yellowcart/engine/parties';
import { roomView } from '@yellowcart/engine/placements';
import { roomDeals } from '@yellowcart/engine/promotions';
import { availableByProduct, productsTouchedBy } from '@yellowcart/engine/stock';
import type { LiveStock, Room, RoomReading } from './room.ts';
import type { Bought, Moved } from './sales.ts';

/** A room as viewers start with it. Refuses: room_not_found. */
export async function readRoom(engine: Engine, roomId: string, viewers: number): Promise<RoomReading> {
  const room = await roomView(engine, roomId, { viewers, soldByItem: await soldByItem(engine.db, roomId) });
  return { room, flash: await roomDeals(engine.db, roomId, engine.clock.now()) };
}

/** What moved, with the kits that hold it, the goods that kits are made of, and gifts. */
export async function withKits(engine: Engine, moved: Moved): Promise<Moved> {
  const units = [...moved.units].map(([skuId, shopId]) => ({ shopId, skuId }));
  return { ...moved, productIds: await productsTouchedBy(engine.db, [...moved.productIds], units) };
}

/** What is left of the goods that moved, and what the rooms that sold them have sold. */
export async function liveStock(engine: Engine, rooms: readonly Room[], moved: Moved): Promise<LiveStock> {
  const productIds = new Set(rooms.flatMap((room) => room.productIds));
  const availability = await availableByProduct(
    engine.db,
    [...productIds].filter((productId) => moved.productIds.has(productId)),
  );
  const sold = new Map<string, ReadonlyMap<string, ItemSales>>();
  for (const { roomId } of rooms) {
    if (moved.roomIds.has(roomId)) sold.set(roomId, await soldByItem(engine.db, roomId));
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

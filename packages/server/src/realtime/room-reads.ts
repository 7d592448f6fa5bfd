import type { Engine } from '@yellowcart/engine';
import { type ItemSales, soldByItem } from '@yellowcart/engine/insights';
import { maskedName, partyNames } from '@yellowcart/engine/parties';
import { availableByProduct, productsTouchedBy } from '@yellowcart/engine/stock';
import type { LiveStock, Room } from './room.ts';
import type { Bought, Moved } from './sales.ts';

/** What moved, with the kits that hold it and the goods that kits are made of. */
export async function withKits(engine: Engine, moved: Moved): Promise<Moved> {
  if (moved.productIds.size === 0) return moved;
  return { ...moved, productIds: await productsTouchedBy(engine.db, [...moved.productIds]) };
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

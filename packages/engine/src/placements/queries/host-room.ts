import type { HostItem, RoomView } from '@yellowcart/contract';
import { planSnapshots } from '#plans';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { shareOf } from '../../money.ts';
import { refuse } from '../../refusal.ts';
import type { CartItem } from '../rules/cart.ts';
import { roomFrame, roomWithItems } from './room-view.ts';
import { shownItems } from './shown-items.ts';

/** What was bought of each item in a room; an item that is absent was not bought. */
export type SalesByItem = ReadonlyMap<
  string,
  { readonly units: number; readonly ordersPaid: number; readonly gmvMinor: number }
>;

/** A room as its host sees it, with what each item earns. Refuses: room_not_found (also where it is another creator's). */
export async function hostRoom(
  engine: Engine,
  creatorId: string,
  roomId: string,
  live: { readonly viewers: number; readonly soldByItem: SalesByItem },
): Promise<Omit<RoomView, 'items'> & { items: HostItem[] }> {
  const { room, items } = await roomWithItems(engine.db, roomId);
  if (room.creatorId !== creatorId) refuse('room_not_found');
  const frame = await roomFrame(engine.db, room, live.viewers);
  return { ...frame, items: await hostItems(engine.db, items, live.soldByItem, engine.clock.now()) };
}

/** Items with today's commission of the plan they hang by; none where that plan has ended. */
export async function hostItems(
  handle: Db,
  items: readonly CartItem[],
  sales: SalesByItem,
  now: Date,
): Promise<HostItem[]> {
  const plans = await planSnapshots(
    handle,
    items.map((item) => item.planId),
    now,
  );
  const shown = await shownItems(handle, items, now);
  return items.flatMap(({ itemId, planId }, index) => {
    const item = shown[index];
    if (!item) return [];
    const { units = 0, ordersPaid = 0, gmvMinor = 0 } = sales.get(itemId) ?? {};
    const commissionBps = plans.get(planId)?.commissionBps ?? 0;
    const earningMinor = shareOf(item.priceMinor, commissionBps);
    return { ...item, soldCount: units, planId, commissionBps, earningMinor, ordersPaid, gmvMinor };
  });
}

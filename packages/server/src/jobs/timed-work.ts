import type { Engine } from '@yellowcart/engine';
import { recordPresence } from '@yellowcart/engine/insights';
import { expireOrders, type OrderDesk } from '@yellowcart/engine/orders';
import { endClosedPlans } from '@yellowcart/engine/plans';
import { releaseReserves, settleDue } from '@yellowcart/engine/settlement';
import type { RoomHub } from '../realtime/room-hub.ts';
import type { LastAddresses } from './last-addresses.ts';
import type { Job } from './ticker.ts';

const EXPIRED_MAX = 500;

export interface WorkParts {
  readonly desk: OrderDesk;
  readonly rooms: RoomHub;
  readonly addresses: LastAddresses;
}

/** Everything that falls due by the clock, in the order in which one may make way for the next. */
export function timedWork(engine: Engine, { desk, rooms, addresses }: WorkParts): Job[] {
  return [
    { name: 'ending closed plans', run: () => endClosedPlans(engine) },
    { name: 'expiring unpaid orders', run: () => expireAll(engine, desk) },
    { name: 'settling', run: () => settleDue(engine) },
    { name: 'releasing reserves', run: () => releaseReserves(engine) },
    { name: 'remembering addresses', run: () => addresses.write() },
    { name: 'counting viewers', run: () => countViewers(engine, rooms) },
  ];
}

async function expireAll(engine: Engine, desk: OrderDesk): Promise<void> {
  let expired: number;
  do {
    const { orders, skuIds } = await expireOrders(engine, EXPIRED_MAX);
    desk.released(skuIds);
    expired = orders;
  } while (expired === EXPIRED_MAX);
}

async function countViewers(engine: Engine, rooms: RoomHub): Promise<void> {
  const presence = rooms.takePresence(engine.clock.now());
  if (presence.length > 0) await recordPresence(engine.db, presence);
}

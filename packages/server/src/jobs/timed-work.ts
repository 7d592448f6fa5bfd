import type { Engine } from '@yellowcart/engine';
import { expireOrders, type OrderDesk } from '@yellowcart/engine/orders';
import { endClosedPlans } from '@yellowcart/engine/plans';
import { closeEndedDeals } from '@yellowcart/engine/promotions';
import { releaseReserves, settleDue } from '@yellowcart/engine/settlement';
import type { Job } from './ticker.ts';

const EXPIRED_MAX = 500;

/**
 * Everything that falls due by the clock, in the order in which one may make way for the next. One process does it;
 * should two do it at once, each takes what the other has not locked.
 */
export function timedWork(engine: Engine, desk: OrderDesk): Job[] {
  return [
    { name: 'ending closed plans', run: () => endClosedPlans(engine) },
    { name: 'expiring unpaid orders', run: () => expireAll(engine, desk) },
    { name: 'closing ended deals', run: () => closeEndedDeals(engine) },
    { name: 'settling', run: () => settleDue(engine) },
    { name: 'releasing reserves', run: () => releaseReserves(engine) },
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

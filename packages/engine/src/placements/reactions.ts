import { productCards, SHELF_CHANGED, type ShelfChanged } from '#catalog';
import type { Subscriber } from '#outbox';
import { PLAN_CLOSED, type PlanChanged, planSnapshots } from '#plans';
import type { Tx } from '../db/open.ts';
import type { Engine } from '../engine.ts';
import { applyChanges } from './commands/change-carts.ts';
import { type Cart, type Reason, recheck } from './rules/cart.ts';
import { lockCartsWith } from './store/carts.ts';

/**
 * Suspends items whose product went off the shelf or whose plan ended, and restores them when that is over. Looks at
 * how things are now rather than at what the events say, so it may hear them late, twice or in any order.
 */
export function placementsReactions(engine: Engine): Subscriber {
  return {
    name: 'placements',
    topics: [SHELF_CHANGED, PLAN_CLOSED],
    async project(tx, events) {
      const productIds = events.map((event) => (event.payload as ShelfChanged | PlanChanged).productId);
      await recheckProducts(tx, [...new Set(productIds)], engine.clock.now());
    },
    // What `project` announced went into the outbox while the relay was taking from it.
    hear: () => engine.wake(),
  };
}

async function recheckProducts(tx: Tx, productIds: readonly string[], now: Date): Promise<void> {
  const carts = await lockCartsWith(tx, productIds);
  const findings = await findReasons(tx, carts, productIds, now);
  await applyChanges(
    tx,
    carts.map((cart) => ({ cart, changes: recheck(cart, findings) })),
    now,
  );
}

/** For each item of these products, why it may not be shown now, or null where it may. */
async function findReasons(
  tx: Tx,
  carts: readonly Cart[],
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, Reason | null>> {
  const affected = new Set(productIds);
  const items = carts.flatMap((cart) => cart.items.filter((item) => affected.has(item.productId)));
  const cards = await productCards(tx, productIds, now);
  const plans = await planSnapshots(
    tx,
    items.map((item) => item.planId),
    now,
  );
  return new Map(
    items.map(({ itemId, productId, planId }) => {
      if (!cards.get(productId)?.onShelf) return [itemId, 'off_shelf'];
      return [itemId, plans.has(planId) ? null : 'plan_ended'];
    }),
  );
}

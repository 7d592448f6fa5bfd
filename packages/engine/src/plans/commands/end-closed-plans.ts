import { touchProducts } from '#catalog';
import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { PLAN_CLOSED } from '../events.ts';
import { markEnded } from '../store/plans.ts';

const BATCH_MAX = 500;

/** Timed work: tells that plans whose midnight has come are closed, each once. Returns how many. */
export async function endClosedPlans(engine: Engine): Promise<number> {
  const now = engine.clock.now();
  let count = 0;
  for (let batch = BATCH_MAX; batch === BATCH_MAX; count += batch) {
    batch = await engine.db.transaction().execute(async (tx) => {
      const ended = await markEnded(tx, now, BATCH_MAX);
      await touchProducts(
        tx,
        ended.map((plan) => plan.productId),
      );
      await appendEvents(
        tx,
        ended.map((plan) => ({ topic: PLAN_CLOSED, key: plan.productId, at: now, payload: plan })),
      );
      return ended.length;
    });
  }
  if (count > 0) engine.wake();
  return count;
}

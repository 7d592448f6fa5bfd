import type { PlanView } from '@yellowcart/contract';
import { touchProducts } from '#catalog';
import { nextLocalMidnight } from '../../clock.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { planView } from '../queries/merchant-plans.ts';
import { announceClosing, lockPlan, withdrawPendingRates } from '../store/plans.ts';

/**
 * Announces a plan's end at the next local midnight; until then it applies as it is. `endClosedPlans` tells when it has come.
 * Refuses: plan_not_found, plan_closed (also while closing).
 */
export async function closePlan(engine: Engine, shopId: string, planId: string): Promise<PlanView> {
  const now = engine.clock.now();
  return engine.db.transaction().execute(async (tx) => {
    const plan = await lockPlan(tx, shopId, planId, now);
    if (!plan) refuse('plan_not_found');
    if (plan.closing) refuse('plan_closed');
    await withdrawPendingRates(tx, plan);
    await announceClosing(tx, planId, nextLocalMidnight(now));
    await touchProducts(tx, [plan.productId]);
    return planView(tx, planId, now);
  });
}

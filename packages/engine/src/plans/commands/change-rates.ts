import type { PlanView } from '@yellowcart/contract';
import { touchProducts } from '#catalog';
import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { orRefuse, refuse } from '../../refusal.ts';
import { type PlanChanged, RATES_CHANGED } from '../events.ts';
import { planView } from '../queries/merchant-plans.ts';
import { checkRates, type Rates, scheduleRates } from '../rules/rates.ts';
import { addRates, lockPlan, withdrawPendingRates } from '../store/plans.ts';

/**
 * Changes a plan's rates: a raise at once, a cut at the next local midnight. Replaces a change that is still pending;
 * asking for the rates in force withdraws it. Refuses: rates_over_cap, plan_not_found, plan_closed (also while closing).
 */
export async function changeRates(
  engine: Engine,
  shopId: string,
  planId: string,
  wanted: Rates,
): Promise<PlanView> {
  const now = engine.clock.now();
  orRefuse(checkRates(wanted, engine.settings.ratesCapBps));
  const view = await engine.db.transaction().execute(async (tx) => {
    const plan = await lockPlan(tx, shopId, planId, now);
    if (!plan) refuse('plan_not_found');
    if (plan.closing) refuse('plan_closed');
    const from = scheduleRates(plan, wanted, now);
    await withdrawPendingRates(tx, plan);
    if (from) await addRates(tx, plan, wanted, from);
    await touchProducts(tx, [plan.productId]);
    const payload: PlanChanged = { planId, productId: plan.productId, shopId };
    await appendEvents(tx, [{ topic: RATES_CHANGED, key: plan.productId, at: now, payload }]);
    return planView(tx, planId, now);
  });
  engine.wake();
  return view;
}

import type { PlanView } from '@yellowcart/contract';
import { productCards, touchProducts } from '#catalog';
import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { orRefuse, refuse } from '../../refusal.ts';
import { PLAN_OPENED, type PlanChanged } from '../events.ts';
import { planView } from '../queries/merchant-plans.ts';
import { checkRates, type Rates } from '../rules/rates.ts';
import { hasPlan, insertPlans } from '../store/plans.ts';

/**
 * Opens a normal plan on a product of this shop, in force at once.
 * Refuses: rates_over_cap, product_not_found, plan_exists (also while one is closing).
 */
export async function openPlan(
  engine: Engine,
  shopId: string,
  input: Rates & { readonly productId: string },
): Promise<PlanView> {
  const now = engine.clock.now();
  const { commissionBps, serviceFeeBps } = orRefuse(checkRates(input, engine.settings.ratesCapBps));
  const { productId } = input;
  const planId = engine.ids.next();
  const view = await engine.db.transaction().execute(async (tx) => {
    // Takes the product's row lock before looking, so that of two who open at once one sees the other.
    await touchProducts(tx, [productId]);
    const product = (await productCards(tx, [productId], now)).get(productId);
    if (product?.shopId !== shopId) refuse('product_not_found');
    if (await hasPlan(tx, productId, 'normal', now)) refuse('plan_exists');
    const plan = { planId, shopId, productId, kind: 'normal', leaderId: null } as const;
    await insertPlans(tx, [{ ...plan, commissionBps, serviceFeeBps, createdAt: now }]);
    const payload: PlanChanged = { planId, productId, shopId };
    await appendEvents(tx, [{ topic: PLAN_OPENED, key: productId, at: now, payload }]);
    return planView(tx, planId, now);
  });
  engine.wake();
  return view;
}

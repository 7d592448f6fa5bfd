import type { PlanKind } from '@yellowcart/contract';
import type { z } from 'zod';

export interface Candidate {
  readonly planId: string;
  readonly kind: z.infer<typeof PlanKind>;
  readonly commissionBps: number;
}

/**
 * The plan that applies to a product, of those in force: a leader's plan where it was chosen by its link, otherwise
 * the normal one. Without either, the leader's plan that pays the creator most, the older of equals. Undefined of none.
 */
export function winner<Plan extends Candidate>(
  plans: readonly Plan[],
  chosenPlanId?: string,
): Plan | undefined {
  const rank = (plan: Plan) => (plan.planId === chosenPlanId ? 0 : plan.kind === 'normal' ? 1 : 2);
  return plans.toSorted(
    (a, b) => rank(a) - rank(b) || b.commissionBps - a.commissionBps || (a.planId < b.planId ? -1 : 1),
  )[0];
}

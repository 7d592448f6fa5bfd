/** Rates are or will be offered on a product. Key of each of these: the product. */
export const PLAN_OPENED = 'plans.opened';
/** Other rates were announced, or an announced change was withdrawn. */
export const RATES_CHANGED = 'plans.rates_changed';
/** The plan no longer applies. Told when it ends, not when its end is announced. */
export const PLAN_CLOSED = 'plans.closed';

export interface PlanChanged {
  readonly planId: string;
  readonly productId: string;
  readonly shopId: string;
}

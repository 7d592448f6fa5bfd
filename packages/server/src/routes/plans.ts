import type { Engine } from '@yellowcart/engine';
import { searchLibrary } from '@yellowcart/engine/library';
import { changeRates, closePlan, merchantPlans, openPlan } from '@yellowcart/engine/plans';
import { type HandlersOf, shopIdOf } from './handler.ts';

export function plansHandlers(engine: Engine): HandlersOf<'Plans' | 'Selection library'> {
  return {
    'GET /api/v1/library': ({ query }) => searchLibrary(engine, query),
    'GET /api/v1/merchant/plans': ({ caller, query }) => merchantPlans(engine, shopIdOf(caller), query),
    'POST /api/v1/merchant/plans': ({ caller, body }) => openPlan(engine, shopIdOf(caller), body),
    'PUT /api/v1/merchant/plans/:planId/rates': ({ caller, params, body }) =>
      changeRates(engine, shopIdOf(caller), params.planId, body),
    'POST /api/v1/merchant/plans/:planId/closure': ({ caller, params }) =>
      closePlan(engine, shopIdOf(caller), params.planId),
  };
}

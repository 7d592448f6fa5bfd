import type { Engine } from '@yellowcart/engine';
import { balanceOf, commissionsOf } from '@yellowcart/engine/settlement';
import type { HandlersOf } from './handler.ts';

export function moneyHandlers(engine: Engine): HandlersOf<'Money'> {
  return {
    'GET /api/v1/balance': ({ caller }) => balanceOf(engine, caller.partyId),
    'GET /api/v1/commissions': ({ caller, query }) => commissionsOf(engine, caller.partyId, query),
  };
}

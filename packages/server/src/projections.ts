import type { Engine } from '@yellowcart/engine';
import { insightsProjection } from '@yellowcart/engine/insights';
import type { Subscriber } from '@yellowcart/engine/outbox';
import { paymentsReactions } from '@yellowcart/engine/payments';
import { placementsReactions } from '@yellowcart/engine/placements';

/** What the database makes of events. Whatever program delivers them must have all of these, since each event is delivered once. */
export function projections(engine: Engine): Subscriber[] {
  return [placementsReactions(engine), paymentsReactions(engine), insightsProjection()];
}

import type { Db, MovableClock } from '@yellowcart/engine';
import type { Subscriber } from '@yellowcart/engine/outbox';
import { CLOCK_MOVED, type ClockMoved, keptClockAheadMs } from './open-engine.ts';

/** Moves this process's clock along when another process moved the platform's. */
export function movedClock(
  { db, clock }: { readonly db: Db; readonly clock: MovableClock },
  onError: (error: unknown) => void,
): Subscriber {
  return {
    name: 'clock',
    topics: [CLOCK_MOVED],
    hear(events) {
      for (const { payload } of events) clock.reach((payload as ClockMoved).aheadMs);
    },
    afresh() {
      keptClockAheadMs(db).then((aheadMs) => clock.reach(aheadMs), onError);
    },
  };
}

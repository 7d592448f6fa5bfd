import type { DatabaseTarget } from '@yellowcart/engine';
import { expireOrders } from '@yellowcart/engine/orders';
import { openEngine } from '@yellowcart/server/open-engine';

const AT_ONCE = 500;
const HOUR_MS = 3_600_000;

/** Does what a server would do an hour later, with a clock of its own, while none runs: what nobody paid for expires. Answers with how many orders did, and that time. */
export async function expireAll(target: DatabaseTarget): Promise<{ expired: number; at: Date }> {
  const { engine, database } = await openEngine(target);
  try {
    engine.clock.advance(HOUR_MS);
    let expired = 0;
    let some: number;
    do {
      some = (await expireOrders(engine, AT_ONCE)).orders;
      expired += some;
    } while (some > 0);
    return { expired, at: engine.clock.now() };
  } finally {
    await database.close();
  }
}

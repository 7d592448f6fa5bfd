import { type OrderDesk, payableOrders } from '#orders';
import type { Engine } from '../../engine.ts';
import { nextLook } from '../rules/schedule.ts';
import { type AttemptRow, lockLooks, markClosed, partsOf, putLooks } from '../store/attempts.ts';
import type { PaymentWays } from '../ways.ts';
import { finishAttempt } from './finish-attempt.ts';
import { type Taken, takeTrade } from './take-notification.ts';

const LIMIT = 20;

/**
 * Looks at attempts that nothing was heard of for a while: asks the provider, so that a missed notification is made up
 * for; closes what can no longer be paid; finishes what a process left behind. Any number of processes share the work.
 * What went wrong with some is thrown together when all have been looked at; they are looked at again later.
 */
export async function reconcilePayments(
  engine: Engine,
  desk: Pick<OrderDesk, 'pay'>,
  ways: PaymentWays,
): Promise<{ looks: number; taken: readonly Taken[] }> {
  const taken: Taken[] = [];
  const errors: unknown[] = [];
  let looks = 0;
  for (;;) {
    const attempts = await claimLooks(engine);
    const results = await Promise.allSettled(attempts.map((attempt) => look(engine, desk, ways, attempt)));
    for (const result of results) {
      if (result.status === 'rejected') errors.push(result.reason);
      else if (result.value) taken.push(result.value);
    }
    looks += attempts.length;
    if (attempts.length < LIMIT) break;
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} payments could not be looked at`);
  return { looks, taken };
}

/** Takes attempts to look at; whoever dies with them in hand leaves them to the next look. */
async function claimLooks(engine: Engine): Promise<AttemptRow[]> {
  const now = engine.clock.now();
  return engine.db.transaction().execute(async (tx) => {
    const attempts = await lockLooks(tx, now, LIMIT);
    await putLooks(
      tx,
      attempts.map(({ attemptNo, looks, expiresAt }) => ({
        attemptNo,
        lookAt: nextLook(now, looks + 1, expiresAt),
      })),
    );
    return attempts;
  });
}

async function look(
  engine: Engine,
  desk: Pick<OrderDesk, 'pay'>,
  ways: PaymentWays,
  attempt: AttemptRow,
): Promise<Taken | undefined> {
  const { attemptNo } = attempt;
  if (attempt.state === 'received') {
    await finishAttempt(engine, desk, attemptNo);
    return undefined;
  }
  const provider = ways.providers.get(attempt.provider);
  if (!provider)
    throw new Error(`${attemptNo} cannot be looked at: ${attempt.provider} is not set up any more`);
  const over = attempt.state === 'closing' || !(await canBePaid(engine, attempt));
  const trade = over ? await provider.close(attemptNo) : await provider.query(attemptNo);
  if (trade.outcome === 'paid') return takeTrade(engine, desk, attempt.provider, trade);
  // One that was never opened at the provider cannot be closed there; its time is over there as well.
  if (trade.outcome === 'closed' || (over && trade.outcome === 'absent'))
    await markClosed(engine.db, attemptNo, engine.clock.now());
  return undefined;
}

/** Whether any order of the attempt still waits for its part. */
async function canBePaid(engine: Engine, attempt: AttemptRow): Promise<boolean> {
  const { buyerId, checkoutId, attemptNo } = attempt;
  const payable = (await payableOrders(engine.db, buyerId, checkoutId, engine.clock.now())) ?? [];
  const parts = await partsOf(engine.db, attemptNo);
  return parts.some(({ orderId, part }) =>
    payable.some((order) => order.orderId === orderId && order.part === part),
  );
}

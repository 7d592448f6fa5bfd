import type { PaymentProvider, RawNotification, Trade } from '@yellowcart/payments';
import type { OrderDesk } from '#orders';
import type { Engine } from '../../engine.ts';
import { decideReceived, paidWhen } from '../rules/received.ts';
import { nextLook } from '../rules/schedule.ts';
import { lockAttempt, markMismatch, markReceived } from '../store/attempts.ts';
import { finishAttempt } from './finish-attempt.ts';

/** What came of a notification. Everything but `paid`, `repeat` and `nothing` is for the log. */
export interface Taken {
  /** What to tell the provider: true ends its repeats. */
  readonly taken: boolean;
  /** `nothing`: the trade is not paid. `unknown`: no such attempt. `unbelieved`: forged, stale, or another's. */
  readonly what: 'paid' | 'repeat' | 'nothing' | 'mismatch' | 'unknown' | 'unbelieved';
  readonly detail: string;
}

/**
 * Takes a provider's notification: verifies it, compares it with what was asked for, makes the money durable, and pays
 * the orders. Once, however often it comes. Throws when the orders could not be paid yet; the job goes on from there.
 */
export async function takeNotification(
  engine: Engine,
  desk: Pick<OrderDesk, 'pay'>,
  provider: PaymentProvider,
  raw: RawNotification,
): Promise<Taken> {
  const reading = provider.readNotification(raw);
  if (!reading.believed)
    return { taken: false, what: 'unbelieved', detail: `${reading.reason}: ${reading.detail}` };
  return takeTrade(engine, desk, provider.name, reading.trade);
}

/** Takes a provider's word on a trade, however it came. */
export async function takeTrade(
  engine: Engine,
  desk: Pick<OrderDesk, 'pay'>,
  provider: string,
  trade: Trade,
): Promise<Taken> {
  const { attemptNo } = trade;
  if (trade.outcome !== 'paid') return { taken: true, what: 'nothing', detail: attemptNo };
  const now = engine.clock.now();
  const decided = await engine.db.transaction().execute(async (tx) => {
    const attempt = await lockAttempt(tx, attemptNo);
    if (!attempt || attempt.provider !== provider) return 'unknown';
    const decision = decideReceived(attempt, trade);
    if (decision === 'receive') {
      const lookAt = nextLook(now, 0, now);
      await markReceived(tx, attemptNo, {
        tradeNo: trade.tradeNo,
        paidAt: paidWhen(trade, attempt, now),
        lookAt,
      });
    }
    // An attempt that was paid rightly before stays so; the log tells of the rest.
    if (decision === 'mismatch' && attempt.tradeNo === null)
      await markMismatch(tx, attemptNo, trade.tradeNo, trade.amountMinor);
    return decision;
  });
  const detail = `${attemptNo}, trade ${trade.tradeNo}, ${trade.amountMinor} ${trade.currency}`;
  if (decided === 'unknown') return { taken: false, what: 'unknown', detail };
  if (decided !== 'receive') return { taken: true, what: decided, detail };
  await finishAttempt(engine, desk, attemptNo);
  return { taken: true, what: 'paid', detail };
}

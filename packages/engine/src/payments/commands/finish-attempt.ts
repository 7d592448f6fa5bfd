import { post } from '#ledger';
import { type OrderDesk, type PaymentTaken, paymentsOf } from '#orders';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { Refused } from '../../refusal.ts';
import { lateEntry } from '../rules/journals.ts';
import { refundNumber } from '../rules/payment-numbers.ts';
import {
  type AttemptRow,
  findAttempt,
  lockAttempt,
  markPaid,
  type PartRow,
  partsOf,
} from '../store/attempts.ts';
import { insertRefunds } from '../store/refunds.ts';

/**
 * Pays the orders of an attempt whose money is there; each takes its part, or is past it, and then that part goes back:
 * owed to the buyer in the books and on the list of refunds. May be stopped anywhere and done again: which order took
 * the money is read from the orders' own payments, by the provider's number of the trade.
 */
export async function finishAttempt(
  engine: Engine,
  desk: Pick<OrderDesk, 'pay'>,
  attemptNo: string,
): Promise<void> {
  const attempt = await findAttempt(engine.db, attemptNo);
  if (attempt?.state !== 'received') return;
  const parts = await partsOf(engine.db, attemptNo);
  const before = await paymentsOf(engine.db, parts);
  const unpaid = parts.filter((part) => !paymentOf(part, before));
  // All are waited for, so that nothing of this try is under way when the next one starts.
  const tries = await Promise.allSettled(unpaid.map((part) => pay(desk, attempt, part)));
  for (const tried of tries) if (tried.status === 'rejected') throw tried.reason;
  const after = await paymentsOf(engine.db, parts);
  const settled = parts.map((part) => {
    const payment = paymentOf(part, after);
    const own = payment?.provider === attempt.provider && payment.tradeNo === attempt.tradeNo;
    return { ...part, state: own ? ('paid' as const) : ('late' as const) };
  });
  await engine.db.transaction().execute((tx) => write(engine, tx, attempt, settled));
}

function paymentOf(part: PartRow, payments: readonly PaymentTaken[]): PaymentTaken | undefined {
  return payments.find((payment) => payment.orderId === part.orderId && payment.part === part.part);
}

/** Resolves when the order has taken the money or said for good that it does not. */
async function pay(desk: Pick<OrderDesk, 'pay'>, attempt: AttemptRow, part: PartRow): Promise<void> {
  const { provider, tradeNo, paidAt, buyerId } = attempt;
  try {
    await desk.pay({
      buyerId,
      orderId: part.orderId,
      ...(part.part !== 'whole' && { part: part.part }),
      provider,
      approved: true,
      ...(tradeNo !== null && { tradeNo }),
      ...(paidAt && { paidAt }),
    });
  } catch (error) {
    if (error instanceof Refused && FINAL.has(error.code)) return;
    throw error;
  }
}

/** Refusals that no later try would change. */
const FINAL: ReadonlySet<string> = new Set(['order_state', 'order_not_found', 'balance_not_due']);

type SettledPart = PartRow & { readonly state: 'paid' | 'late' };

async function write(
  engine: Engine,
  tx: Tx,
  attempt: AttemptRow,
  parts: readonly SettledPart[],
): Promise<void> {
  const locked = await lockAttempt(tx, attempt.attemptNo);
  // Another process did it meanwhile.
  if (locked?.state !== 'received') return;
  const now = engine.clock.now();
  const late = parts.filter((part) => part.state === 'late' && part.amountMinor > 0);
  await markPaid(tx, attempt.attemptNo, parts);
  await insertRefunds(
    tx,
    late.map(({ orderId, amountMinor }) => ({
      refundNo: refundNumber(engine.ids.next(), now),
      attemptNo: attempt.attemptNo,
      orderId,
      reason: 'late',
      causeId: orderId,
      amountMinor,
    })),
    now,
  );
  await post(
    tx,
    late.map(({ orderId, amountMinor }) =>
      lateEntry({
        ...attempt,
        entryId: engine.ids.next(),
        platformId: engine.platformId,
        orderId,
        amountMinor,
        at: now,
      }),
    ),
  );
}

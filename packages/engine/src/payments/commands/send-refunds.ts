import type { PaymentProvider, RefundStatus } from '@yellowcart/payments';
import { post } from '#ledger';
import type { Engine } from '../../engine.ts';
import { lateRefundedEntry } from '../rules/journals.ts';
import { nextTry, REFUND_TRIES_MAX } from '../rules/schedule.ts';
import { type DueRefund, lockDueRefunds, putRefundState, putTries } from '../store/refunds.ts';
import type { PaymentWays } from '../ways.ts';

const LIMIT = 20;

/**
 * Sends money back through the providers, with a number of its own for each refund, so that a repeat after a lost
 * answer or a dead process moves nothing twice. What the provider does not take is tried again, later each time, for
 * about a day; then it is `failed` and people must look. Answers with how many went and which failed.
 */
export async function sendRefunds(
  engine: Engine,
  ways: PaymentWays,
): Promise<{ done: number; failed: readonly string[] }> {
  let done = 0;
  const failed: string[] = [];
  for (;;) {
    const refunds = await claimRefunds(engine);
    const states = await Promise.all(
      refunds.map((refund) => send(engine, ways.providers.get(refund.provider), refund)),
    );
    done += states.filter((state) => state === 'done').length;
    for (const [at, state] of states.entries())
      if (state === 'failed') failed.push(refunds[at]?.refundNo ?? '');
    if (refunds.length < LIMIT) return { done, failed };
  }
}

async function claimRefunds(engine: Engine): Promise<DueRefund[]> {
  const now = engine.clock.now();
  return engine.db.transaction().execute(async (tx) => {
    const refunds = await lockDueRefunds(tx, now, LIMIT);
    await putTries(
      tx,
      refunds.map(({ refundNo, tries }) => ({ refundNo, nextAt: nextTry(now, tries) })),
    );
    return refunds;
  });
}

async function send(
  engine: Engine,
  provider: PaymentProvider | undefined,
  refund: DueRefund,
): Promise<RefundStatus['state']> {
  const status = await ask(provider, refund);
  const state = status.state === 'waiting' && refund.tries + 1 >= REFUND_TRIES_MAX ? 'failed' : status.state;
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    const moved = await putRefundState(tx, refund.refundNo, state, status.detail, now);
    if (!moved || state !== 'done' || refund.reason !== 'late') return;
    const { platformId } = engine;
    await post(tx, [lateRefundedEntry({ ...refund, entryId: engine.ids.next(), platformId, at: now })]);
  });
  return state;
}

const REASONS = { late: '订单已关闭，超时支付退款', refund: '订单退款' } as const;

/** An error is an answer here: it is written down with the refund and tried again. */
async function ask(provider: PaymentProvider | undefined, refund: DueRefund): Promise<RefundStatus> {
  if (!provider) return { state: 'waiting', detail: `${refund.provider} is not set up any more` };
  const { attemptNo, refundNo, amountMinor, totalMinor, currency } = refund;
  const reason = REASONS[refund.reason];
  try {
    return await provider.refund({ attemptNo, refundNo, amountMinor, totalMinor, currency, reason });
  } catch (error) {
    return { state: 'waiting', detail: error instanceof Error ? error.message : String(error) };
  }
}

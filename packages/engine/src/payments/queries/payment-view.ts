import type { PaymentView } from '@yellowcart/contract';
import type { Db } from '../../db/open.ts';
import { refuse } from '../../refusal.ts';
import { findAttempt, partsOf } from '../store/attempts.ts';
import { refundsOfAttempt } from '../store/refunds.ts';

/** An attempt as its buyer sees it. Refuses: payment_not_found (also another buyer's). */
export async function paymentView(handle: Db, buyerId: string, attemptNo: string): Promise<PaymentView> {
  const attempt = await findAttempt(handle, attemptNo);
  if (attempt?.buyerId !== buyerId) refuse('payment_not_found', { attemptNo });
  const { screen } = attempt;
  return {
    attemptNo,
    checkoutId: attempt.checkoutId,
    provider: attempt.provider,
    state: attempt.state === 'closing' ? 'closed' : attempt.state,
    currency: attempt.currency,
    amountMinor: attempt.amountMinor,
    qr: screen && 'qr' in screen ? screen.qr : null,
    redirect: screen && 'redirect' in screen ? screen.redirect : null,
    expiresAt: attempt.expiresAt.toISOString(),
    paidAt: attempt.paidAt?.toISOString() ?? null,
    orders: (await partsOf(handle, attemptNo)).map(({ orderId, part, amountMinor, state }) => ({
      orderId,
      part,
      amountMinor,
      state,
    })),
    refunds: await refundsOfAttempt(handle, attemptNo),
  };
}

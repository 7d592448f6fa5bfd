import type { Minor } from '../../money.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import type { OrderRow, PaymentPart } from '../store/open-orders.ts';
import { canMove } from './order-state.ts';

/**
 * Which payment an order waits for at an instant, and how much that is; `nothing` when it has it already. `asked` says
 * which part of a presale the payer means, so that a deposit sent twice never pays the balance.
 * Refuses: order_state (cancelled, or its time is over), balance_not_due.
 */
export function duePart(
  order: Pick<OrderRow, 'state' | 'presale' | 'totalMinor' | 'expiresAt'>,
  asked: 'deposit' | 'balance' | undefined,
  at: Date,
): { readonly part: PaymentPart; readonly amountMinor: Minor } | 'nothing' | Refusal {
  const { state, presale, totalMinor } = order;
  if (state === 'cancelled') return refusal('order_state', { state });
  if (!canMove(state, 'paid') || (state === 'deposit_paid' && asked === 'deposit')) return 'nothing';
  if (order.expiresAt <= at) return refusal('order_state', { state: 'cancelled' });
  if (!presale) return { part: 'whole', amountMinor: totalMinor };
  const { balanceFrom, balanceUntil } = presale;
  // A deposit whose balance could not follow would be lost at once.
  if (at >= new Date(balanceUntil)) return refusal('order_state', { state: 'cancelled' });
  if (state === 'awaiting_payment' && asked !== 'balance')
    return { part: 'deposit', amountMinor: presale.depositMinor };
  if (state === 'awaiting_payment' || at < new Date(balanceFrom))
    return refusal('balance_not_due', { from: balanceFrom });
  return { part: 'balance', amountMinor: totalMinor - presale.depositMinor };
}

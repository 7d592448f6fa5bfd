import type { Minor } from '../../money.ts';

/** Money that came in for an order with one attempt, and what of it has not been given back. */
export interface Refundable {
  readonly attemptNo: string;
  readonly leftMinor: Minor;
}

/**
 * Takes a refund from the payments of an order, in the order given, each as far as it goes. What none of them covers was
 * paid another way, and does not go back through a provider.
 */
export function spreadRefund(
  payments: readonly Refundable[],
  amountMinor: Minor,
): { readonly attemptNo: string; readonly amountMinor: Minor }[] {
  let left = amountMinor;
  return payments.flatMap(({ attemptNo, leftMinor }) => {
    const taken = Math.min(left, leftMinor);
    left -= taken;
    return taken > 0 ? [{ attemptNo, amountMinor: taken }] : [];
  });
}

import type { OrderState } from '@yellowcart/contract';
import { type Minor, proRata } from '../../money.ts';
import { type Refusal, refusal } from '../../refusal.ts';

export interface AskedLine {
  readonly lineNo: number;
  readonly quantity: number;
}
/** A line of an order as far as a refund needs it. */
export interface BoughtLine {
  readonly lineNo: number;
  readonly quantity: number;
  readonly amountMinor: Minor;
  readonly refundedQuantity: number;
}
export interface RefundLine extends AskedLine {
  readonly amountMinor: Minor;
}
export interface RefundRequest {
  /** `refunded` at once while nothing has been shipped; otherwise the shop decides. */
  readonly state: 'requested' | 'refunded';
  readonly lines: readonly RefundLine[];
}

const AT_ONCE: readonly OrderState[] = ['paid'];
const NEVER: readonly OrderState[] = ['awaiting_payment', 'deposit_paid', 'cancelled'];

/** The same request, however its lines are ordered or repeated: one row a line, by number. */
export function normalLines(asked: readonly AskedLine[]): AskedLine[] {
  const units = new Map<number, number>();
  for (const { lineNo, quantity } of asked) units.set(lineNo, (units.get(lineNo) ?? 0) + quantity);
  return [...units].sort(([a], [b]) => a - b).map(([lineNo, quantity]) => ({ lineNo, quantity }));
}

/**
 * Whether a refund may be asked for, and whether it is given at once. `openUnits` counts, by line, the units of
 * requests that are not decided yet. Refuses, in this order: order_state (unpaid or cancelled), refund_over_paid.
 */
export function decideRequest(
  orderState: OrderState,
  bought: readonly BoughtLine[],
  asked: readonly AskedLine[],
  openUnits: ReadonlyMap<number, number>,
): RefundRequest | Refusal {
  if (NEVER.includes(orderState)) return refusal('order_state', { state: orderState });
  const lines: RefundLine[] = [];
  for (const { lineNo, quantity } of asked) {
    const line = bought.find((candidate) => candidate.lineNo === lineNo);
    const left = line ? line.quantity - line.refundedQuantity - (openUnits.get(lineNo) ?? 0) : 0;
    if (!line || quantity > left) return refusal('refund_over_paid', { lineNo, maxQuantity: left });
    lines.push({ lineNo, quantity, amountMinor: refundAmount(line, quantity) });
  }
  return { state: AT_ONCE.includes(orderState) ? 'refunded' : 'requested', lines };
}

/** Units, by line, of requests that are not decided yet. */
export function openUnits(
  refunds: readonly { readonly state: string; readonly lines: readonly AskedLine[] }[],
): Map<number, number> {
  const units = new Map<number, number>();
  for (const { lines } of refunds.filter(({ state }) => state === 'requested')) {
    for (const { lineNo, quantity } of lines) units.set(lineNo, (units.get(lineNo) ?? 0) + quantity);
  }
  return units;
}

/** What the buyer gets back for `quantity` more units: pro rata, the last unit with what flooring left over. */
export function refundAmount(line: BoughtLine, quantity: number): Minor {
  const { amountMinor, quantity: bought, refundedQuantity: before } = line;
  return proRata(amountMinor, before + quantity, bought) - proRata(amountMinor, before, bought);
}

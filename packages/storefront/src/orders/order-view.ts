import type { OrderState, OrderView, RefundView } from '@yellowcart/contract';

export type Step = 'placed' | 'paid' | 'shipped' | 'received' | 'completed' | 'cancelled';

/** The way of an order: steps that were taken with their time, then those to come. A cancelled one ends there. */
export function orderSteps(order: OrderView): readonly { readonly step: Step; readonly at: string | null }[] {
  const steps = [
    { step: 'placed', at: order.placedAt },
    { step: 'paid', at: order.paidAt },
    { step: 'shipped', at: order.shippedAt },
    { step: 'received', at: order.receivedAt },
    { step: 'completed', at: order.completedAt },
  ] as const;
  if (order.state !== 'cancelled') return steps;
  return [...steps.filter(({ at }) => at !== null), { step: 'cancelled', at: order.cancelledAt }];
}

export interface RefundableLine {
  readonly lineNo: number;
  readonly title: string;
  readonly spec: Readonly<Record<string, string>>;
  readonly picture: string;
  readonly unitPriceMinor: number;
  /** What one brings back: its price less its part of the discounts, before rounding. */
  readonly paidMinorEach: number;
  /** Units that were neither refunded nor are asked for already. */
  readonly quantityMax: number;
  /** Of a gift: the lines that earned it. */
  readonly earnedBy: readonly number[];
}

/** The goods of which something can still be asked back. */
export function refundableLines(order: OrderView): RefundableLine[] {
  return linesLeft(order, 'goods');
}

/** The gifts that can still be sent back. */
export function returnableGifts(order: OrderView): RefundableLine[] {
  return linesLeft(order, 'gift');
}

function linesLeft(order: OrderView, wanted: 'goods' | 'gift'): RefundableLine[] {
  const asked = (lineNo: number): number =>
    order.refunds
      .filter((refund: RefundView) => refund.state === 'requested')
      .flatMap((refund) => refund.lines)
      .filter((line) => line.lineNo === lineNo)
      .reduce((sum, line) => sum + line.quantity, 0);
  return order.lines
    .filter((line) => line.kind === wanted)
    .map(
      ({ lineNo, title, spec, picture, unitPriceMinor, amountMinor, quantity, refundedQuantity, gift }) => {
        return {
          lineNo,
          earnedBy: gift?.earnedBy ?? [],
          title,
          spec,
          picture,
          unitPriceMinor,
          paidMinorEach: amountMinor / quantity,
          quantityMax: quantity - refundedQuantity - asked(lineNo),
        };
      },
    )
    .filter((line) => line.quantityMax > 0);
}

/** Whether a refund can be asked for at all: paid for, and something left of it. */
export function canAskRefund(order: OrderView): boolean {
  return order.paidAt !== null && order.state !== 'cancelled' && refundableLines(order).length > 0;
}

/** The states a buyer filters by, in the order of an order's life. */
export const FILTERS: readonly OrderState[] = [
  'awaiting_payment',
  'deposit_paid',
  'paid',
  'shipped',
  'received',
  'completed',
  'cancelled',
];

/** What a buyer owes now, and how much it is; null where nothing can be paid. */
export function dueNow(
  order: OrderView,
  nowMs: number,
): {
  readonly part: 'whole' | 'deposit' | 'balance';
  readonly amountMinor: number;
  readonly until: string | null;
} | null {
  const { presale, state, totalMinor, expiresAt } = order;
  if (state === 'awaiting_payment') {
    return presale
      ? { part: 'deposit', amountMinor: presale.depositMinor, until: expiresAt }
      : { part: 'whole', amountMinor: totalMinor, until: expiresAt };
  }
  if (state !== 'deposit_paid' || !presale) return null;
  const open = Date.parse(presale.balanceFrom) <= nowMs && nowMs < Date.parse(presale.balanceUntil);
  return open ? { part: 'balance', amountMinor: presale.balanceMinor, until: presale.balanceUntil } : null;
}

/** What all lines came to before discounts, and what was taken off. */
export function sumsOf(order: OrderView): { readonly goodsMinor: number; readonly discountMinor: number } {
  return {
    goodsMinor: order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0),
    discountMinor: order.lines.reduce((sum, line) => sum + line.discountMinor, 0),
  };
}

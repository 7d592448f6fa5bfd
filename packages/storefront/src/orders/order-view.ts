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
  /** Units that were neither refunded nor are asked for already. */
  readonly quantityMax: number;
}

/** The lines of which something can still be asked back. */
export function refundableLines(order: OrderView): RefundableLine[] {
  const asked = (lineNo: number): number =>
    order.refunds
      .filter((refund: RefundView) => refund.state === 'requested')
      .flatMap((refund) => refund.lines)
      .filter((line) => line.lineNo === lineNo)
      .reduce((sum, line) => sum + line.quantity, 0);
  return order.lines
    .map(({ lineNo, title, spec, picture, unitPriceMinor, quantity, refundedQuantity }) => {
      return {
        lineNo,
        title,
        spec,
        picture,
        unitPriceMinor,
        quantityMax: quantity - refundedQuantity - asked(lineNo),
      };
    })
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

/** A time as the reader's clock shows it, to the minute. */
export function shortTime(instant: string, locale: string): string {
  return new Date(instant).toLocaleString(locale, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

import { totalOf } from './reference.ts';
import type { Model } from './state.ts';

/** What can be seen of the world from outside, in the model and in the database alike. */
export interface Seen {
  readonly skus: readonly (readonly [onHand: number, reserved: number])[];
  readonly orders: Readonly<Record<string, SeenOrder>>;
  readonly refunds: Readonly<Record<string, readonly [state: string, amountMinor: number]>>;
}
export interface SeenOrder {
  readonly state: string;
  readonly reason: string | null;
  readonly total: number;
  readonly refunded: number;
  readonly lines: readonly SeenLine[];
}
export interface SeenLine {
  readonly sku: number;
  readonly quantity: number;
  readonly amount: number;
  readonly refunded: number;
  readonly refundedMinor: number;
  /** What the creator got of it when it was paid; 0 where it was not, or nobody led the buyer. */
  readonly creator: number;
}

export function seenOf(model: Model): Seen {
  return {
    skus: model.skus.map(({ onHand, reserved }) => [onHand, reserved]),
    orders: Object.fromEntries(
      Object.entries(model.orders).map(([name, { state, reason, lines, paid }]) => [
        name,
        {
          state,
          reason,
          total: totalOf(lines),
          refunded: lines.reduce((sum, line) => sum + line.refundedMinor, 0),
          lines: lines.map(({ sku, quantity, amount, bps, refunded, refundedMinor }) => ({
            sku,
            quantity,
            amount,
            refunded,
            refundedMinor,
            creator: paid ? Math.floor((amount * (bps ?? 0)) / 10_000) : 0,
          })),
        },
      ]),
    ),
    refunds: Object.fromEntries(
      Object.entries(model.refunds).map(([name, { state, amount }]) => [name, [state, amount]]),
    ),
  };
}

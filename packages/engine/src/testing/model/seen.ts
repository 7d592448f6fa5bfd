import { totalOf } from './reference.ts';
import type { Model } from './state.ts';

/** What can be seen of the world from outside, in the model and in the database alike. */
export interface Seen {
  /** By SKU, the sale's pool with a star. */
  readonly levels: Readonly<Record<string, readonly [onHand: number, reserved: number]>>;
  /** Used of limited offers; nothing used is left out. */
  readonly used: Readonly<Record<string, number>>;
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
  /** The creator's rate that was agreed; null where nobody led the buyer. */
  readonly bps: number | null;
  /** Of a gift: what it would have cost. */
  readonly gift: number | null;
  /** What the creator got of it when it was paid; 0 where it was not, or nobody led the buyer. */
  readonly creator: number;
}

export function seenOf(model: Model): Seen {
  const { levels, used, orders, refunds } = model;
  return {
    levels: mapped(levels, ({ onHand, reserved }) => [onHand, reserved] as const),
    used: Object.fromEntries(Object.entries(used).filter(([, units]) => units !== 0)),
    orders: mapped(orders, ({ state, reason, lines, paid, withheld }) => ({
      state,
      reason,
      total: totalOf(lines),
      refunded: lines.reduce((sum, line) => sum + line.refundedMinor, 0) - withheld,
      lines: lines.map(({ sku, quantity, amount, bps, gift, refunded, refundedMinor }) => ({
        sku,
        quantity,
        amount,
        refunded,
        refundedMinor,
        bps: bps ?? null,
        gift: gift ?? null,
        creator: paid ? Math.floor((amount * (bps ?? 0)) / 10_000) : 0,
      })),
    })),
    refunds: mapped(refunds, ({ state, amount }) => [state, amount] as const),
  };
}

function mapped<A, B>(record: Readonly<Record<string, A>>, to: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)]));
}

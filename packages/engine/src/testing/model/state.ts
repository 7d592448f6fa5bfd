import type { OrderState } from '@yellowcart/contract';
import type { CartLine } from './commands.ts';

/** A command with all that its doer knew when he sent it. Orders are named `buyer.key.shop`, refunds `order#key`. */
export type Deed =
  | PlaceDeed
  | { readonly do: 'pay'; readonly order: string; readonly approved: boolean; readonly stranger: boolean }
  | { readonly do: 'cancel'; readonly order: string; readonly stranger: boolean }
  | { readonly do: 'ship' | 'receive'; readonly order: string }
  | RefundDeed
  | { readonly do: 'decide'; readonly refund: string; readonly agree: boolean }
  | { readonly do: 'increment'; readonly sku: number; readonly key: number; readonly delta: number }
  | { readonly do: 'price'; readonly sku: number; readonly priceMinor: number }
  | { readonly do: 'shelf'; readonly product: number; readonly on: boolean }
  | { readonly do: 'rates'; readonly product: number; readonly bps: number }
  | { readonly do: 'expire' | 'settle' };
export interface PlaceDeed {
  readonly do: 'place';
  readonly buyer: number;
  readonly key: number;
  readonly lines: readonly CartLine[];
  readonly expected: number | undefined;
  readonly preview: { readonly token: string; readonly shown: Shown } | undefined;
}
export interface RefundDeed {
  readonly do: 'refund';
  readonly order: string;
  readonly key: number;
  readonly line: number;
  readonly quantity: number;
}
/** What a preview showed: amounts of the goods, and the gifts with them. */
export interface Shown {
  readonly at: number;
  readonly amounts: readonly number[];
  readonly gifts: number;
}

/** What the doer heard: `no` = refused with that code, and what the refusal tells. */
export type Outcome = { readonly ok: unknown } | { readonly no: string; readonly told?: unknown };

export interface ModelSku {
  readonly shop: number;
  readonly product: number;
  /** SKU and quantity of each part; none = a plain SKU. */
  readonly parts: readonly (readonly [sku: number, quantity: number])[];
  price: number;
}
export interface ModelLevel {
  onHand: number;
  reserved: number;
}
export interface ModelLine {
  readonly sku: number;
  readonly quantity: number;
  readonly amount: number;
  /** The creator's rate, where the buyer was led. */
  readonly bps: number | undefined;
  /** Of a gift: what it would have cost. */
  readonly gift: number | undefined;
  /** What it took: level and units, in the order in which they were taken. */
  readonly units: readonly (readonly [level: string, quantity: number])[];
  /** Places in limited offers. */
  readonly quotas: readonly (readonly [quota: string, quantity: number])[];
  refunded: number;
  refundedMinor: number;
}
export interface ModelOrder {
  readonly buyer: number;
  readonly shop: number;
  state: OrderState;
  reason: 'buyer' | 'expired' | 'refunded' | null;
  readonly expiresAt: number;
  settlesAt: number | undefined;
  paid: boolean;
  withheld: number;
  readonly lines: ModelLine[];
}
export interface ModelRefund {
  readonly order: string;
  readonly line: number;
  readonly quantity: number;
  state: 'requested' | 'refunded' | 'refused';
  amount: number;
}

/** All that the platform should know, in the plainest way. Times are ms since 1970. */
export interface Model {
  now: number;
  readonly clickedAt: number;
  readonly saleEndsAt: number;
  readonly skus: ModelSku[];
  /** By SKU; the sale's own pool has a star. */
  readonly levels: Record<string, ModelLevel>;
  readonly products: { onShelf: boolean; rates: { bps: number; from: number }[] }[];
  /** Used of limited offers, by offer, and by offer and buyer. */
  readonly used: Record<string, number>;
  readonly requests: Record<string, { readonly body: string; readonly answer: object }>;
  readonly increments: Record<string, number>;
  readonly orders: Record<string, ModelOrder>;
  readonly refunds: Record<string, ModelRefund>;
  /** SKUs that somebody was told are sold out, in this round: the platform may remember that for a moment. */
  soldOut: number[];
}

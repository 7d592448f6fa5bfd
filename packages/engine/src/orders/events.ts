import type { OrderKind } from '@yellowcart/contract';

/** What others may hear of orders. */
export const ORDER_PLACED = 'orders.placed';
export const ORDER_PAID = 'orders.paid';
/** A presale's deposit has come; payload OrderEvent. */
export const ORDER_DEPOSIT_PAID = 'orders.deposit_paid';
/** A presale ended without its balance, and the buyer gets the deposit back: {orderId, shopId, buyerId, currency, amountMinor, at}. */
export const ORDER_DEPOSIT_RETURNED = 'orders.deposit_returned';
export const ORDER_CANCELLED = 'orders.cancelled';
export const ORDER_SHIPPED = 'orders.shipped';
export const ORDER_RECEIVED = 'orders.received';
export const ORDER_COMPLETED = 'orders.completed';
export const ORDER_REFUNDED = 'orders.refunded';

export interface OrderEventLine {
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly contentId: string | null;
  readonly itemId: string | null;
  readonly creatorId: string | null;
}
/** Payload of placed, deposit paid, paid and cancelled. */
export interface OrderEvent {
  readonly orderId: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly kind: OrderKind;
  readonly currency: string;
  readonly totalMinor: number;
  /** RFC 3339. */
  readonly placedAt: string;
  readonly paidAt?: string;
  readonly reason?: 'buyer' | 'expired' | 'refunded';
  /** The goods; gifts are not among them. */
  readonly lines: readonly OrderEventLine[];
  /** SKUs of which units moved besides: kits' parts and gifts. */
  readonly unitSkuIds?: readonly string[];
}
export interface DepositReturnedEvent {
  readonly orderId: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly at: string;
}

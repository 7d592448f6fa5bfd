/** What others may hear of orders. */
export const ORDER_PLACED = 'orders.placed';
export const ORDER_PAID = 'orders.paid';
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
/** Payload of placed, paid and cancelled. */
export interface OrderEvent {
  readonly orderId: string;
  readonly shopId: string;
  readonly buyerId: string;
  readonly currency: string;
  readonly totalMinor: number;
  /** RFC 3339. */
  readonly placedAt: string;
  readonly paidAt?: string;
  readonly reason?: 'buyer' | 'expired' | 'refunded';
  readonly lines: readonly OrderEventLine[];
}

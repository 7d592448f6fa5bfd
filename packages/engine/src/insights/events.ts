import type { RefundedEvent } from '#aftersale';
import { CLICKED } from '#attribution';
import { ORDER_PAID, ORDER_PLACED, ORDER_REFUNDED, type OrderEvent, type OrderEventLine } from '#orders';
import { PINNED } from '#placements';

/** What is counted; an event's `at` is when it happened. */
export const HEARD = {
  placed: ORDER_PLACED,
  paid: ORDER_PAID,
  refunded: ORDER_REFUNDED,
  clicked: CLICKED,
  pinned: PINNED,
};

/** What is read of these events; who announces them says more. */
export type HeardLine = Pick<
  OrderEventLine,
  'productId' | 'quantity' | 'amountMinor' | 'contentId' | 'itemId'
>;
export interface HeardOrder extends Pick<OrderEvent, 'buyerId' | 'currency' | 'totalMinor'> {
  readonly lines: readonly HeardLine[];
}
export interface HeardRefund extends Pick<RefundedEvent, 'currency' | 'amountMinor'> {
  readonly lines: readonly HeardLine[];
}
export interface HeardClick {
  readonly roomId: string;
}
export interface HeardPin {
  readonly roomId: string;
  /** Null when the host took the pin off. */
  readonly itemId: string | null;
}

import type { OrderState } from '@yellowcart/contract';

/** The allowed moves, as data. An order that is fully refunded before it ships is cancelled. */
const MOVES: Readonly<Record<OrderState, readonly OrderState[]>> = {
  awaiting_payment: ['deposit_paid', 'paid', 'cancelled'],
  deposit_paid: ['paid', 'cancelled'],
  paid: ['partly_shipped', 'shipped', 'cancelled'],
  partly_shipped: ['shipped'],
  shipped: ['received'],
  received: ['completed'],
  completed: [],
  cancelled: [],
};

export function canMove(from: OrderState, to: OrderState): boolean {
  return MOVES[from].includes(to);
}

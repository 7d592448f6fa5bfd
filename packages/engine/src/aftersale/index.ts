export { decideRefund } from './commands/decide-refund.ts';
export { type RefundInput, requestRefund } from './commands/request-refund.ts';
export type { RefundedEvent } from './events.ts';
export { ordersToDecide, refundsOf } from './queries/refunds-of.ts';

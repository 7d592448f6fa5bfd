export { decideRefund } from './commands/decide-refund.ts';
export {
  type RefundInput,
  type RefundRequested,
  requestRefund,
} from './commands/request-refund.ts';
export type { RefundedEvent } from './events.ts';
export { ordersToDecide, refundsOf } from './queries/refunds-of.ts';
export { createRefundDesk, type RefundDesk } from './refund-desk.ts';

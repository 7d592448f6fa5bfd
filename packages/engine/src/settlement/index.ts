export { confirmOrder } from './commands/confirm-order.ts';
export { type RefundedUnits, refundShares, type SharesToRefund } from './commands/refund-shares.ts';
export { releaseReserves } from './commands/release-reserves.ts';
export { settleDue } from './commands/settle-due.ts';
export { balanceOf } from './queries/balance-of.ts';
export { type CommissionsPage, type CommissionsQuery, commissionsOf } from './queries/commissions-of.ts';
export { freezeOrder, thawOrder } from './store/due.ts';

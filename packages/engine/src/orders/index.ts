export type { Cancellation } from './commands/cancel-orders.ts';
export { expireOrders } from './commands/cancel-orders.ts';
export { type Payment, payOrders } from './commands/pay-orders.ts';
export { type Placement, type PlacingDesk, placeOrders } from './commands/place-orders.ts';
export type { PlacedCheckout } from './commands/replay-orders.ts';
export * from './events.ts';
export { OfferBook } from './offer-book.ts';
export {
  createOrderDesk,
  type DeskOptions,
  type FreeInput,
  type InputLine,
  type OrderDesk,
  type PlaceInput,
  type PreviewInput,
} from './order-desk.ts';
export { type LineKey, type LineTitle, lineTitles } from './queries/line-titles.ts';
export {
  type ListedLine,
  type ListedOrder,
  listedLines,
  ordersById,
  ordersOfBuyer,
  ordersOfShop,
  ordersOfShops,
} from './queries/list-orders.ts';
export { type PayableOrder, payableOrders } from './queries/payable-orders.ts';
export { type PaymentTaken, paymentsOf } from './queries/payments-of.ts';
export { type SalesRow, salesReport } from './queries/sales-report.ts';
export { bodyHash, type Checkout, type CheckoutLine } from './rules/checkout.ts';
export { orderPayload } from './rules/order-payload.ts';
export { canMove } from './rules/order-state.ts';
export { Snapshots } from './snapshots.ts';
export { type FreeOrder, lockFreeOrders } from './store/free-orders.ts';
export {
  applyRefund,
  linesOf,
  lockOrderOfShop,
  lockOrdersOfBuyers,
  moveOrders,
  type OrderLineRow,
  type OrderRow,
  unitsOfLines,
} from './store/open-orders.ts';
export { OrderNumbers } from './store/order-numbers.ts';

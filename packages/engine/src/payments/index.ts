export { reconcilePayments } from './commands/reconcile-payments.ts';
export { sendRefunds } from './commands/send-refunds.ts';
export { type StartInput, startPayment } from './commands/start-payment.ts';
export { type Taken, takeNotification } from './commands/take-notification.ts';
export { paymentView } from './queries/payment-view.ts';
export { paymentsReactions } from './reactions.ts';
export type { PaymentWays } from './ways.ts';

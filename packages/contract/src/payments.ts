import { z } from 'zod';
import { route } from './route.ts';
import { Currency, Id, Instant, Minor, someText } from './shapes.ts';

export const PaymentProviderName = z.enum(['alipay', 'wechat']);
export type PaymentProviderName = z.infer<typeof PaymentProviderName>;

/** One trade at one provider for what a checkout owed when it was started. */
export const PaymentView = z.object({
  attemptNo: z.string(),
  checkoutId: Id,
  provider: z.string(),
  state: z
    .enum(['created', 'received', 'paid', 'closed', 'mismatch'])
    .describe(
      'received: the money is there and the orders are being paid; mismatch: not the amount that was asked for, people look at it',
    ),
  currency: Currency,
  amountMinor: Minor,
  qr: z.string().nullable().describe('A text to draw as a QR code'),
  redirect: z.string().nullable().describe('An address to send the buyer to'),
  expiresAt: Instant,
  paidAt: Instant.nullable(),
  orders: z.array(
    z.object({
      orderId: Id,
      part: z.enum(['whole', 'deposit', 'balance']),
      amountMinor: Minor,
      state: z
        .enum(['open', 'paid', 'late'])
        .describe('late: the order could not take it any more; it goes back'),
    }),
  ),
  refunds: z.array(
    z.object({
      refundNo: z.string(),
      orderId: Id,
      reason: z.enum(['late', 'refund']),
      amountMinor: Minor,
      state: z.enum(['waiting', 'done', 'failed']),
    }),
  ),
});
export type PaymentView = z.infer<typeof PaymentView>;

export const paymentsRoutes = {
  'GET /api/v1/payments/providers': route({
    tag: 'Payments',
    summary: 'The ways to pay that this platform has',
    permission: 'public',
    response: z.object({
      items: z.array(
        z.object({
          name: PaymentProviderName,
          currencies: z.array(Currency),
          sandbox: z.boolean().describe('Moves no money'),
        }),
      ),
      testPay: z
        .boolean()
        .describe('Whether the built-in test pay takes orders: not where a real provider is set up'),
    }),
    errors: [],
  }),
  'POST /api/v1/checkouts/:checkoutId/payments': route({
    tag: 'Payments',
    summary: 'Pay what a checkout owes',
    description:
      'One payment for all its orders, of all shops; the amount is what they owe now. Asking again answers with the same open payment.',
    permission: 'signed-in',
    params: z.object({ checkoutId: Id }),
    body: z.strictObject({ provider: PaymentProviderName }),
    response: PaymentView,
    status: 201,
    errors: [
      'payment_provider_unknown',
      'checkout_not_found',
      'nothing_to_pay',
      'payment_provider_unavailable',
    ],
  }),
  'GET /api/v1/payments/:attemptNo': route({
    tag: 'Payments',
    summary: 'How one of my payments stands',
    permission: 'signed-in',
    params: z.object({ attemptNo: someText(64) }),
    response: PaymentView,
    errors: ['payment_not_found'],
  }),
  'POST /api/v1/payments/notifications/:provider': route({
    tag: 'Payments',
    summary: 'For payment providers: a trade was paid',
    description:
      "The provider's own format, verified by its signature; the answer is the one that the provider expects. Notifications that are not believed are told so and change nothing.",
    permission: 'public',
    params: z.object({ provider: PaymentProviderName }),
    raw: { mediaTypes: ['application/json', 'application/x-www-form-urlencoded'], maxBytes: 65_536 },
    response: z.string(),
    errors: ['payment_provider_unknown', 'body_too_large', 'unsupported_media_type'],
  }),
};

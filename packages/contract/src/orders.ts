import { z } from 'zod';
import { Picture } from './catalog.ts';
import { route } from './route.ts';
import { Address, Bps, Currency, Id, Instant, Minor, PageQuery, page, Surface, someText } from './shapes.ts';

export const OrderState = z.enum([
  'awaiting_payment',
  'paid',
  'partly_shipped',
  'shipped',
  'received',
  'completed',
  'cancelled',
]);
export type OrderState = z.infer<typeof OrderState>;

export const QUANTITY_MAX = 999;
export const LINES_MAX = 50;

export const NewCheckout = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        skuId: Id,
        quantity: z.int().min(1).max(QUANTITY_MAX),
        clickToken: z.string().max(600).optional().describe('From POST /api/v1/clicks; attributes the line'),
      }),
    )
    .min(1)
    .max(LINES_MAX),
  address: Address,
  expectedTotalMinor: Minor.optional().describe(
    'What the buyer saw; another total is refused with price_changed',
  ),
});
export type NewCheckout = z.infer<typeof NewCheckout>;

export const OrderLineView = z.object({
  lineNo: z.int(),
  skuId: Id,
  productId: Id,
  title: z.string(),
  spec: z.record(z.string(), z.string()),
  picture: Picture,
  quantity: z.int(),
  unitPriceMinor: Minor,
  amountMinor: Minor,
  refundedQuantity: z.int(),
  refundedMinor: Minor,
  attribution: z
    .object({
      creatorId: Id,
      creatorName: z.string(),
      surface: Surface,
      contentId: Id,
      clickId: Id,
      planId: Id,
      planVersion: z.int(),
      commissionBps: Bps,
      serviceFeeBps: Bps,
    })
    .nullable()
    .describe(
      'Who led the buyer here, and the plan as it was then; null = unattributed. Not shown to buyers.',
    ),
});
export type OrderLineView = z.infer<typeof OrderLineView>;

export const RefundState = z.enum(['requested', 'refunded', 'refused']);
export const RefundView = z.object({
  refundId: Id,
  orderId: Id,
  state: RefundState,
  reason: z.string(),
  amountMinor: Minor,
  lines: z.array(z.object({ lineNo: z.int(), quantity: z.int(), amountMinor: Minor })),
  requestedAt: Instant,
  decidedAt: Instant.nullable(),
});
export type RefundView = z.infer<typeof RefundView>;

export const OrderView = z.object({
  orderId: Id,
  orderNo: z.string(),
  checkoutId: Id,
  shopId: Id,
  shopName: z.string(),
  buyerName: z.string().describe('Masked for everyone but the buyer and the shop'),
  state: OrderState,
  currency: Currency,
  totalMinor: Minor,
  refundedMinor: Minor,
  placedAt: Instant,
  expiresAt: Instant.nullable(),
  paidAt: Instant.nullable(),
  shippedAt: Instant.nullable(),
  receivedAt: Instant.nullable(),
  completedAt: Instant.nullable(),
  cancelledAt: Instant.nullable(),
  address: Address.nullable().describe('Whole for the buyer and the shop that ships, null for others'),
  shipment: z.object({ carrier: z.string(), trackingNo: z.string() }).nullable(),
  lines: z.array(OrderLineView),
  refunds: z.array(RefundView),
});
export type OrderView = z.infer<typeof OrderView>;

/** The short form that placing answers with, before any page is drawn. */
export const PlacedOrder = z.object({
  orderId: Id,
  orderNo: z.string(),
  shopId: Id,
  totalMinor: Minor,
});
export const CheckoutResult = z.object({
  checkoutId: Id,
  orders: z.array(PlacedOrder),
  totalMinor: Minor,
  currency: Currency,
  expiresAt: Instant,
  replayed: z.boolean().describe('True when the same Idempotency-Key had been answered before'),
});
export type CheckoutResult = z.infer<typeof CheckoutResult>;

const orderParams = z.object({ orderId: Id });

export const ordersRoutes = {
  'POST /api/v1/checkouts': route({
    tag: 'Orders',
    summary: 'Place an order (one per shop)',
    description:
      'Nothing is acknowledged before it is durable. The same Idempotency-Key with the same body gives the same answer.',
    permission: 'signed-in',
    headers: z.object({ 'idempotency-key': z.string().regex(/^[\x21-\x7e]{8,100}$/) }),
    body: NewCheckout,
    response: CheckoutResult,
    status: 201,
    errors: [
      'idempotency_key_missing',
      'idempotency_key_reused',
      'sku_not_found',
      'product_off_shelf',
      'mixed_currencies',
      'total_over_limit',
      'click_token_invalid',
      'click_token_not_yours',
      'price_changed',
      'stock_short',
      'overloaded',
      'shutting_down',
    ],
  }),
  'GET /api/v1/orders': route({
    tag: 'Orders',
    summary: 'My orders as a buyer',
    permission: 'signed-in',
    query: z.strictObject({ ...PageQuery, state: OrderState.optional() }),
    response: page(OrderView),
    errors: [],
  }),
  'GET /api/v1/orders/:orderId': route({
    tag: 'Orders',
    summary: 'One of my orders',
    permission: 'signed-in',
    params: orderParams,
    response: OrderView,
    errors: ['order_not_found'],
  }),
  'POST /api/v1/orders/:orderId/payment': route({
    tag: 'Orders',
    summary: 'Pay with the built-in test pay',
    description: 'Paying twice answers with the same paid order. `outcome: "decline"` plays a refused card.',
    permission: 'signed-in',
    params: orderParams,
    body: z.strictObject({
      provider: z.literal('test'),
      outcome: z.enum(['approve', 'decline']).default('approve'),
    }),
    response: OrderView,
    errors: ['order_not_found', 'order_state', 'payment_declined'],
  }),
  'POST /api/v1/orders/:orderId/cancellation': route({
    tag: 'Orders',
    summary: 'Cancel before paying',
    permission: 'signed-in',
    params: orderParams,
    response: OrderView,
    errors: ['order_not_found', 'order_state'],
  }),
  'POST /api/v1/orders/:orderId/receipt': route({
    tag: 'Orders',
    summary: 'Say that the goods have come',
    permission: 'signed-in',
    params: orderParams,
    response: OrderView,
    errors: ['order_not_found', 'order_state'],
  }),
  'POST /api/v1/orders/:orderId/refunds': route({
    tag: 'Orders',
    summary: 'Ask for money back, by line and quantity',
    description:
      'Refunded at once while nothing has been shipped; afterwards the shop agrees first. Can be asked for until the order is completed, and after settlement too.',
    permission: 'signed-in',
    params: orderParams,
    body: z.strictObject({
      key: someText(100).describe('The same key twice asks once'),
      reason: someText(200),
      lines: z
        .array(z.strictObject({ lineNo: z.int().min(1), quantity: z.int().min(1).max(QUANTITY_MAX) }))
        .min(1)
        .max(LINES_MAX),
    }),
    response: RefundView,
    status: 201,
    errors: ['order_not_found', 'order_state', 'refund_over_paid', 'idempotency_key_reused'],
  }),
  'GET /api/v1/merchant/orders': route({
    tag: 'Shop orders',
    summary: "The shop's orders",
    permission: ['merchant'],
    query: z.strictObject({
      ...PageQuery,
      state: OrderState.optional(),
      refund: z.enum(['requested']).optional(),
    }),
    response: page(OrderView),
    errors: [],
  }),
  'GET /api/v1/merchant/orders/:orderId': route({
    tag: 'Shop orders',
    summary: 'One order of the shop',
    permission: ['merchant'],
    params: orderParams,
    response: OrderView,
    errors: ['order_not_found'],
  }),
  'POST /api/v1/merchant/orders/:orderId/shipment': route({
    tag: 'Shop orders',
    summary: 'Ship the order',
    permission: ['merchant'],
    params: orderParams,
    body: z.strictObject({
      carrier: someText(40),
      trackingNo: someText(60),
    }),
    response: OrderView,
    errors: ['order_not_found', 'order_state'],
  }),
  'POST /api/v1/merchant/refunds/:refundId/decision': route({
    tag: 'Shop orders',
    summary: 'Agree to a refund, or refuse it',
    permission: ['merchant'],
    params: z.object({ refundId: Id }),
    body: z.strictObject({ agree: z.boolean() }),
    response: RefundView,
    errors: ['refund_not_found', 'refund_state'],
  }),
  'GET /api/v1/operator/orders': route({
    tag: 'Operator',
    summary: 'All orders, newest first; personal data masked',
    permission: ['operator'],
    query: z.strictObject({ ...PageQuery, state: OrderState.optional() }),
    response: page(OrderView),
    errors: [],
  }),
};

import { z } from 'zod';
import { Picture } from './catalog.ts';
import { route } from './route.ts';
import { Address, Bps, Currency, Id, Instant, Minor, PageQuery, page, Surface, someText } from './shapes.ts';

export const OrderState = z.enum([
  'awaiting_payment',
  'deposit_paid',
  'paid',
  'partly_shipped',
  'shipped',
  'received',
  'completed',
  'cancelled',
]);
export type OrderState = z.infer<typeof OrderState>;

/** Only normal and presale orders count as GMV. */
export const OrderKind = z.enum(['normal', 'presale', 'sample', 'lottery']);
export type OrderKind = z.infer<typeof OrderKind>;
/** Who pays for a discount or a gift. */
export const Bearer = z.enum(['merchant', 'platform', 'partner', 'creator']);
export type Bearer = z.infer<typeof Bearer>;

export const QUANTITY_MAX = 999;
export const LINES_MAX = 50;

export const CartLine = z.strictObject({
  skuId: Id,
  quantity: z.int().min(1).max(QUANTITY_MAX),
  clickToken: z.string().max(600).optional().describe('From POST /api/v1/clicks; attributes the line'),
  dealId: Id.optional().describe('The flash sale, presale or combination that the line is bought under'),
});
export type CartLine = z.infer<typeof CartLine>;
const CartLines = z.array(CartLine).min(1).max(LINES_MAX);

export const NewCheckout = z.strictObject({
  lines: CartLines,
  address: Address,
  expectedTotalMinor: Minor.optional().describe(
    'What the buyer saw; another total is refused with price_changed',
  ),
  previewToken: z
    .string()
    .max(64_000)
    .optional()
    .describe(
      'From POST /api/v1/checkout/preview: placing gives exactly what it showed, or says what changed',
    ),
});
export type NewCheckout = z.infer<typeof NewCheckout>;

export const Discount = z.object({
  kind: z.enum(['flash', 'presale', 'combination']),
  dealId: Id,
  name: z.string(),
  amountMinor: Minor,
  bearers: z.array(z.object({ bearer: Bearer, amountMinor: Minor })).describe('Sum to the amount'),
});
export type Discount = z.infer<typeof Discount>;

export const GiftOrigin = z.object({
  ruleId: Id,
  ruleName: z.string(),
  earnedBy: z.array(z.int()).describe('The line numbers that earned it'),
  substituted: z.boolean().describe('Given in place of a gift that was out'),
  bearer: Bearer,
  valueMinor: Minor.describe('What it would cost to buy'),
});
export type GiftOrigin = z.infer<typeof GiftOrigin>;

/** A gift rule whose condition is met, or nearly, without a gift coming of it. */
export const GiftNotice = z.object({
  ruleId: Id,
  ruleName: z.string(),
  reason: z.enum([
    'out_of_gifts',
    'limit_reached',
    'buyer_limit_reached',
    'at_payment',
    'replaced_by_other_rule',
  ]),
});
export type GiftNotice = z.infer<typeof GiftNotice>;

export const PresaleTerms = z.object({
  depositMinor: Minor,
  balanceMinor: Minor,
  balanceFrom: Instant,
  balanceUntil: Instant,
  depositRefundable: z.boolean(),
});
export type PresaleTerms = z.infer<typeof PresaleTerms>;

export const PreviewLine = z.object({
  lineNo: z.int(),
  kind: z.enum(['goods', 'gift']),
  skuId: Id,
  productId: Id,
  title: z.string(),
  spec: z.record(z.string(), z.string()),
  picture: Picture,
  quantity: z.int(),
  unitPriceMinor: Minor,
  discountMinor: Minor,
  amountMinor: Minor,
  discounts: z.array(Discount),
  gift: GiftOrigin.nullable(),
  parts: z
    .array(z.object({ skuId: Id, quantity: z.int() }))
    .describe('Units that a kit takes, for the whole line; empty for a plain SKU'),
});
export type PreviewLine = z.infer<typeof PreviewLine>;

export const CheckoutPreview = z.object({
  previewToken: z.string(),
  expiresAt: Instant.describe('Until then placing can hold the preview to its word'),
  currency: Currency,
  goodsMinor: Minor.describe('Before discounts'),
  discountMinor: Minor,
  freightMinor: Minor,
  totalMinor: Minor,
  payNowMinor: Minor.describe('The deposits of presales and the whole of the rest'),
  orders: z.array(
    z.object({
      shopId: Id,
      shopName: z.string(),
      kind: OrderKind,
      lines: z.array(PreviewLine),
      discountMinor: Minor,
      freightMinor: Minor,
      totalMinor: Minor,
      shipBy: Instant.describe('The latest the shop promises to hand the parcel over, if paid now'),
      presale: PresaleTerms.nullable(),
      notices: z.array(GiftNotice),
    }),
  ),
});
export type CheckoutPreview = z.infer<typeof CheckoutPreview>;

export const OrderLineView = z.object({
  lineNo: z.int(),
  skuId: Id,
  productId: Id,
  title: z.string(),
  spec: z.record(z.string(), z.string()),
  picture: Picture,
  kind: z.enum(['goods', 'gift']),
  quantity: z.int(),
  unitPriceMinor: Minor,
  discountMinor: Minor,
  amountMinor: Minor,
  discounts: z.array(Discount),
  gift: GiftOrigin.nullable(),
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
  amountMinor: Minor.describe('What the buyer gets'),
  withheldMinor: Minor.describe('Kept back for gifts that the buyer keeps without earning them any more'),
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
  kind: OrderKind,
  state: OrderState,
  currency: Currency,
  freightMinor: Minor,
  totalMinor: Minor,
  refundedMinor: Minor,
  presale: PresaleTerms.nullable(),
  shipBy: Instant.nullable().describe('The latest the shop promised to hand the parcel over'),
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

/** What placing and previewing may refuse for the cart itself. */
const CART_ERRORS = [
  'sku_not_found',
  'product_off_shelf',
  'deal_not_found',
  'deal_not_open',
  'deal_limit_reached',
  'combination_incomplete',
  'presale_alone',
  'mixed_currencies',
  'total_over_limit',
  'click_token_invalid',
  'click_token_not_yours',
  'stock_short',
  'gift_out',
] as const;

const orderParams = z.object({ orderId: Id });

export const ordersRoutes = {
  'POST /api/v1/checkout/preview': route({
    tag: 'Orders',
    summary: 'What a cart would give: price, discounts and who bears them, gifts, freight, ship-by time',
    description:
      'Reserves nothing. Send its previewToken when placing to get exactly this, or a refusal that says what changed.',
    permission: 'signed-in',
    body: z.strictObject({
      lines: CartLines,
      province: z.string().max(40).optional().describe('Where it goes; freight may depend on it'),
    }),
    response: CheckoutPreview,
    errors: CART_ERRORS,
  }),
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
      ...CART_ERRORS,
      'price_changed',
      'preview_changed',
      'preview_expired',
      'preview_invalid',
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
    description:
      'Paying twice answers with the same paid order. A presale is paid twice: the deposit, then the balance in its time. `outcome: "decline"` plays a refused card. Where a real provider is set up, it takes only what costs nothing.',
    permission: 'signed-in',
    params: orderParams,
    body: z.strictObject({
      provider: z.literal('test'),
      outcome: z.enum(['approve', 'decline']).default('approve'),
      part: z.enum(['deposit', 'balance']).optional().describe('Of a presale; the one that is due otherwise'),
    }),
    response: OrderView,
    errors: [
      'order_not_found',
      'order_state',
      'balance_not_due',
      'payment_declined',
      'payment_provider_unknown',
    ],
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
  'POST /api/v1/merchant/free-orders': route({
    tag: 'Shop orders',
    summary: 'Send something for nothing: a sample to a creator, a prize to a buyer',
    description:
      'Costs 0, is paid at once, takes units from stock and never counts as GMV. The same Idempotency-Key sends once.',
    permission: ['merchant'],
    headers: z.object({ 'idempotency-key': z.string().regex(/^[\x21-\x7e]{8,100}$/) }),
    body: z.strictObject({
      kind: z.enum(['sample', 'lottery']),
      recipientId: Id.describe('The creator or the buyer'),
      skuId: Id,
      quantity: z.int().min(1).max(QUANTITY_MAX),
      address: Address,
    }),
    response: CheckoutResult,
    status: 201,
    errors: [
      'idempotency_key_missing',
      'idempotency_key_reused',
      'party_not_found',
      'sku_not_found',
      'product_off_shelf',
      'stock_short',
      'overloaded',
      'shutting_down',
    ],
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

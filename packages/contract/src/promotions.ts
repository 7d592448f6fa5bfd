import { z } from 'zod';
import { GiftBandView, GiftRuleKind, limits, NamedUnits, UnitsOf } from './gift-rules.ts';
import { route } from './route.ts';
import { Currency, Id, Instant, Minor, PageQuery, page, someText } from './shapes.ts';

const Price = z.int().min(0).max(1_000_000_000);

export const DealKind = z.enum(['combination', 'flash', 'presale']);
export type DealKind = z.infer<typeof DealKind>;
const dealBase = {
  dealId: Id,
  name: z.string(),
  state: z
    .enum(['waiting', 'upcoming', 'running', 'ended', 'closed'])
    .describe('waiting: the host has not started it; closed: what was left went back to stock'),
  startsAt: Instant.nullable(),
  endsAt: Instant,
  priceMinor: Minor,
  normalMinor: Minor.describe('What the same costs today without the deal'),
  currency: Currency,
  totalMax: z.int().nullable(),
  buyerMax: z.int().nullable(),
  taken: z.int().describe('Units ordered under it, for combinations sets, where it is limited'),
};
const left = z.int().describe('Units left in its own stock');
export const DealView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('combination'), ...dealBase, items: z.array(NamedUnits) }),
  z.object({ kind: z.literal('flash'), ...dealBase, roomId: Id, item: NamedUnits, left }),
  z.object({
    kind: z.literal('presale'),
    ...dealBase,
    item: NamedUnits,
    left,
    depositMinor: Minor,
    balanceFrom: Instant,
    balanceUntil: Instant,
    shipBy: Instant,
    depositRefundable: z.boolean(),
  }),
]);
export type DealView = z.infer<typeof DealView>;

export const NewCombination = z.strictObject({
  name: someText(40),
  items: z.array(UnitsOf).min(1).max(10).describe('A set; two units or more'),
  priceMinor: Price.describe('Of the whole set'),
  startsAt: Instant.optional(),
  endsAt: Instant,
  ...limits,
});
export type NewCombination = z.infer<typeof NewCombination>;
export const NewFlashSale = z.strictObject({
  name: someText(40),
  roomId: Id,
  skuId: Id,
  priceMinor: Price,
  units: z.int().min(1).max(1_000_000).describe('Moved from general stock to the sale'),
  buyerMax: limits.buyerMax,
  startBefore: Instant.optional().describe('The host may start it until then; seven days where left out'),
});
export type NewFlashSale = z.infer<typeof NewFlashSale>;
export const NewPresale = z.strictObject({
  name: someText(40),
  skuId: Id,
  priceMinor: Price.describe('The whole price of one'),
  depositMinor: Price.min(1).describe('Of one; part of the price'),
  units: z.int().min(1).max(1_000_000).describe('Moved from general stock to the presale'),
  startsAt: Instant.optional(),
  endsAt: Instant.describe('Deposits are taken until then'),
  balanceFrom: Instant,
  balanceUntil: Instant,
  shipBy: Instant,
  depositRefundable: z.boolean().optional(),
  buyerMax: limits.buyerMax,
});
export type NewPresale = z.infer<typeof NewPresale>;
export const FlashStart = z.strictObject({
  countdownSeconds: z.int().min(10).max(300),
  minutes: z.int().min(1).max(20).describe('How long it sells after the countdown'),
});
export type FlashStart = z.infer<typeof FlashStart>;

export const FlashSaleView = z.object({
  dealId: Id,
  shopId: Id,
  name: z.string(),
  state: z.enum(['waiting', 'countdown', 'running']),
  item: NamedUnits,
  currency: Currency,
  priceMinor: Minor,
  left,
  buyerMax: z.int().nullable(),
  startsAt: Instant.nullable().describe('null while the host has not started it'),
  endsAt: Instant.describe('While waiting, the host may start it until then'),
});
export type FlashSaleView = z.infer<typeof FlashSaleView>;

const Delivery = z.strictObject({
  freightMinor: Price,
  freeFromMinor: Price.nullable().describe('Goods of at least so much travel for nothing; null = never'),
  surcharges: z
    .record(someText(40), Price)
    .refine((byProvince) => Object.keys(byProvince).length <= 100, 'at most 100 provinces')
    .describe('On top, by province; also where goods travel for nothing'),
  shipWithinHours: z.int().min(1).max(2_160),
});
export type Delivery = z.infer<typeof Delivery>;

/** What a buyer may get around a product, beside its price. */
export const ProductDeals = z.object({
  combinations: z.array(
    z.object({
      dealId: Id,
      name: z.string(),
      items: z.array(NamedUnits),
      currency: Currency,
      priceMinor: Minor,
      normalMinor: Minor,
      endsAt: Instant,
      buyerMax: z.int().nullable(),
      left: z.int().nullable().describe('Sets; null = no limit but stock'),
    }),
  ),
  presales: z.array(
    z.object({
      dealId: Id,
      name: z.string(),
      item: NamedUnits,
      currency: Currency,
      priceMinor: Minor,
      depositMinor: Minor,
      balanceMinor: Minor,
      startsAt: Instant,
      endsAt: Instant,
      balanceFrom: Instant,
      balanceUntil: Instant,
      shipBy: Instant,
      depositRefundable: z.boolean(),
      buyerMax: z.int().nullable(),
      left,
    }),
  ),
  gifts: z.array(
    z.object({
      ruleId: Id,
      name: z.string(),
      kind: GiftRuleKind,
      roomId: Id.nullable(),
      bands: z.array(GiftBandView),
      repeats: z.boolean(),
      endsAt: Instant.nullable(),
      buyerMax: z.int().nullable(),
      left: z.int().nullable().describe('Times it can still be given; null = no limit but stock'),
    }),
  ),
});
export type ProductDeals = z.infer<typeof ProductDeals>;

const dealParams = z.object({ dealId: Id });
const roomParams = z.object({ roomId: Id });
const flashParams = z.object({ roomId: Id, dealId: Id });
const DEAL_ERRORS = ['sku_not_found', 'deal_invalid', 'deal_price_high'] as const;

export const promotionsRoutes = {
  'GET /api/v1/merchant/deals': route({
    tag: 'Promotions',
    summary: "The shop's combinations, flash sales and presales, newest first",
    permission: ['merchant'],
    query: z.strictObject({ ...PageQuery, kind: DealKind.optional() }),
    response: page(DealView),
    errors: [],
  }),
  'POST /api/v1/merchant/combinations': route({
    tag: 'Promotions',
    summary: 'Offer several goods as a set at one price',
    permission: ['merchant'],
    body: NewCombination,
    response: DealView,
    status: 201,
    errors: [...DEAL_ERRORS, 'mixed_currencies'],
  }),
  'POST /api/v1/merchant/flash-sales': route({
    tag: 'Promotions',
    summary: 'Give a live room units for a flash sale, which its host starts',
    permission: ['merchant'],
    body: NewFlashSale,
    response: DealView,
    status: 201,
    errors: [...DEAL_ERRORS, 'room_not_found', 'room_ended', 'stock_short'],
  }),
  'POST /api/v1/merchant/presales': route({
    tag: 'Promotions',
    summary: 'Sell ahead: a deposit now, the balance later',
    permission: ['merchant'],
    body: NewPresale,
    response: DealView,
    status: 201,
    errors: [...DEAL_ERRORS, 'stock_short'],
  }),
  'POST /api/v1/merchant/deals/:dealId/stop': route({
    tag: 'Promotions',
    summary: 'Stop a deal now; what is left goes back to stock, orders already placed stay',
    permission: ['merchant'],
    params: dealParams,
    response: DealView,
    errors: ['deal_not_found', 'deal_over'],
  }),
  'GET /api/v1/merchant/delivery': route({
    tag: 'Promotions',
    summary: 'How the shop delivers',
    permission: ['merchant'],
    response: Delivery,
    errors: [],
  }),
  'PUT /api/v1/merchant/delivery': route({
    tag: 'Promotions',
    summary: 'Set how the shop delivers, for orders placed from now on',
    permission: ['merchant'],
    body: Delivery,
    response: Delivery,
    errors: [],
  }),
  'GET /api/v1/creator/rooms/:roomId/flash-sales': route({
    tag: 'Flash sales',
    summary: 'Flash sales of my room: those to start, counting down and running',
    permission: ['creator'],
    params: roomParams,
    response: z.object({ items: z.array(FlashSaleView) }),
    errors: ['room_not_found'],
  }),
  'POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/start': route({
    tag: 'Flash sales',
    summary: 'Start the countdown of a flash sale',
    permission: ['creator'],
    params: flashParams,
    body: FlashStart,
    response: FlashSaleView,
    errors: ['room_not_found', 'room_not_live', 'deal_not_found', 'deal_started', 'deal_over'],
  }),
  'POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/stop': route({
    tag: 'Flash sales',
    summary: 'Stop a flash sale now',
    permission: ['creator'],
    params: flashParams,
    response: z.object({ dealId: Id }),
    errors: ['room_not_found', 'deal_not_found', 'deal_over'],
  }),
  'GET /api/v1/rooms/:roomId/deals': route({
    tag: 'Flash sales',
    summary: 'Flash sales of a room that count down or run',
    permission: 'public',
    params: roomParams,
    response: z.object({ items: z.array(FlashSaleView) }),
    errors: ['room_not_found'],
  }),
  'GET /api/v1/products/:productId/deals': route({
    tag: 'Promotions',
    summary: 'Combinations, presales and gifts around a product',
    permission: 'public',
    params: z.object({ productId: Id }),
    response: ProductDeals,
    errors: ['product_not_found'],
  }),
};

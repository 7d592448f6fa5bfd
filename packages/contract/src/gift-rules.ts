import { z } from 'zod';
import { Picture } from './catalog.ts';
import { Bearer, QUANTITY_MAX } from './orders.ts';
import { route } from './route.ts';
import { Currency, Id, Instant, Minor, PageQuery, page, someText } from './shapes.ts';

export const UnitsOf = z.strictObject({ skuId: Id, quantity: z.int().min(1).max(QUANTITY_MAX) });
const Limit = z.int().min(1).max(1_000_000_000).nullable();
export const limits = {
  totalMax: Limit.optional().describe('In total; null = no limit'),
  buyerMax: Limit.optional().describe('For one buyer; null = no limit'),
};
/** Units of a SKU with what names it. */
export const NamedUnits = z.object({
  skuId: Id,
  productId: Id,
  quantity: z.int(),
  title: z.string(),
  spec: z.record(z.string(), z.string()),
  picture: Picture,
  priceMinor: Minor.describe('What one costs today'),
});
export type NamedUnits = z.infer<typeof NamedUnits>;

export const GiftRuleKind = z.enum([
  'threshold_amount',
  'threshold_pieces',
  'buy_gift',
  'first_n',
  'room_only',
]);
export type GiftRuleKind = z.infer<typeof GiftRuleKind>;

export const WhenOut = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('block') }).describe('The order is refused'),
  z.strictObject({ kind: z.literal('drop') }).describe('The order goes on without the gift, and says so'),
  z
    .strictObject({ kind: z.literal('substitute'), ...UnitsOf.shape })
    .describe('This is given instead, each time'),
]);

const giftRule = {
  name: someText(40),
  productIds: z
    .array(Id)
    .min(1)
    .max(200)
    .nullable()
    .optional()
    .describe('The goods that count; null = all goods of the shop'),
  roomId: Id.nullable().optional().describe('Only buyers from this live room; needed for room_only'),
  bands: z
    .array(
      z.strictObject({
        from: z
          .int()
          .min(1)
          .max(1_000_000_000)
          .describe('Minor units for threshold_amount, pieces for the others'),
        gifts: z.array(UnitsOf).min(1).max(5),
      }),
    )
    .min(1)
    .max(10)
    .describe('Rising; only the highest one reached is given. One only, but for the two thresholds'),
  repeats: z.boolean().optional().describe('buy_gift: once for every `from` pieces'),
  stacks: z.boolean().optional().describe('Of rules that do not stack only the first by priority is given'),
  priority: z.int().min(0).max(1_000).optional().describe('The lowest comes first; 100 where left out'),
  pool: z.enum(['gift', 'general']).optional().describe("Where the gift's units come from"),
  whenOut: WhenOut.optional().describe('`drop` where left out'),
  ...limits,
  endsAt: Instant.nullable().optional().describe('null = until it is ended'),
};
export const NewGiftRule = z.strictObject({
  kind: GiftRuleKind,
  startsAt: Instant.optional().describe('Now where left out'),
  ...giftRule,
});
export type NewGiftRule = z.infer<typeof NewGiftRule>;
/** Everything but its kind and its start; what is left out goes back to its default. */
export const GiftRuleChange = z.strictObject(giftRule);
export type GiftRuleChange = z.infer<typeof GiftRuleChange>;

export const GiftBandView = z.object({ from: z.int(), gifts: z.array(NamedUnits) });
export const GiftRuleView = z.object({
  ruleId: Id,
  version: z.int(),
  kind: GiftRuleKind,
  name: z.string(),
  state: z.enum(['upcoming', 'running', 'ended']),
  productIds: z.array(Id).nullable(),
  roomId: Id.nullable(),
  bands: z.array(GiftBandView),
  repeats: z.boolean(),
  stacks: z.boolean(),
  priority: z.int(),
  pool: z.enum(['gift', 'general']),
  whenOut: WhenOut,
  bearer: Bearer,
  totalMax: z.int().nullable(),
  buyerMax: z.int().nullable(),
  given: z.int().describe('Times given so far, where it is limited'),
  startsAt: Instant,
  endsAt: Instant.nullable(),
});
export type GiftRuleView = z.infer<typeof GiftRuleView>;

/** Why a rule gives, or gives nothing. */
export const GiftReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('given') }),
  z.object({ code: z.literal('substituted') }),
  z
    .object({ code: z.literal('counted_at_payment'), left: z.int().nullable() })
    .describe('Given if the order is paid while some are left'),
  z.object({ code: z.literal('not_started'), startsAt: Instant }),
  z.object({ code: z.literal('ended'), endsAt: Instant }),
  z.object({ code: z.literal('no_goods_in_scope') }),
  z.object({ code: z.literal('other_room'), roomId: Id }),
  z.object({ code: z.literal('below_band'), from: z.int(), have: z.int(), missing: z.int() }),
  z.object({ code: z.literal('replaced_by'), ruleId: Id }),
  z.object({ code: z.literal('limit_reached') }),
  z.object({ code: z.literal('buyer_limit_reached') }),
  z.object({ code: z.literal('out_of_gifts'), whenOut: z.enum(['block', 'drop', 'substitute']) }),
]);
export type GiftReason = z.infer<typeof GiftReason>;

export const GiftExplanation = z.object({
  ruleId: Id,
  ruleName: z.string(),
  kind: GiftRuleKind,
  fired: z.boolean().describe('Its condition is met, before limits and stock'),
  reason: GiftReason,
  measure: z.enum(['minor', 'pieces']),
  bands: z.array(z.object({ from: z.int(), have: z.int(), missing: z.int(), reached: z.boolean() })),
  earnedBy: z.array(z.int()).describe('Line numbers, from 1'),
  gifts: z.array(NamedUnits).describe('What is given'),
  bearer: Bearer,
  valueMinor: Minor.describe('What the gifts would cost to buy; its bearer pays for it'),
});
export type GiftExplanation = z.infer<typeof GiftExplanation>;

export const GiftSimulation = z.object({
  at: Instant,
  currency: Currency,
  goodsMinor: Minor,
  freightMinor: Minor.describe('Without any surcharge for the province'),
  totalMinor: Minor,
  giftValueMinor: Minor,
  blocked: z.boolean().describe('A gift is out and its rule blocks the order'),
  rules: z.array(GiftExplanation),
});
export type GiftSimulation = z.infer<typeof GiftSimulation>;

const ruleParams = z.object({ ruleId: Id });

export const giftRulesRoutes = {
  'GET /api/v1/merchant/gift-rules': route({
    tag: 'Promotions',
    summary: "The shop's gift rules, newest first",
    permission: ['merchant'],
    query: z.strictObject({ ...PageQuery }),
    response: page(GiftRuleView),
    errors: [],
  }),
  'POST /api/v1/merchant/gift-rules': route({
    tag: 'Promotions',
    summary: 'Make a gift rule',
    permission: ['merchant'],
    body: NewGiftRule,
    response: GiftRuleView,
    status: 201,
    errors: ['gift_rule_invalid', 'sku_not_found', 'product_not_found', 'room_not_found'],
  }),
  'PUT /api/v1/merchant/gift-rules/:ruleId': route({
    tag: 'Promotions',
    summary: 'Change a gift rule: a new version, for orders placed from now on',
    permission: ['merchant'],
    params: ruleParams,
    body: GiftRuleChange,
    response: GiftRuleView,
    errors: [
      'gift_rule_not_found',
      'gift_rule_ended',
      'gift_rule_invalid',
      'limit_below_used',
      'sku_not_found',
      'product_not_found',
      'room_not_found',
    ],
  }),
  'POST /api/v1/merchant/gift-rules/:ruleId/end': route({
    tag: 'Promotions',
    summary: 'End a gift rule now',
    permission: ['merchant'],
    params: ruleParams,
    response: GiftRuleView,
    errors: ['gift_rule_not_found', 'gift_rule_ended'],
  }),
  'POST /api/v1/merchant/gift-rules/simulation': route({
    tag: 'Promotions',
    summary: 'Which gift rules a cart would fire, and why the others would not',
    description: 'Reserves nothing and counts nothing.',
    permission: ['merchant'],
    body: z.strictObject({
      lines: z
        .array(UnitsOf.extend({ roomId: Id.optional().describe('The live room that led the buyer here') }))
        .min(1)
        .max(50),
      buyerId: Id.optional().describe('Whose limits apply; a buyer who got nothing yet where left out'),
      at: Instant.optional().describe('Now where left out'),
    }),
    response: GiftSimulation,
    errors: ['sku_not_found', 'mixed_currencies'],
  }),
};

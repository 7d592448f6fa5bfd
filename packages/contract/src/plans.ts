import { z } from 'zod';
import { Picture } from './catalog.ts';
import { route } from './route.ts';
import { Bps, Currency, Id, Instant, Minor, PageQuery, page, text } from './shapes.ts';

export const PlanKind = z.enum(['normal', 'leader']);
export const PlanState = z.enum(['open', 'closing', 'closed']);

export const PlanView = z.object({
  planId: Id,
  kind: PlanKind,
  productId: Id,
  productTitle: z.string(),
  leaderId: Id.nullable(),
  leaderName: z.string().nullable(),
  state: PlanState,
  version: z.int(),
  commissionBps: Bps,
  serviceFeeBps: Bps,
  pending: z
    .object({ commissionBps: Bps, serviceFeeBps: Bps, from: Instant })
    .nullable()
    .describe('A change that is announced and not yet in force'),
});
export type PlanView = z.infer<typeof PlanView>;

export const LibraryItem = z.object({
  productId: Id,
  title: z.string(),
  picture: Picture,
  shopName: z.string(),
  categoryPath: z.array(z.string()),
  currency: Currency,
  priceMinor: Minor,
  planId: Id,
  planKind: PlanKind,
  leaderName: z.string().nullable(),
  commissionBps: Bps,
  earningMinor: Minor.describe('What the creator earns on one sale at the lowest price'),
  pending: z.object({ commissionBps: Bps, from: Instant }).nullable(),
  available: z.int(),
  sold30d: z.int(),
});
export type LibraryItem = z.infer<typeof LibraryItem>;

const rates = {
  commissionBps: z.int().min(0).max(9_000),
  serviceFeeBps: z.int().min(0).max(4_000).default(0),
};

export const plansRoutes = {
  'GET /api/v1/library': route({
    tag: 'Selection library',
    summary: 'Goods with an open plan, as a creator sees them',
    permission: ['creator', 'leader', 'operator'],
    query: z.strictObject({
      ...PageQuery,
      q: text(100).optional(),
      category: z
        .string()
        .max(200)
        .optional()
        .describe('A category path, parts joined by " > "; matches what is below it too'),
      minCommissionBps: z.coerce.number().int().min(0).max(9_000).optional(),
      minPriceMinor: z.coerce.number().int().min(0).optional(),
      maxPriceMinor: z.coerce.number().int().min(0).optional(),
      inStock: z.enum(['true', 'false']).optional(),
      sort: z.enum(['relevance', 'sold', 'commission', 'earning', 'price', 'newest']).default('relevance'),
    }),
    response: page(LibraryItem).extend({
      total: z.int(),
      categories: z
        .array(z.object({ path: z.string(), count: z.int() }))
        .describe('Top categories with counts under the other filters'),
    }),
    errors: [],
  }),
  'GET /api/v1/merchant/plans': route({
    tag: 'Plans',
    summary: "The shop's commission plans",
    permission: ['merchant'],
    query: z.strictObject({ ...PageQuery, productId: Id.optional() }),
    response: page(PlanView),
    errors: [],
  }),
  'POST /api/v1/merchant/plans': route({
    tag: 'Plans',
    summary: 'Open a commission plan on a product',
    permission: ['merchant'],
    body: z.strictObject({ productId: Id, ...rates }),
    response: PlanView,
    status: 201,
    errors: ['product_not_found', 'plan_exists', 'rates_over_cap'],
  }),
  'PUT /api/v1/merchant/plans/:planId/rates': route({
    tag: 'Plans',
    summary: 'Change the rates',
    description:
      'A raise applies at once; a cut applies at the next local midnight and is shown to creators until then.',
    permission: ['merchant'],
    params: z.object({ planId: Id }),
    body: z.strictObject(rates),
    response: PlanView,
    errors: ['plan_not_found', 'plan_closed', 'rates_over_cap'],
  }),
  'POST /api/v1/merchant/plans/:planId/closure': route({
    tag: 'Plans',
    summary: 'Close the plan at the next local midnight',
    permission: ['merchant'],
    params: z.object({ planId: Id }),
    response: PlanView,
    errors: ['plan_not_found', 'plan_closed'],
  }),
};

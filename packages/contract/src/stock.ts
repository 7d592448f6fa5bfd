import { z } from 'zod';
import { KitParts, Picture, Pool } from './catalog.ts';
import { route } from './route.ts';
import { Id, Instant, PageQuery, page, someText } from './shapes.ts';

const OtherPool = Pool.refine((pool) => pool !== 'general', 'must not be the general pool');
const Units = z.int().min(0).max(100_000_000);

export const KitPartView = z.object({ skuId: Id, quantity: z.int() });
export type KitPartView = z.infer<typeof KitPartView>;

export const StockPool = z.object({
  pool: z.string(),
  onHand: z.int(),
  reserved: z.int().describe('Held by orders that await payment'),
  safety: z.int().describe('Never sold from this pool'),
  available: z.int(),
  lowAt: z.int().nullable().describe('With so many available or fewer it runs low; null = never'),
  borrows: z.boolean().describe('Takes the rest from the general pool when it is short'),
});

export const StockOfSku = z.object({
  skuId: Id,
  productId: Id,
  available: z.int().describe('Units that can be ordered now'),
  pools: z.array(StockPool).describe('The general one first; none for a kit'),
  parts: z.array(KitPartView).describe('Of a kit, as it was built; none for any other SKU'),
});
export type StockOfSku = z.infer<typeof StockOfSku>;

export const StockMovementView = z.object({
  movementId: z.int(),
  pool: z.string(),
  kind: z.enum(['increment', 'sold', 'returned', 'moved']),
  quantity: z.int().describe('Negative = they left the pool'),
  reference: z
    .string()
    .describe('What caused it: the key of an increment or allotment, an order, a refund, a deal'),
  otherPool: z.string().nullable().describe('Of a move: where the units came from or went'),
  at: Instant,
  balance: z.int().describe('On hand in the pool afterwards'),
});
export type StockMovementView = z.infer<typeof StockMovementView>;

const SkuName = {
  skuId: Id,
  productId: Id,
  ref: z.string(),
  title: z.string(),
  picture: Picture,
  spec: z.record(z.string(), z.string()),
};
export const LowStockRow = z.object({
  ...SkuName,
  pool: z.string(),
  available: z.int(),
  lowAt: z.int(),
});
export const SoldOutRow = z.object({
  ...SkuName,
  kit: z.boolean().describe('Too few of one of its parts are left'),
});

export const KitView = z.object({
  skuId: Id,
  available: z.int(),
  parts: z.array(z.object({ ...SkuName, quantity: z.int(), available: z.int() })),
});
export type KitView = z.infer<typeof KitView>;

const sku = z.object({ skuId: Id });

export const stockRoutes = {
  'GET /api/v1/merchant/skus/:skuId/stock': route({
    tag: 'Stock',
    summary: 'Every pool of a SKU',
    permission: ['merchant'],
    params: sku,
    response: StockOfSku,
    errors: ['sku_not_found'],
  }),
  'GET /api/v1/merchant/skus/:skuId/movements': route({
    tag: 'Stock',
    summary: 'What explains every unit of a SKU, newest first',
    permission: ['merchant'],
    params: sku,
    query: z.strictObject(PageQuery),
    response: page(StockMovementView),
    errors: ['sku_not_found'],
  }),
  'POST /api/v1/merchant/skus/:skuId/allotments': route({
    tag: 'Stock',
    summary: 'Give units of the general pool to another, or take them back',
    description:
      'With a key of its own: the same key twice moves the units once. Opens the pool where need be.',
    permission: ['merchant'],
    params: sku,
    body: z.strictObject({
      pool: OtherPool,
      delta: z.int().min(-1_000_000).max(1_000_000).describe('Negative = back to the general pool'),
      key: someText(100),
    }),
    response: z.object({ skuId: Id, pool: z.string(), available: z.int(), generalAvailable: z.int() }),
    errors: ['sku_not_found', 'kit_without_units', 'stock_short', 'idempotency_key_reused'],
  }),
  'POST /api/v1/merchant/skus/:skuId/stock-policy': route({
    tag: 'Stock',
    summary: 'Say what a pool keeps back, when it runs low, and whether it borrows',
    description: 'What is left out stays as it is.',
    permission: ['merchant'],
    params: sku,
    body: z.strictObject({
      pool: Pool,
      safety: Units.optional(),
      lowAt: Units.nullable().optional(),
      borrows: z.boolean().optional(),
    }),
    response: StockOfSku,
    errors: ['sku_not_found', 'pool_not_found', 'general_borrows', 'kit_without_units'],
  }),
  'GET /api/v1/merchant/stock/low': route({
    tag: 'Stock',
    summary: 'Pools at or below their low mark, the scarcest first',
    permission: ['merchant'],
    query: z.strictObject(PageQuery),
    response: page(LowStockRow),
    errors: [],
  }),
  'GET /api/v1/merchant/stock/sold-out': route({
    tag: 'Stock',
    summary: 'SKUs of which nothing can be ordered',
    permission: ['merchant'],
    query: z.strictObject(PageQuery),
    response: page(SoldOutRow),
    errors: [],
  }),
  'GET /api/v1/merchant/skus/:skuId/kit': route({
    tag: 'Stock',
    summary: 'What a kit is made of',
    permission: ['merchant'],
    params: sku,
    response: KitView,
    errors: ['sku_not_found', 'kit_not_found'],
  }),
  'PUT /api/v1/merchant/skus/:skuId/kit': route({
    tag: 'Stock',
    summary: 'Make a SKU a kit, or the kit anew',
    description: 'Orders placed before keep what they were promised.',
    permission: ['merchant'],
    params: sku,
    body: z.strictObject({ parts: KitParts }),
    response: KitView,
    errors: [
      'sku_not_found',
      'kit_had_units',
      'kit_parts_count',
      'kit_part_twice',
      'kit_of_itself',
      'kit_too_deep',
    ],
  }),
};

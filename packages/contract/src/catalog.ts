import { z } from 'zod';
import { route } from './route.ts';
import { Bps, Currency, Id, Instant, Minor, PageQuery, page, someText, text } from './shapes.ts';

/** Where to draw or load a picture from: always a path on this server. */
export const Picture = z.string().describe('Path of a picture on this server, 1:1');

const POOL_ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const POOL = 'general, gift, room:<id>, creator:<id> or campaign:<id>';
export const Pool = z
  .string()
  .regex(new RegExp(`^(general|gift|(room|creator|campaign):${POOL_ID})$`), `must be ${POOL}`)
  .describe(`Stock pool: ${POOL}`);

export const SkuView = z.object({
  skuId: Id,
  spec: z.record(z.string(), z.string()),
  priceMinor: Minor,
  listPriceMinor: Minor.nullable(),
  available: z.int().describe('Units that can be ordered now'),
  parts: z
    .array(
      z.object({
        productId: Id,
        title: z.string(),
        spec: z.record(z.string(), z.string()),
        quantity: z.int(),
      }),
    )
    .describe('What a kit holds, down to plain SKUs; none for any other SKU'),
});
export type SkuView = z.infer<typeof SkuView>;

export const ShopCard = z.object({ shopId: Id, name: z.string(), city: z.string(), avatar: Picture });

export const ProductPage = z.object({
  productId: Id,
  title: z.string(),
  subtitle: z.string(),
  brand: z.string().nullable(),
  categoryPath: z.array(z.string()),
  picture: Picture,
  attributes: z.record(z.string(), z.string()),
  onShelf: z.boolean(),
  currency: Currency,
  shop: ShopCard,
  skus: z.array(SkuView),
  soldCount: z.int(),
});
export type ProductPage = z.infer<typeof ProductPage>;

export const ProductRow = z.object({
  productId: Id,
  ref: z.string(),
  title: z.string(),
  picture: Picture,
  categoryPath: z.array(z.string()),
  priceMinorMin: Minor,
  priceMinorMax: Minor,
  skuCount: z.int(),
  available: z.int(),
  onShelf: z.boolean(),
  plan: z
    .object({
      planId: Id,
      commissionBps: Bps,
      serviceFeeBps: Bps,
      state: z.string(),
      pendingCommissionBps: Bps.nullable(),
      pendingFrom: Instant.nullable(),
    })
    .nullable(),
  createdAt: Instant,
});
export type ProductRow = z.infer<typeof ProductRow>;

/** At most 20 different SKUs; the engine says what else a kit may not be. */
export const KitParts = z
  .array(z.strictObject({ skuId: Id, quantity: z.int().min(1).max(1000) }))
  .max(100)
  .describe('Makes a kit (组合装) of SKUs of the same shop, which may be kits of plain SKUs themselves');

export const NewProduct = z.strictObject({
  ref: someText(80).describe("The shop's own code for the product"),
  title: someText(200),
  subtitle: text(300).default(''),
  brand: text(80).optional(),
  categoryPath: z.array(someText(60)).min(1).max(6),
  attributes: z.record(text(60), text(2000)).default({}),
  currency: Currency.default('CNY'),
  skus: z
    .array(
      z.strictObject({
        ref: someText(80),
        spec: z.record(text(60), text(200)).default({}),
        priceMinor: z.int().min(0).max(100_000_000_000),
        listPriceMinor: z.int().min(0).max(100_000_000_000).optional(),
        stock: z.int().min(0).max(100_000_000).default(0).describe('Units to begin with; a kit has none'),
        parts: KitParts.optional(),
      }),
    )
    .min(1)
    .max(500),
});
export type NewProduct = z.input<typeof NewProduct>;

export const catalogRoutes = {
  'GET /api/v1/products/:productId': route({
    tag: 'Goods',
    summary: "A product's page",
    permission: 'public',
    params: z.object({ productId: Id }),
    response: ProductPage,
    errors: ['product_not_found'],
  }),
  'GET /api/v1/merchant/products': route({
    tag: 'Goods',
    summary: "The shop's products with stock and plan",
    permission: ['merchant'],
    query: z.strictObject({
      ...PageQuery,
      q: text(100).optional(),
      plan: z.enum(['with', 'without']).optional(),
    }),
    response: page(ProductRow),
    errors: [],
  }),
  'POST /api/v1/merchant/products': route({
    tag: 'Goods',
    summary: 'List a product',
    permission: ['merchant'],
    body: NewProduct,
    response: z.object({ productId: Id }),
    status: 201,
    errors: [
      'duplicate_ref',
      'sku_not_found',
      'kit_without_units',
      'kit_parts_count',
      'kit_part_twice',
      'kit_too_deep',
    ],
  }),
  'POST /api/v1/merchant/products/:productId/shelf': route({
    tag: 'Goods',
    summary: 'Put on or take off the shelf',
    description: 'Taking off suspends the product wherever it hangs; putting back restores those items.',
    permission: ['merchant'],
    params: z.object({ productId: Id }),
    body: z.strictObject({ onShelf: z.boolean() }),
    response: z.object({ productId: Id, onShelf: z.boolean() }),
    errors: ['product_not_found'],
  }),
  'POST /api/v1/merchant/skus/:skuId/stock': route({
    tag: 'Goods',
    summary: 'Add or take units',
    description:
      'An increment with a key of its own: the same key twice changes the stock once. There is no way to set an absolute number.',
    permission: ['merchant'],
    params: z.object({ skuId: Id }),
    body: z.strictObject({
      key: someText(100),
      delta: z.int().min(-1_000_000).max(1_000_000),
      pool: Pool.optional().describe('The general pool where it is left out'),
    }),
    response: z.object({ skuId: Id, onHand: z.int(), reserved: z.int(), available: z.int() }),
    errors: ['sku_not_found', 'pool_not_found', 'kit_without_units', 'stock_short', 'idempotency_key_reused'],
  }),
};

import { z } from 'zod';

/** A product as a catalogue file gives it, in our words. */
export interface GoodsRow {
  readonly source: string;
  readonly ref: string;
  readonly title: string;
  readonly subtitle: string;
  readonly brand: string | null;
  readonly categoryPath: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly onShelf: boolean;
  readonly skus: readonly GoodsSku[];
}
export interface GoodsSku {
  readonly ref: string;
  readonly spec: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly listPriceMinor: number | null;
  readonly stock: number;
}

const clean = (max: number) =>
  z.coerce
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'holds control characters');
const amount = z.coerce
  .number('is not a number')
  .int('is not a whole number of minor units')
  .min(0)
  .max(100_000_000_000);
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blank, type.optional());
const spec = z.union([z.record(z.string(), z.coerce.string()), z.array(z.coerce.string())]);
const flag = z.preprocess(
  (value) => (typeof value === 'string' ? !/^(0|false|no|否|下架)$/i.test(value.trim()) : value),
  z.boolean(),
);

const Sku = z.object({
  ref: optional(clean(80)),
  sku_source_id: optional(clean(80)),
  product_ref: optional(clean(80)),
  product_source_id: optional(clean(80)),
  source: optional(clean(60)),
  spec: optional(spec),
  price_minor: optional(amount),
  price_fen: optional(amount),
  list_price_minor: optional(amount),
  list_price_fen: optional(amount),
  stock: optional(z.coerce.number().int().min(0).max(100_000_000)),
});
const Product = z.object({
  ref: optional(clean(80)),
  source_id: optional(clean(80)),
  source: optional(clean(60)),
  title: clean(200).min(1, 'is missing'),
  subtitle: optional(clean(300)),
  brand: optional(clean(80)),
  category_path: z.union([z.array(clean(60)), clean(300)], 'is missing'),
  attributes: optional(z.record(z.string(), z.coerce.string())),
  currency: optional(z.string().regex(/^[A-Z]{3}$/, 'is not a currency code')),
  on_sale: optional(flag),
  price_minor: optional(amount),
  price_fen: optional(amount),
  list_price_minor: optional(amount),
  list_price_fen: optional(amount),
  stock: optional(z.coerce.number().int().min(0).max(100_000_000)),
  skus: optional(z.array(Sku)),
});

/** What is wrong with a row, as a sentence that starts with the field. */
export class RowError extends Error {}

/** What a row comes from that does not say. */
export const DEFAULT_SOURCE = 'import';

/** The key under which a product's SKUs are found in a file of their own. */
export function productKey(source: string | undefined, ref: string): string {
  return `${source ?? DEFAULT_SOURCE} ${ref}`;
}

/**
 * Reads one product. `skusElsewhere` are its SKUs from another file; a product with none there, none inside and a price
 * of its own gets one SKU. Throws RowError.
 */
export function goodsRow(value: unknown, skusElsewhere: readonly GoodsSku[] = []): GoodsRow {
  const row = checked(Product, value);
  const ref = row.ref ?? row.source_id;
  if (ref === undefined) throw new RowError('ref: is missing');
  const categoryPath = (
    typeof row.category_path === 'string' ? row.category_path.split('>') : row.category_path
  )
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (categoryPath.length === 0) throw new RowError('category_path: is missing');
  const listPrice = row.list_price_minor ?? row.list_price_fen ?? null;
  const inside = (row.skus ?? []).map((sku) => skuOf(sku));
  const price = row.price_minor ?? row.price_fen;
  const own =
    price === undefined
      ? []
      : [{ ref, spec: {}, priceMinor: price, listPriceMinor: listPrice, stock: row.stock ?? 0 }];
  const skus = skusElsewhere.length > 0 ? skusElsewhere : inside.length > 0 ? inside : own;
  if (skus.length === 0) throw new RowError('skus: the product has no SKU and no price of its own');
  const refs = skus.map((sku) => sku.ref);
  const twice = refs.find((one, index) => refs.indexOf(one) !== index);
  if (twice !== undefined) throw new RowError(`skus: ${twice} is there twice`);
  return {
    source: row.source ?? DEFAULT_SOURCE,
    ref,
    title: row.title,
    subtitle: row.subtitle ?? '',
    brand: row.brand ?? null,
    categoryPath,
    attributes: row.attributes ?? {},
    currency: row.currency ?? 'CNY',
    onShelf: row.on_sale ?? true,
    skus: skus.map((sku) => ({
      ...sku,
      listPriceMinor:
        sku.listPriceMinor ?? (listPrice !== null && listPrice > sku.priceMinor ? listPrice : null),
    })),
  };
}

/** Reads one line of a SKU file: the product it belongs to, and the SKU. Throws RowError. */
export function skuRow(value: unknown): { key: string; sku: GoodsSku } {
  const row = checked(Sku, value);
  const product = row.product_ref ?? row.product_source_id;
  if (product === undefined) throw new RowError('product_ref: is missing');
  return { key: productKey(row.source, product), sku: skuOf(row) };
}

/** A CSV row: product and SKU columns side by side; `spec:颜色` and `attr:材质` columns hold what has no column of its own. */
export function fromCsv(record: Readonly<Record<string, string>>): { product: unknown; sku: unknown } {
  const pick = (prefix: string) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([name, value]) =>
        name.startsWith(prefix) && value !== '' ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const { sku_ref: skuRef, product_ref: productRef, ref, ...rest } = record;
  const productId = productRef ?? ref ?? rest.source_id;
  return {
    product: { ...rest, ref: productId, attributes: pick('attr:') },
    sku: { ...rest, ref: skuRef || productId, product_ref: productId, spec: pick('spec:') },
  };
}

function skuOf(row: z.infer<typeof Sku>): GoodsSku {
  const ref = row.ref ?? row.sku_source_id;
  const priceMinor = row.price_minor ?? row.price_fen;
  if (ref === undefined) throw new RowError('sku ref: is missing');
  if (priceMinor === undefined) throw new RowError(`price_minor: is missing on SKU ${ref}`);
  return {
    ref,
    spec: specOf(row.spec),
    priceMinor,
    listPriceMinor: row.list_price_minor ?? row.list_price_fen ?? null,
    stock: row.stock ?? 0,
  };
}

function specOf(given: z.infer<typeof spec> | undefined): Record<string, string> {
  if (given === undefined) return {};
  if (!Array.isArray(given)) return given;
  return Object.fromEntries(given.map((value, index) => [index === 0 ? '规格' : `规格${index + 1}`, value]));
}

function checked<T extends z.ZodType>(type: T, value: unknown): z.output<T> {
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') || 'row';
  throw new RowError(
    `${field}: ${issue?.code === 'invalid_type' ? 'is missing or has the wrong type' : (issue?.message ?? 'is not as expected')}`,
  );
}

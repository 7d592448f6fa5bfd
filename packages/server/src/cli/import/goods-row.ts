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

const PRICE_MAX = 100_000_000_000;
const STOCK_MAX = 100_000_000;

/** For fields that must be there: their absence is told apart from a wrong kind. */
const wrong = (what: string) => ({
  error: ({ input }: { input?: unknown }): string =>
    input === undefined || input === null ? 'is missing' : what,
});
/** Numbers do for texts, except those that JSON has already rounded. */
const asText = (value: unknown): unknown =>
  typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value))
    ? String(value)
    : value;
const text = (max: number) =>
  z.preprocess(
    asText,
    z
      .string(wrong('is not a text'))
      .trim()
      .max(max, `is longer than ${max} characters`)
      .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'holds control characters'),
  );
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
const whole = (max: number, unit: string) =>
  z.preprocess(
    asNumber,
    z
      .number(wrong('is not a number'))
      .multipleOf(1, `is not a whole number of ${unit}`)
      .min(0, 'is negative')
      .max(max, `is more than ${max}`),
  );
const amount = whole(PRICE_MAX, 'minor units (fen, cents)');
const blank = (value: unknown): unknown => (value === '' || value === null ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blank, type.optional());

const YES = /^(1|true|yes|是|上架)$/i;
const NO = /^(0|false|no|否|下架)$/i;
const flag = z.preprocess((value) => {
  const word = String(value).trim();
  return YES.test(word) ? true : NO.test(word) ? false : value;
}, z.boolean('is neither true nor false'));

/** Names and values; those without a value are left out. */
const named = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).flatMap(([name, one]) =>
            blank(one) === undefined ? [] : [[name, typeof one === 'boolean' ? String(one) : one]],
          ),
        )
      : value,
  z.record(text(60), text(2_000), 'is not an object of names and values'),
);

const Sku = z.object({
  ref: optional(text(80)),
  sku_source_id: optional(text(80)),
  product_ref: optional(text(80)),
  product_source_id: optional(text(80)),
  source: optional(text(60)),
  spec: optional(z.union([named, z.array(text(2_000))], 'is neither an object of texts nor a list of them')),
  price_minor: optional(amount),
  price_fen: optional(amount),
  list_price_minor: optional(amount),
  list_price_fen: optional(amount),
  stock: optional(whole(STOCK_MAX, 'units')),
});
const Product = z.object({
  ref: optional(text(80)),
  source_id: optional(text(80)),
  source: optional(text(60)),
  title: text(200).refine((title) => title !== '', 'is missing'),
  subtitle: optional(text(300)),
  brand: optional(text(80)),
  category_path: z.union([z.array(text(60)), text(300)], wrong('is neither a text nor a list of texts')),
  attributes: optional(named),
  currency: optional(z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as CNY')),
  on_sale: optional(flag),
  price_minor: optional(amount),
  price_fen: optional(amount),
  list_price_minor: optional(amount),
  list_price_fen: optional(amount),
  stock: optional(whole(STOCK_MAX, 'units')),
  skus: optional(z.array(Sku, 'is not a list')),
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

/** Reads one SKU that names its product. Throws RowError. */
export function skuRow(value: unknown): { key: string; sku: GoodsSku } {
  const row = checked(Sku, value);
  const key = skuKey(value);
  if (key === undefined) throw new RowError('product_ref: is missing');
  return { key, sku: skuOf(row) };
}

/** The product that a line of a SKU file belongs to, as far as that can be read. */
export function skuKey(value: unknown): string | undefined {
  return keyOf(value, ['product_ref', 'product_source_id']);
}

/** The key of a product in a file, as far as it can be read. */
export function goodsKey(value: unknown): string | undefined {
  return keyOf(value, ['ref', 'source_id']);
}

function keyOf(value: unknown, names: readonly string[]): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const row = value as Record<string, unknown>;
  const ref = names
    .map((name) => optional(text(80)).safeParse(row[name]).data)
    .find((one) => one !== undefined);
  const source = optional(text(60)).safeParse(row.source);
  return ref === undefined || !source.success ? undefined : productKey(source.data, ref);
}

/** Reads a SKU. Throws RowError. */
export function readSku(value: unknown): GoodsSku {
  return skuOf(checked(Sku, value));
}

/** A CSV row: product and SKU columns side by side; `spec:颜色` and `attr:材质` columns hold what has no column of its own. */
export function fromCsv(record: Readonly<Record<string, string>>): {
  readonly key: string | undefined;
  readonly product: object;
  readonly sku: object;
} {
  const pick = (prefix: string) =>
    Object.fromEntries(
      Object.entries(record).flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
      ),
    );
  const { sku_ref: skuRef, product_ref: productRef, ref, ...rest } = record;
  const productId = productRef || ref || rest.source_id || rest.product_source_id;
  const product = { ...rest, ref: productId, attributes: pick('attr:') };
  return {
    key: goodsKey(product),
    product,
    sku: {
      ...rest,
      ref: skuRef || rest.sku_source_id || productId,
      product_ref: productId,
      spec: pick('spec:'),
    },
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

function specOf(given: Record<string, string> | string[] | undefined): Record<string, string> {
  if (given === undefined) return {};
  if (!Array.isArray(given)) return given;
  return Object.fromEntries(given.map((value, index) => [index === 0 ? '规格' : `规格${index + 1}`, value]));
}

function checked<T extends z.ZodType>(type: T, value: unknown): z.output<T> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RowError('row: is not an object of fields');
  const result = type.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new RowError(`${issue?.path.join('.') || 'row'}: ${issue?.message ?? 'is not as expected'}`);
}

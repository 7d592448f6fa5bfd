import { sql } from 'kysely';
import { openLevels } from '#stock';
import { plainArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import { joinCategory } from '../rules/category.ts';

export interface NewSkuRow {
  readonly skuId: string;
  /** The shop's own code; unique within the shop. */
  readonly ref: string;
  readonly spec: Readonly<Record<string, string>>;
  readonly priceMinor: number;
  readonly listPriceMinor: number | null;
  /** Units on hand to begin with. */
  readonly stock: number;
}

export interface NewProductRow {
  readonly productId: string;
  readonly shopId: string;
  /** The shop's own code; unique within the shop. */
  readonly ref: string;
  /** Where it came from: `own`, or the name of an import. */
  readonly source?: string;
  readonly title: string;
  readonly subtitle: string;
  readonly brand: string | null;
  readonly categoryPath: readonly string[];
  /** Path of its picture on this server. */
  readonly picture: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly currency: string;
  /** Listed, and priced, since then; `now` where it is left out. */
  readonly createdAt?: Date;
  /** On the shelf from the start; true where it is left out. */
  readonly onShelf?: boolean;
  /** In the order they are shown; at least one. */
  readonly skus: readonly NewSkuRow[];
}

/**
 * Lists products of any shops with SKUs, prices and stock, in a handful of statements however many there are:
 * a few thousand at a time are best. A ref that the shop already has is refused by the database: ask `productsByRef` first.
 */
export async function insertProducts(tx: Tx, products: readonly NewProductRow[], now: Date): Promise<void> {
  if (products.length === 0) return;
  const productRows = products.map((product) => {
    const prices = product.skus.map((sku) => sku.priceMinor);
    if (prices.length === 0) throw new RangeError(`product ${product.ref} has no SKU`);
    return {
      product_id: product.productId,
      shop_id: product.shopId,
      ref: product.ref,
      source: product.source ?? 'own',
      title: product.title,
      subtitle: product.subtitle,
      brand: product.brand,
      category_path: joinCategory(product.categoryPath),
      picture: product.picture,
      attributes: product.attributes,
      currency: product.currency,
      price_minor_min: prices.reduce((low, price) => Math.min(low, price)),
      price_minor_max: prices.reduce((high, price) => Math.max(high, price)),
      created_at: product.createdAt ?? now,
      on_shelf: product.onShelf ?? true,
    };
  });
  await sql`
    INSERT INTO catalog.product (product_id, shop_id, ref, source, title, subtitle, brand, category_path, picture,
      attributes, currency, price_minor_min, price_minor_max, created_at, on_shelf)
    SELECT product_id, shop_id, ref, source, title, subtitle, brand, category_path, picture,
      attributes, currency, price_minor_min, price_minor_max, created_at, on_shelf
    FROM json_to_recordset(${JSON.stringify(productRows)}::json)
      AS r (product_id uuid, shop_id uuid, ref text, source text, title text, subtitle text, brand text,
        category_path text, picture text, attributes jsonb, currency text, price_minor_min bigint,
        price_minor_max bigint, created_at timestamptz, on_shelf boolean)
  `.execute(tx);
  await insertSkus(tx, products, now);
  await openLevels(
    tx,
    products.flatMap(({ shopId, productId, skus }) =>
      skus.map((sku) => ({ shopId, productId, skuId: sku.skuId, onHand: sku.stock })),
    ),
    now,
  );
}

/** SKUs and their first prices in one statement: the foreign key between them is checked when it ends. */
async function insertSkus(tx: Tx, products: readonly NewProductRow[], now: Date): Promise<void> {
  const rows = products.flatMap((product) =>
    product.skus.map((sku, position) => ({
      sku_id: sku.skuId,
      shop_id: product.shopId,
      product_id: product.productId,
      ref: sku.ref,
      position,
      spec: sku.spec,
      price_minor: sku.priceMinor,
      list_price_minor: sku.listPriceMinor,
      valid_from: product.createdAt ?? now,
    })),
  );
  await sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (sku_id uuid, shop_id uuid, product_id uuid, ref text, position integer, spec jsonb,
          price_minor bigint, list_price_minor bigint, valid_from timestamptz)
    ), sku AS (
      INSERT INTO catalog.sku (sku_id, shop_id, product_id, ref, position, spec)
      SELECT sku_id, shop_id, product_id, ref, position, spec FROM given
    )
    INSERT INTO catalog.price (sku_id, valid_from, price_minor, list_price_minor)
    SELECT sku_id, valid_from, price_minor, list_price_minor FROM given
  `.execute(tx);
}

/** Says that an order must look at these products anew. Locks in key order, so that two who touch the same never wait for each other in a ring. */
export async function touchProducts(tx: Tx, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await sql`
    UPDATE catalog.product SET revision = revision + 1 WHERE product_id IN (
      SELECT product_id FROM catalog.product WHERE product_id = ANY(${[...new Set(productIds)]}::uuid[])
      ORDER BY product_id FOR UPDATE)
  `.execute(tx);
}

/** Holds products as they are until the caller commits; who changes one waits. Takes locks in key order, as `touchProducts` does. */
export async function holdProducts(tx: Tx, productIds: readonly string[]): Promise<void> {
  await sql`
    SELECT 1 FROM catalog.product WHERE product_id = ANY(${plainArray(productIds)}::uuid[])
    ORDER BY product_id FOR SHARE
  `.execute(tx);
}

/** Puts a shop's product on or off the shelf. `changed` is false where it stood so already; undefined = not this shop's. */
export async function updateShelf(
  tx: Tx,
  shopId: string,
  productId: string,
  onShelf: boolean,
): Promise<{ changed: boolean } | undefined> {
  const { rows } = await sql<{ was: boolean }>`
    SELECT on_shelf AS was FROM catalog.product WHERE product_id = ${productId} AND shop_id = ${shopId} FOR UPDATE
  `.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  if (row.was === onShelf) return { changed: false };
  await sql`
    UPDATE catalog.product SET on_shelf = ${onShelf}, revision = revision + 1 WHERE product_id = ${productId}
  `.execute(tx);
  return { changed: true };
}

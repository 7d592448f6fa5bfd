import type { Engine } from '@yellowcart/engine';
import {
  createShops,
  insertProducts,
  type NewProductRow,
  productsByRef,
  shopByRef,
} from '@yellowcart/engine/catalog';
import { createParties } from '@yellowcart/engine/parties';
import { insertPlans } from '@yellowcart/engine/plans';
import { pictureKind } from '@yellowcart/pictures';
import { csvRows, jsonRows, openSource, type RawRow } from '../source-file.ts';
import {
  DEFAULT_SOURCE,
  fromCsv,
  type GoodsRow,
  type GoodsSku,
  goodsRow,
  productKey,
  RowError,
  skuRow,
} from './goods-row.ts';

export interface ImportOptions {
  readonly file: string;
  /** A file of SKUs that name their product; undefined = SKUs stand inside the products. */
  readonly skusFile: string | undefined;
  /** Put everything into this shop; undefined = one shop for each `source` named in the file. */
  readonly shopId: string | undefined;
  /** Open a normal plan with this commission on every new product; undefined = none. */
  readonly commissionBps: number | undefined;
  readonly onProgress?: (bytesRead: number, bytes: number, products: number) => void;
  readonly onError?: (error: ImportError) => void;
}
export interface ImportError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
export interface ImportResult {
  readonly products: number;
  readonly skus: number;
  /** Products whose ref the shop already had: left as they are, so that a run can be repeated. */
  readonly known: number;
  readonly errors: number;
}

const BATCH = 500;

/** Loads a catalogue, a few hundred products in a transaction. A row that is wrong is reported and passed over; its neighbours are not touched. */
export async function importGoods(engine: Engine, options: ImportOptions): Promise<ImportResult> {
  const result = { products: 0, skus: 0, known: 0, errors: 0 };
  const report = (file: string, line: number, message: string): void => {
    result.errors += 1;
    options.onError?.({ file, line, message });
  };
  const skus =
    options.skusFile === undefined ? new Map<string, GoodsSku[]>() : await readSkus(options.skusFile, report);
  const shops = new Map<string, string>();
  const source = await openSource(options.file);
  let batch: GoodsRow[] = [];
  const flush = async (): Promise<void> => {
    const added = await writeGoods(engine, batch, shops, options);
    result.products += added.products;
    result.skus += added.skus;
    result.known += batch.length - added.products;
    batch = [];
    options.onProgress?.(source.bytesRead(), source.bytes, result.products);
  };
  for await (const { row, line, error } of goodsRows(options.file, source, skus)) {
    if (row) batch.push(row);
    else report(options.file, line, error ?? 'cannot be read');
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  for (const key of skus.keys())
    report(options.skusFile ?? '', 0, `SKUs of ${key}: no such product in ${options.file}`);
  return result;
}

type Report = (file: string, line: number, message: string) => void;
interface Read {
  readonly line: number;
  readonly row?: GoodsRow;
  readonly error?: string;
}

async function readSkus(file: string, report: Report): Promise<Map<string, GoodsSku[]>> {
  const found = new Map<string, GoodsSku[]>();
  const source = await openSource(file);
  for await (const raw of isCsv(file) ? csvRows(source) : jsonRows(source)) {
    const read = attempt(raw, () =>
      skuRow(isCsv(file) ? fromCsv(raw.value as Record<string, string>).sku : raw.value),
    );
    if (read.error !== undefined) report(file, raw.line, read.error);
    else if (read.value) found.set(read.value.key, [...(found.get(read.value.key) ?? []), read.value.sku]);
  }
  return found;
}

/** Takes a product's SKUs out of `skus`, so that what is left there at the end belongs to nobody. */
async function* goodsRows(
  file: string,
  source: Awaited<ReturnType<typeof openSource>>,
  skus: Map<string, GoodsSku[]>,
): AsyncGenerator<Read> {
  if (isCsv(file)) {
    yield* csvGoods(csvRows(source));
    return;
  }
  for await (const raw of jsonRows(source)) {
    const read = attempt(raw, () => {
      const plain = goodsRowKey(raw.value);
      const elsewhere = plain === undefined ? [] : (skus.get(plain) ?? []);
      if (plain !== undefined) skus.delete(plain);
      return goodsRow(raw.value, elsewhere);
    });
    yield read.error === undefined && read.value
      ? { line: raw.line, row: read.value }
      : { line: raw.line, error: read.error ?? '' };
  }
}

function goodsRowKey(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { source, ref, source_id: sourceId } = value as Record<string, unknown>;
  const id = ref ?? sourceId;
  return id === undefined
    ? undefined
    : productKey(typeof source === 'string' ? source : undefined, String(id));
}

/** Neighbouring rows of one product become its SKUs. */
async function* csvGoods(rows: AsyncGenerator<RawRow>): AsyncGenerator<Read> {
  let open: { line: number; product: unknown; ref: unknown; skus: unknown[] } | undefined;
  const close = (): Read[] => {
    if (!open) return [];
    const { line, product, skus } = open;
    const read = attempt({ line, value: product }, () => goodsRow({ ...(product as object), skus }));
    return [
      read.error === undefined && read.value ? { line, row: read.value } : { line, error: read.error ?? '' },
    ];
  };
  for await (const raw of rows) {
    if (raw.error !== undefined) {
      yield { line: raw.line, error: raw.error };
      continue;
    }
    const { product, sku } = fromCsv(raw.value as Record<string, string>);
    const { ref } = product as { ref?: unknown };
    if (open && ref !== undefined && open.ref === ref) {
      open.skus.push(sku);
      continue;
    }
    yield* close();
    open = { line: raw.line, product, ref, skus: [sku] };
  }
  yield* close();
}

function attempt<T>(raw: RawRow, read: () => T): { value?: T; error?: string } {
  if (raw.error !== undefined) return { error: raw.error };
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof RowError) return { error: error.message };
    throw error;
  }
}

const isCsv = (file: string): boolean => /\.csv(\.gz)?$/i.test(file);

async function writeGoods(
  engine: Engine,
  rows: readonly GoodsRow[],
  shops: Map<string, string>,
  options: ImportOptions,
): Promise<{ products: number; skus: number }> {
  const now = engine.clock.now();
  const added: NewProductRow[] = [];
  await engine.db.transaction().execute(async (tx) => {
    for (const [source, read] of Map.groupBy(rows, (row) => row.source)) {
      const group = options.shopId === undefined ? read : read.map(toldApart);
      const shopId = options.shopId ?? shops.get(source) ?? (await shopFor(engine, tx, source));
      shops.set(source, shopId);
      const known = await productsByRef(
        tx,
        shopId,
        group.map((row) => row.ref),
      );
      for (const row of group) {
        if (known.has(row.ref)) continue;
        const product = newProduct(engine, shopId, row);
        known.set(row.ref, product.productId);
        added.push(product);
      }
    }
    await insertProducts(tx, added, now);
    if (options.commissionBps !== undefined) {
      const { commissionBps } = options;
      await insertPlans(
        tx,
        added.map(({ productId, shopId }) => ({
          planId: engine.ids.next(),
          productId,
          shopId,
          kind: 'normal' as const,
          leaderId: null,
          createdAt: now,
          commissionBps,
          serviceFeeBps: 0,
        })),
      );
    }
  });
  return { products: added.length, skus: added.reduce((sum, product) => sum + product.skus.length, 0) };
}

/** Sources number their goods from one each, so in a shop that takes several the source belongs to the code. */
function toldApart(row: GoodsRow): GoodsRow {
  if (row.source === DEFAULT_SOURCE) return row;
  const whole = (ref: string): string => `${row.source}:${ref}`;
  return { ...row, ref: whole(row.ref), skus: row.skus.map((sku) => ({ ...sku, ref: whole(sku.ref) })) };
}

function newProduct(engine: Engine, shopId: string, row: GoodsRow): NewProductRow {
  const kind = pictureKind(`${row.categoryPath.join(' > ')} ${row.title}`);
  return {
    ...row,
    productId: engine.ids.next(),
    shopId,
    picture: `/pictures/${kind}/${encodeURIComponent(row.ref)}.svg`,
    skus: row.skus.map((sku) => ({ ...sku, skuId: engine.ids.next() })),
  };
}

/** The shop that an import's source fills, opened at its first row. */
async function shopFor(
  engine: Engine,
  tx: Parameters<typeof createShops>[0],
  source: string,
): Promise<string> {
  const ref = `import:${source}`;
  const there = await shopByRef(tx, ref);
  if (there !== undefined) return there;
  const now = engine.clock.now();
  const [merchantId, shopId] = [engine.ids.next(), engine.ids.next()];
  await createParties(tx, [
    { partyId: merchantId, role: 'merchant', ref, name: source, profile: {}, createdAt: now },
  ]);
  await createShops(tx, [{ shopId, merchantId, ref, name: source, intro: '', city: '', openedAt: now }]);
  return shopId;
}

import type { Engine, Tx } from '@yellowcart/engine';
import {
  createShops,
  insertProducts,
  type NewProductRow,
  productsByRef,
  shopByRef,
  skusByRef,
} from '@yellowcart/engine/catalog';
import { createParties } from '@yellowcart/engine/parties';
import { insertPlans } from '@yellowcart/engine/plans';
import { pictureKind } from '@yellowcart/pictures';
import { openSource } from '../source-file.ts';
import type { ImportError } from './error-report.ts';
import { DEFAULT_SOURCE, type GoodsRow } from './goods-row.ts';
import { readGoods, readSkus } from './read-goods.ts';

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
  const reportTo =
    (file: string) =>
    (line: number, message: string): void => {
      result.errors += 1;
      options.onError?.({ file, line, message });
    };
  const report = reportTo(options.file);
  const { skusFile } = options;
  const skus = skusFile === undefined ? new Map() : await readSkus(skusFile, reportTo(skusFile));
  const run: Run = { engine, options, shops: new Map() };
  const source = await openSource(options.file);
  let batch: Row[] = [];
  const flush = async (): Promise<void> => {
    const sorted = await writeGoods(run, batch);
    result.products += sorted.added.length;
    result.skus += sorted.added.reduce((sum, product) => sum + product.skus.length, 0);
    result.known += sorted.known;
    for (const { line, message } of sorted.refused) report(line, message);
    batch = [];
    options.onProgress?.(source.bytesRead(), source.bytes, result.products);
  };
  for await (const read of readGoods(options.file, source, skus)) {
    if (read.error === undefined) batch.push(read);
    else report(read.line, read.error);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  if (skusFile !== undefined)
    for (const key of skus.keys())
      reportTo(skusFile)(0, `SKUs of ${key}: no such product in ${options.file}`);
  return result;
}

interface Row {
  readonly line: number;
  readonly row: GoodsRow;
}
interface Run {
  readonly engine: Engine;
  readonly options: ImportOptions;
  /** Shops by the source they are filled from. */
  readonly shops: Map<string, string>;
}
/** What became of a batch. */
interface Sorted {
  readonly added: NewProductRow[];
  known: number;
  readonly refused: { readonly line: number; readonly message: string }[];
}

async function writeGoods(run: Run, rows: readonly Row[]): Promise<Sorted> {
  const { engine, options, shops } = run;
  const now = engine.clock.now();
  return engine.db.transaction().execute(async (tx) => {
    const byShop = new Map<string, Row[]>();
    for (const { line, row } of rows) {
      const { source } = row;
      const shopId = options.shopId ?? shops.get(source) ?? (await shopFor(engine, tx, source));
      shops.set(source, shopId);
      byShop.set(shopId, [
        ...(byShop.get(shopId) ?? []),
        { line, row: options.shopId === undefined ? row : toldApart(row) },
      ]);
    }
    const sorted: Sorted = { added: [], known: 0, refused: [] };
    for (const [shopId, group] of byShop) await sortRows(run, tx, shopId, group, sorted);
    await insertProducts(tx, sorted.added, now);
    if (options.commissionBps !== undefined) {
      const { commissionBps } = options;
      await insertPlans(
        tx,
        sorted.added.map(({ productId, shopId }) => ({
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
    return sorted;
  });
}

/** Sources number their goods from one each, so in a shop that takes several the source belongs to the code. */
function toldApart(row: GoodsRow): GoodsRow {
  if (row.source === DEFAULT_SOURCE) return row;
  const whole = (ref: string): string => `${row.source}:${ref}`;
  return { ...row, ref: whole(row.ref), skus: row.skus.map((sku) => ({ ...sku, ref: whole(sku.ref) })) };
}

/**
 * Parts one shop's rows into what is new, what it has already, and what its codes do not allow. SKUs that a product
 * there does not have are told, since they are not added.
 */
async function sortRows(
  { engine }: Run,
  tx: Tx,
  shopId: string,
  rows: readonly Row[],
  sorted: Sorted,
): Promise<void> {
  const known = await productsByRef(
    tx,
    shopId,
    rows.map(({ row }) => row.ref),
  );
  const taken = new Set(
    (
      await skusByRef(
        tx,
        shopId,
        rows.flatMap(({ row }) => row.skus.map(({ ref }) => ref)),
      )
    ).keys(),
  );
  for (const { line, row } of rows) {
    const refuse = (message: string): unknown => sorted.refused.push({ line, message });
    if (known.has(row.ref)) {
      sorted.known += 1;
      const fresh = row.skus.filter(({ ref }) => !taken.has(ref)).map(({ ref }) => ref);
      if (fresh.length > 0)
        refuse(
          `ref: ${row.ref} is in the shop already and stays as it is, without SKU ${fresh.join(', ')} (the rows of one product must stand together)`,
        );
      continue;
    }
    const foreign = row.skus.find(({ ref }) => taken.has(ref));
    if (foreign) {
      refuse(`skus: ${foreign.ref} belongs to another product of the shop`);
      continue;
    }
    const product = newProduct(engine, shopId, row);
    for (const { ref } of row.skus) taken.add(ref);
    known.set(row.ref, product.productId);
    sorted.added.push(product);
  }
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
async function shopFor(engine: Engine, tx: Tx, source: string): Promise<string> {
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

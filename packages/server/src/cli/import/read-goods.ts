import { csvRows } from '../csv-rows.ts';
import { jsonRows, openSource, type RawRow, type SourceFile } from '../source-file.ts';
import {
  fromCsv,
  type GoodsRow,
  type GoodsSku,
  goodsKey,
  goodsRow,
  RowError,
  readSku,
  skuKey,
  skuRow,
} from './goods-row.ts';

/** A product of a catalogue, or why a row is none; `line` is where it starts. */
export type ReadGoods =
  | { readonly line: number; readonly row: GoodsRow; readonly error?: never }
  | { readonly line: number; readonly error: string };

/** SKUs from a file of their own, by the product they name. `left out`: one of its SKUs cannot be read, so none is used. */
export type SkusElsewhere = Map<string, GoodsSku[] | 'left out'>;

const PRICE = ['price_minor', 'price_fen'];
const GOODS_COLUMNS = [['ref', 'product_ref', 'source_id'], ['title'], ['category_path'], PRICE];
const SKU_COLUMNS = [['product_ref', 'product_source_id'], PRICE];

const isCsv = (file: string): boolean => /\.csv(\.gz)?$/i.test(file);

/** Reads a file of SKUs that name their product. */
export async function readSkus(
  file: string,
  onError: (line: number, message: string) => void,
): Promise<SkusElsewhere> {
  const found: SkusElsewhere = new Map();
  const source = await openSource(file);
  for await (const raw of isCsv(file) ? csvRows(source, SKU_COLUMNS) : jsonRows(source)) {
    const value = isCsv(file) && raw.error === undefined ? fromCsv(raw.value as CsvRecord).sku : raw.value;
    const read = attempt(raw, () => skuRow(value));
    if (read.error === undefined) {
      const { key, sku } = read.value;
      const others = found.get(key) ?? [];
      if (others !== 'left out') found.set(key, [...others, sku]);
      continue;
    }
    const key = skuKey(value);
    if (key !== undefined) found.set(key, 'left out');
    onError(raw.line, key === undefined ? read.error : `${read.error}; its product is left out`);
  }
  return found;
}

/** Reads a catalogue. Takes a product's SKUs out of `skus`, so that what is left there at the end belongs to nobody. */
export async function* readGoods(
  file: string,
  source: SourceFile,
  skus: SkusElsewhere,
): AsyncGenerator<ReadGoods> {
  if (isCsv(file)) {
    yield* csvGoods(csvRows(source, GOODS_COLUMNS));
    return;
  }
  for await (const raw of jsonRows(source)) {
    const key = goodsKey(raw.value);
    const elsewhere = key === undefined ? undefined : skus.get(key);
    if (key !== undefined) skus.delete(key);
    if (elsewhere === 'left out') continue;
    const read = attempt(raw, () => goodsRow(raw.value, elsewhere));
    yield read.error === undefined
      ? { line: raw.line, row: read.value }
      : { line: raw.line, error: read.error };
  }
}

type CsvRecord = Readonly<Record<string, string>>;

interface OpenProduct {
  readonly line: number;
  readonly key: string | undefined;
  readonly product: object;
  readonly skus: GoodsSku[];
  broken: boolean;
}

/** Neighbouring rows of one product become its SKUs; the first row's product columns count. */
async function* csvGoods(rows: AsyncGenerator<RawRow>): AsyncGenerator<ReadGoods> {
  let open: OpenProduct | undefined;
  for await (const raw of rows) {
    if (raw.error !== undefined) {
      yield { line: raw.line, error: raw.error };
      continue;
    }
    const { key, product, sku } = fromCsv(raw.value as CsvRecord);
    if (key === undefined) {
      yield* closed({ line: raw.line, key, product, skus: [], broken: false });
      continue;
    }
    if (open?.key !== key) {
      yield* closed(open);
      open = { line: raw.line, key, product, skus: [], broken: false };
    }
    const read = attempt(raw, () => readSku(sku));
    if (read.error === undefined) {
      open.skus.push(read.value);
    } else {
      open.broken = true;
      yield { line: raw.line, error: `${read.error}; its product is left out` };
    }
  }
  yield* closed(open);
}

function closed(open: OpenProduct | undefined): ReadGoods[] {
  if (open === undefined || open.broken) return [];
  const { line, product, skus } = open;
  const read = attempt({ line, value: product }, () => goodsRow(product, skus));
  return [read.error === undefined ? { line, row: read.value } : { line, error: read.error }];
}

type Attempt<T> = { readonly value: T; readonly error?: never } | { readonly error: string };

function attempt<T>(raw: RawRow, read: () => T): Attempt<T> {
  if (raw.error !== undefined) return { error: raw.error };
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof RowError) return { error: error.message };
    throw error;
  }
}

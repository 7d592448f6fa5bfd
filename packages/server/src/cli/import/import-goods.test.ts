import { gzipSync } from 'node:zlib';
import { allShopIds, shopByRef } from '@yellowcart/engine/catalog';
import {
  describeOnBothDatabases,
  makeEngine,
  openTestShop,
  type TestEngine,
} from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { dropScratchFiles, scratchFile } from '../testing/scratch-files.ts';
import { errorReport, type ImportError, inFileOrder } from './error-report.ts';
import { type ImportOptions, type ImportResult, importGoods } from './import-goods.ts';

dropScratchFiles();

const product = (ref: string, change: object = {}) => ({
  ref,
  title: `商品 ${ref}`,
  category_path: '家居 > 杯具',
  price_minor: 1_900,
  stock: 3,
  ...change,
});
const sku = (ref: string, change: object = {}) => ({
  ref,
  spec: { 容量: ref },
  price_minor: 100,
  stock: 1,
  ...change,
});

describeOnBothDatabases('an import', (open) => {
  let engine: TestEngine;
  let errors: ImportError[];
  beforeEach(async () => {
    engine = makeEngine(await open());
    errors = [];
  });

  const run = (file: string, options: Partial<ImportOptions> = {}): Promise<ImportResult> =>
    importGoods(engine, {
      file,
      skusFile: undefined,
      shopId: undefined,
      commissionBps: undefined,
      onError: (error) => errors.push(error),
      ...options,
    });
  const jsonl = (name: string, rows: readonly unknown[]): Promise<string> =>
    scratchFile(
      name,
      rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))),
    );
  const said = (): string[] => errors.map(({ line, message }) => `${line} ${message}`);
  /** Every SKU on the platform in short. */
  const goods = async (): Promise<unknown[]> => {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT p.ref || '/' || s.ref AS code, s.spec, r.price_minor AS price, l.on_hand AS stock
      FROM catalog.product p JOIN catalog.sku s USING (product_id) JOIN catalog.price r USING (sku_id)
      JOIN stock.level l USING (sku_id) ORDER BY p.source, p.ref, s.position
    `.execute(engine.db);
    return rows.map(({ code, spec, price, stock }) => [code, spec, price, stock]);
  };

  it('brings products with the SKUs inside them, and a second run brings nothing', async () => {
    const file = await jsonl('nested.jsonl', [
      product('P1', { skus: [sku('S1'), sku('S2', { price_minor: 250, stock: 9 })] }),
      product('P2', { on_sale: false, brand: '青禾', attributes: { 材质: '陶瓷' }, licence: 'MIT' }),
    ]);
    expect(await run(file)).toEqual({ products: 2, skus: 3, known: 0, errors: 0 });
    expect(await goods()).toEqual([
      ['P1/S1', { 容量: 'S1' }, 100, 1],
      ['P1/S2', { 容量: 'S2' }, 250, 9],
      ['P2/P2', {}, 1_900, 3],
    ]);
    const { rows } = await sql<Record<string, unknown>>`
      SELECT source, brand, attributes, on_shelf, category_path, picture FROM catalog.product WHERE ref = 'P2'
    `.execute(engine.db);
    expect(rows).toEqual([
      {
        source: 'import',
        brand: '青禾',
        attributes: { 材质: '陶瓷' },
        on_shelf: false,
        category_path: '家居 > 杯具',
        picture: expect.stringMatching(/^\/pictures\/[a-z-]+\/P2\.svg$/),
      },
    ]);
    const before = await goods();
    expect(await run(file)).toEqual({ products: 0, skus: 0, known: 2, errors: 0 });
    expect(await goods()).toEqual(before);
    expect(errors).toEqual([]);
  });

  it('takes SKUs from a file of their own, and tells those that belong to nobody', async () => {
    const file = await jsonl('products.jsonl', [
      { source: 'mall', source_id: 7, title: '杯', category_path: '家居', price_fen: 100 },
      { source: 'mall', source_id: 8, title: '碗', category_path: '家居', price_fen: 200 },
      { source: 'mall', source_id: 9, title: '盘', category_path: '家居', price_fen: 300 },
    ]);
    const skusFile = await jsonl('their-skus.jsonl', [
      {
        source: 'mall',
        product_source_id: 7,
        sku_source_id: 1,
        spec: ['大', '蓝'],
        price_fen: 150,
        stock: 4,
      },
      {
        source: 'mall',
        product_source_id: 7,
        sku_source_id: 2,
        spec: ['小', '蓝'],
        price_fen: 100,
        stock: 5,
      },
      { source: 'mall', product_source_id: 8, sku_source_id: 3, price_fen: -1 },
      { source: 'mall', product_source_id: 8, sku_source_id: 4, price_fen: 200 },
      { source: 'else', product_source_id: 7, sku_source_id: 5, price_fen: 1 },
    ]);
    expect(await run(file, { skusFile })).toEqual({ products: 2, skus: 3, known: 0, errors: 2 });
    expect(await goods()).toEqual([
      ['7/1', { 规格: '大', 规格2: '蓝' }, 150, 4],
      ['7/2', { 规格: '小', 规格2: '蓝' }, 100, 5],
      ['9/9', {}, 300, 0],
    ]);
    expect(said()).toEqual([
      '3 price_fen: is negative; its product is left out',
      `0 SKUs of else 7: no such product in ${file}`,
    ]);
    // Once the wrong SKU is put right, the product comes with all of its SKUs.
    const mended = await jsonl('mended.jsonl', [
      { source: 'mall', product_source_id: 8, sku_source_id: 3, price_fen: 1 },
      { source: 'mall', product_source_id: 8, sku_source_id: 4, price_fen: 200 },
    ]);
    expect(await run(file, { skusFile: mended })).toMatchObject({ products: 1, skus: 2, known: 2 });
  });

  const TABLE = [
    'ref,sku_ref,title,category_path,spec:颜色,spec:尺码,attr:材质,price_minor,stock',
    'T1,T1-B-M,短袖,服饰 > T恤,蓝,M,棉,5900,10',
    'T1,T1-B-L,,,蓝,L,,6100,0',
    'T2,,"帽子, 宽檐",服饰 > 帽,,,,3900,5',
  ];

  it.each([
    ['rows', TABLE.join('\n')],
    ['rows with a byte order mark and CRLF', `\uFEFF${TABLE.join('\r\n')}\r\n`],
  ])('makes neighbouring CSV %s of one product its SKUs', async (_case, text) => {
    const plain = await scratchFile('goods.csv', new TextEncoder().encode(text));
    expect(await run(plain)).toEqual({ products: 2, skus: 3, known: 0, errors: 0 });
    expect(await goods()).toEqual([
      ['T1/T1-B-M', { 颜色: '蓝', 尺码: 'M' }, 5_900, 10],
      ['T1/T1-B-L', { 颜色: '蓝', 尺码: 'L' }, 6_100, 0],
      ['T2/T2', {}, 3_900, 5],
    ]);
    const packed = await scratchFile('goods.csv.gz', gzipSync(text));
    expect(await run(packed)).toEqual({ products: 0, skus: 0, known: 2, errors: 0 });
  });

  it('reads SKUs from CSV too', async () => {
    const file = await jsonl('with-csv.jsonl', [product('P1', { price_minor: null })]);
    const skusFile = await scratchFile('skus.csv', [
      'product_ref,sku_ref,spec:色,price_minor',
      'P1,A,红,1',
      'P1,B,蓝,2',
    ]);
    expect(await run(file, { skusFile })).toEqual({ products: 1, skus: 2, known: 0, errors: 0 });
    expect(await goods()).toMatchObject([
      ['P1/A', { 色: '红' }, 1, 0],
      ['P1/B', { 色: '蓝' }, 2, 0],
    ]);
  });

  it('passes over what is wrong in CSV, and nothing else', async () => {
    const file = await scratchFile('mixed.csv', [
      'ref,sku_ref,title,category_path,price_minor',
      'A,,好,家居,100',
      'B,,"坏,家居,100',
      'C,,好,家居,300',
      'D,D1,一件坏,家居,400',
      'D,D2,,,-4',
      'E,,,家居,500',
      ',,无码,家居,600',
      'F,F1,好,家居,700',
      'A,A2,又来,家居,800',
    ]);
    expect(await run(file)).toEqual({ products: 3, skus: 3, known: 1, errors: 5 });
    expect((await goods()).map((row) => (row as unknown[])[0])).toEqual(['A/A', 'C/C', 'F/F1']);
    expect(inFileOrder(errors).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '3 has a quote that is never closed',
      '6 price_minor: is negative; its product is left out',
      '7 title: is missing',
      '8 ref: is missing',
      '10 ref: A is in the shop already and stays as it is, without SKU A2 (the rows of one product must stand together)',
    ]);
  });

  it('passes over what is wrong among lines of JSON, and nothing else', async () => {
    const wrong: [unknown, string][] = [
      ['{"ref": ', 'is not valid JSON'],
      ['[]', 'row: is not an object of fields'],
      [product('W1', { title: undefined }), 'title: is missing'],
      [product('W2', { price_minor: -1 }), 'price_minor: is negative'],
      [product('W3', { skus: [sku('X'), sku('X')] }), 'skus: X is there twice'],
      [product('W4', { attributes: { 材质: '\u0000' } }), 'attributes.材质: holds control characters'],
      [product('W5', { skus: [sku('S0')] }), 'skus: S0 belongs to another product of the shop'],
    ];
    const rows = [
      product('P0', { skus: [sku('S0')] }),
      ...wrong.flatMap(([row], index) => [row, product(`P${index + 1}`)]),
    ];
    const file = await jsonl('wrong.jsonl', rows);
    expect(await run(file)).toEqual({ products: 8, skus: 8, known: 0, errors: 7 });
    expect(inFileOrder(errors)).toEqual(
      wrong.map(([, message], index) => ({ file, line: 2 * index + 2, message })),
    );
  });

  it('goes on over many batches, and past a batch with codes that are taken', async () => {
    const rows = Array.from({ length: 1_203 }, (_, n) => product(`P${n}`, { skus: [sku(`S${n % 1_200}`)] }));
    const file = await jsonl('many.jsonl', rows);
    const steps: number[] = [];
    const result = await run(file, {
      onProgress: (read, bytes, products) => steps.push(products, bytes - read),
    });
    expect(result).toEqual({ products: 1_200, skus: 1_200, known: 0, errors: 3 });
    expect(said()[0]).toBe('1201 skus: S0 belongs to another product of the shop');
    expect(steps.at(-2)).toBe(1_200);
    expect(steps.at(-1)).toBe(0);
  });

  it('of nothing brings nothing', async () => {
    expect(await run(await scratchFile('empty.jsonl', []))).toEqual({
      products: 0,
      skus: 0,
      known: 0,
      errors: 0,
    });
    expect(await run(await scratchFile('empty.csv', []))).toMatchObject({ products: 0, errors: 0 });
    expect(await allShopIds(engine.db)).toEqual([]);
  });

  it('opens one shop for each source, or fills the one it is told, where the source belongs to the code', async () => {
    const rows = [product('26', { source: 'one' }), product('26', { source: 'two' })];
    const file = await jsonl('sources.jsonl', rows);
    expect(await run(file)).toMatchObject({ products: 2 });
    expect(await shopByRef(engine.db, 'import:one')).toBeDefined();
    expect(await allShopIds(engine.db)).toHaveLength(2);
    const { shopId } = await openTestShop(engine);
    expect(await run(file, { shopId })).toMatchObject({ products: 2, known: 0, errors: 0 });
    expect(await run(file, { shopId })).toMatchObject({ products: 0, known: 2, errors: 0 });
    const { rows: refs } = await sql<{ ref: string }>`
      SELECT ref FROM catalog.product WHERE shop_id = ${shopId} AND source IN ('one', 'two') ORDER BY ref
    `.execute(engine.db);
    expect(refs).toEqual([{ ref: 'one:26' }, { ref: 'two:26' }]);
  });

  it('takes a row that stands twice once', async () => {
    const file = await jsonl('twice.jsonl', [product('P'), product('P')]);
    expect(await run(file)).toEqual({ products: 1, skus: 1, known: 1, errors: 0 });
  });

  it('opens a plan on what is new, when it is told to', async () => {
    const file = await jsonl('plans.jsonl', [product('P1'), product('P2')]);
    await run(await jsonl('earlier.jsonl', [product('P1')]));
    expect(await run(file, { commissionBps: 1_250 })).toMatchObject({ products: 1, known: 1 });
    const { rows } = await sql<Record<string, unknown>>`
      SELECT p.ref, t.kind, r.commission_bps AS bps, r.service_fee_bps AS fee
      FROM plans.plan t JOIN plans.rate r USING (plan_id) JOIN catalog.product p USING (product_id)
    `.execute(engine.db);
    expect(rows).toEqual([{ ref: 'P2', kind: 'normal', bps: 1_250, fee: 0 }]);
  });
});

describe('the error report', () => {
  it('is CSV, with quotes and line ends kept inside their fields', () => {
    const errors = [
      { file: 'a.csv', line: 3, message: 'say "when",\nplease' },
      { file: 'b,c.csv', line: 0, message: 'x' },
    ];
    expect(errorReport(errors)).toBe(
      'file,line,message\n"a.csv",3,"say ""when"",\nplease"\n"b,c.csv",0,"x"\n',
    );
  });

  it('keeps files apart and lines in order', () => {
    const at = (file: string, line: number) => ({ file, line, message: '' });
    expect(inFileOrder([at('b', 9), at('a', 2), at('b', 1)])).toEqual([at('b', 1), at('b', 9), at('a', 2)]);
  });
});

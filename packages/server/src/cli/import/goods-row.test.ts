import { describe, expect, it } from 'vitest';
import { fromCsv, goodsKey, goodsRow, readSku, skuKey, skuRow } from './goods-row.ts';

const mug = { ref: 'P1', title: '马克杯', category_path: '家居 > 杯具', price_minor: 1_900, stock: 3 };
const size = (ref: string, price: number) => ({ ref, spec: { 容量: ref }, price_minor: price, stock: 1 });

describe('a product row', () => {
  it('with its own price is one SKU of the same code', () => {
    expect(goodsRow(mug)).toEqual({
      source: 'import',
      ref: 'P1',
      title: '马克杯',
      subtitle: '',
      brand: null,
      categoryPath: ['家居', '杯具'],
      attributes: {},
      currency: 'CNY',
      onShelf: true,
      skus: [{ ref: 'P1', spec: {}, priceMinor: 1_900, listPriceMinor: null, stock: 3 }],
    });
  });

  it('takes the SKUs inside it before its own price, and those of another file before both', () => {
    const nested = { ...mug, skus: [size('S', 100), size('L', 200)] };
    expect(goodsRow(nested).skus.map(({ ref }) => ref)).toEqual(['S', 'L']);
    expect(goodsRow(nested, [readSku(size('XL', 300))]).skus.map(({ ref }) => ref)).toEqual(['XL']);
  });

  it('gives its list price to the SKUs that are cheaper and have none', () => {
    const skus = [size('S', 100), size('L', 200), { ...size('XL', 100), list_price_minor: 150 }];
    expect(goodsRow({ ...mug, list_price_minor: 180, skus }).skus.map((sku) => sku.listPriceMinor)).toEqual([
      180,
      null,
      150,
    ]);
  });

  it.each([
    ['fields it does not know', { licence: 'MIT', sales_count: 7 }, {}],
    [
      'names of another system',
      { ref: undefined, source_id: 7, price_minor: null, price_fen: '1900' },
      { ref: '7' },
    ],
    ['a category as a list', { category_path: ['家居', '', ' 杯具 '] }, { categoryPath: ['家居', '杯具'] }],
    ['blanks around texts', { title: '  马克杯 ' }, { title: '马克杯' }],
    ['numbers as texts', { title: 2046, brand: 361 }, { title: '2046', brand: '361' }],
    [
      'attributes without a value',
      { attributes: { 材质: '陶瓷', 产地: '', 净重: null, 防水: true, 高: 9.5 } },
      { attributes: { 材质: '陶瓷', 防水: 'true', 高: '9.5' } },
    ],
    ['a shelf word', { on_sale: '下架' }, { onShelf: false }],
    ['a shelf number', { on_sale: 0 }, { onShelf: false }],
    ['a shelf column left empty', { on_sale: '' }, { onShelf: true }],
    ['another currency', { currency: 'EUR' }, { currency: 'EUR' }],
  ])('may have %s', (_case, change, result) => {
    expect(goodsRow({ ...mug, ...change })).toMatchObject(result);
  });

  it.each([
    ['no title', { title: undefined }, 'title: is missing'],
    ['an empty title', { title: '  ' }, 'title: is missing'],
    ['a title that is null', { title: null }, 'title: is missing'],
    ['a title that is an object', { title: { zh: '杯' } }, 'title: is not a text'],
    ['a title that is too long', { title: '杯'.repeat(201) }, 'title: is longer than 200 characters'],
    ['a control character', { title: '马克\u0000杯' }, 'title: holds control characters'],
    ['half a character', { title: '杯\ud83d' }, 'title: holds control characters'],
    ['no code', { ref: '' }, 'ref: is missing'],
    ['a code that JSON has rounded', { ref: 2 ** 60 }, 'ref: is not a text'],
    ['no category', { category_path: undefined }, 'category_path: is missing'],
    ['a category of separators', { category_path: ' > ' }, 'category_path: is missing'],
    ['a category of another kind', { category_path: 7.5e300 * 10 }, 'category_path:'],
    ['a negative price', { price_minor: -1 }, 'price_minor: is negative'],
    [
      'a price with a fraction',
      { price_minor: '19.90' },
      'price_minor: is not a whole number of minor units',
    ],
    ['a price in words', { price_minor: '¥19' }, 'price_minor: is not a number'],
    ['a price that is true', { price_minor: true }, 'price_minor: is not a number'],
    ['a price that is a list', { price_minor: [] }, 'price_minor: is not a number'],
    ['a price beyond all measure', { price_minor: 1e15 }, 'price_minor: is more than 100000000000'],
    ['stock by halves', { stock: 1.5 }, 'stock: is not a whole number of units'],
    ['a currency that is none', { currency: '元' }, 'currency: is not a currency code such as CNY'],
    ['a shelf word that is none', { on_sale: 'perhaps' }, 'on_sale: is neither true nor false'],
    ['attributes that are a text', { attributes: '陶瓷' }, 'attributes: is not an object'],
    ['an attribute that is an object', { attributes: { 材质: {} } }, 'attributes.材质: is not a text'],
    [
      'a NUL in an attribute',
      { attributes: { 材质: '陶\u0000瓷' } },
      'attributes.材质: holds control characters',
    ],
    [
      'neither SKU nor price',
      { price_minor: undefined },
      'skus: the product has no SKU and no price of its own',
    ],
    ['a SKU without a code', { skus: [{ price_minor: 1 }] }, 'sku ref: is missing'],
    ['a SKU without a price', { skus: [{ ref: 'S' }] }, 'price_minor: is missing on SKU S'],
    ['a SKU with a wrong price', { skus: [size('S', 1), size('L', -5)] }, 'skus.1.price_minor: is negative'],
    ['the same SKU twice', { skus: [size('S', 1), size('S', 2)] }, 'skus: S is there twice'],
    ['SKUs that are no list', { skus: 'S, L' }, 'skus: is not a list'],
  ])('is refused with %s', (_case, change, message) => {
    expect(() => goodsRow({ ...mug, ...change })).toThrow(message);
  });

  it.each([[null], ['text'], [[mug]], [7]])('is refused when it is %j', (value) => {
    expect(() => goodsRow(value)).toThrow('row: is not an object of fields');
  });
});

describe('a SKU row of its own', () => {
  it('names its product under either name, and its values may be a list', () => {
    expect(
      skuRow({ source: 'x', product_source_id: 7, sku_source_id: 1, spec: ['1.5m', '粉'], price_fen: 9 }),
    ).toEqual({
      key: 'x 7',
      sku: { ref: '1', spec: { 规格: '1.5m', 规格2: '粉' }, priceMinor: 9, listPriceMinor: null, stock: 0 },
    });
  });

  it('is refused without a product', () => {
    expect(() => skuRow({ ref: 'S', price_minor: 1 })).toThrow('product_ref: is missing');
  });

  it('finds its product by the same key, even when the rest is wrong', () => {
    expect(skuKey({ product_ref: 'P1', price_minor: 'x' })).toBe(goodsKey({ ref: ' P1 ', title: 1 }));
    expect(skuKey({ source: 'a', product_source_id: 1 })).toBe(goodsKey({ source: 'a', source_id: '1' }));
    expect(skuKey(undefined)).toBeUndefined();
    expect(goodsKey({ title: '杯' })).toBeUndefined();
  });
});

describe('a CSV row', () => {
  it('is a product and a SKU, with what has no column of its own', () => {
    const { key, product, sku } = fromCsv({
      ref: 'P1',
      sku_ref: 'P1-S',
      title: '杯',
      category_path: '家居',
      price_minor: '100',
      stock: '',
      'spec:颜色': '蓝',
      'spec:容量': '',
      'attr:材质': '陶瓷',
    });
    expect(key).toBe('import P1');
    expect(goodsRow(product)).toMatchObject({ ref: 'P1', attributes: { 材质: '陶瓷' } });
    expect(readSku(sku)).toEqual({
      ref: 'P1-S',
      spec: { 颜色: '蓝' },
      priceMinor: 100,
      listPriceMinor: null,
      stock: 0,
    });
  });

  it('without a SKU code gives the SKU the code of its product', () => {
    expect(readSku(fromCsv({ ref: 'P1', sku_ref: '', price_minor: '1' }).sku).ref).toBe('P1');
    expect(readSku(fromCsv({ product_ref: '', source_id: '9', price_fen: '1' }).sku).ref).toBe('9');
  });
});

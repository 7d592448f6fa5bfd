import { expect, test } from 'vitest';
import { blankSku, type Draft, pairsOf, productOf } from './product-draft.ts';

const draft: Draft = {
  ref: 'T-1',
  title: ' 竹编茶盘 ',
  subtitle: '',
  brand: '',
  category: '家居 > 茶具',
  attributes: '材质：竹\n产地: 安吉',
  skus: [{ ...blankSku(1), spec: '颜色=原色', price: '59.9', listPrice: '79', stock: '20' }],
};

test('a filled form becomes a product with prices in fen and references for its SKUs', () => {
  expect(productOf(draft).product).toEqual({
    ref: 'T-1',
    title: '竹编茶盘',
    subtitle: '',
    categoryPath: ['家居', '茶具'],
    attributes: { 材质: '竹', 产地: '安吉' },
    skus: [{ ref: 'T-1-1', spec: { 颜色: '原色' }, priceMinor: 5990, listPriceMinor: 7900, stock: 20 }],
  });
});

test('every field that is wrong is named, and nothing is listed', () => {
  const { product, wrong } = productOf({ ...draft, title: '', category: ' > ', skus: [blankSku(4)] });
  expect(product).toBeNull();
  expect([...wrong].sort()).toEqual(['category', 'price.4', 'stock.4', 'title']);
});

test('a list price below the price is wrong', () => {
  const sku = { ...blankSku(1), price: '10', listPrice: '9', stock: '1' };
  expect([...productOf({ ...draft, skus: [sku] }).wrong]).toEqual(['listPrice.1']);
});

test('pairs are read with Chinese and Latin punctuation', () => {
  expect(pairsOf('颜色：红，尺码=M')).toEqual({ 颜色: '红', 尺码: 'M' });
  expect(pairsOf('nothing')).toEqual({});
});

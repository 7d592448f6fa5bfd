import type { SkuView } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { chooseValue, dimensions, firstChoice, specText } from './sku-choice.ts';

const sku = (spec: Record<string, string>, priceMinor: number, available = 5): SkuView => ({
  skuId: Object.values(spec).join('-'),
  spec,
  priceMinor,
  listPriceMinor: null,
  available,
  parts: [],
});
const colours = ['red', 'blue', 'green', 'black'];
const shirts = colours.flatMap((colour) =>
  ['S', 'L'].map((size) => sku({ colour, size }, 100, colour === 'blue' && size === 'L' ? 0 : 5)),
);

test('the cheapest that can be ordered is offered first', () => {
  expect(firstChoice([sku({ a: '1' }, 300), sku({ a: '2' }, 100, 0), sku({ a: '3' }, 200)])?.skuId).toBe('3');
  expect(firstChoice([sku({ a: '1' }, 300, 0), sku({ a: '2' }, 100, 0)])?.skuId).toBe('2');
  expect(firstChoice([])).toBeUndefined();
});

test('few SKUs stand in one row, many go by dimension', () => {
  expect(dimensions(shirts.slice(0, 6))).toBeNull();
  expect(dimensions(shirts)).toEqual([
    { name: 'colour', values: colours },
    { name: 'size', values: ['S', 'L'] },
  ]);
});

test('SKUs of different shapes stand in one row', () => {
  expect(dimensions([...shirts, sku({ pack: '2' }, 100)])).toBeNull();
});

test('choosing one dimension keeps the other, else takes what has stock', () => {
  const redLarge = shirts.find(({ skuId }) => skuId === 'red-L');
  expect(chooseValue(shirts, redLarge, 'colour', 'green')?.skuId).toBe('green-L');
  expect(chooseValue(shirts, redLarge, 'colour', 'blue')?.skuId).toBe('blue-L');
  expect(chooseValue(shirts, undefined, 'size', 'L')?.skuId).toBe('red-L');
  expect(chooseValue(shirts, redLarge, 'size', 'XXL')).toBeUndefined();
});

test('a spec reads in one line', () => {
  expect(specText({ colour: 'red', size: 'L' })).toBe('red · L');
  expect(specText({})).toBe('');
});

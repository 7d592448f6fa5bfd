import { expect, test } from 'vitest';
import { type DraftPart, kitsOf, partsOf } from './kit-parts.ts';

const part = (id: number, skuId: string, quantity: string): DraftPart => ({
  id,
  sku: { skuId, productId: 'p', title: skuId, spec: {}, priceMinor: 100 },
  quantity,
});

test('a kit is two units or more, each SKU once', () => {
  expect(partsOf([part(1, 'cup', '2')])).toEqual([{ skuId: 'cup', quantity: 2 }]);
  expect(partsOf([part(1, 'cup', '1')])).toBeNull();
  expect(partsOf([part(1, 'cup', '1'), part(2, 'cup', '1')])).toBeNull();
  expect(partsOf([part(1, 'cup', '1'), part(2, 'pot', '')])).toBeNull();
  expect(partsOf([part(1, 'cup', '1'), { id: 2, sku: undefined, quantity: '1' }])).toBeNull();
  expect(partsOf([])).toBeNull();
});

test('a part is enough for whole kits only', () => {
  expect(kitsOf({ available: 7, quantity: 2 })).toBe(3);
  expect(kitsOf({ available: -1, quantity: 2 })).toBe(0);
});

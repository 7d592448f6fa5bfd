import { expect, test } from 'vitest';
import { type Deal, linesOf, quantityMaxOf, soldOutUnder, unitPriceOf } from './offer.ts';

const sku = { skuId: 'cup', available: 50, priceMinor: 2000 };
const item = (skuId: string, quantity: number) => ({
  skuId,
  quantity,
  productId: `p-${skuId}`,
  title: skuId,
  spec: {},
  picture: '',
  priceMinor: 1000,
});
const set: Deal = {
  kind: 'combination',
  set: {
    dealId: 'd',
    name: 'Tea set',
    items: [item('pot', 1), item('cup', 4)],
    currency: 'CNY',
    priceMinor: 4000,
    normalMinor: 5000,
    endsAt: '2026-01-02T00:00:00Z',
    buyerMax: 3,
    left: 9,
  },
};
const flash: Deal = {
  kind: 'flash',
  sale: {
    dealId: 'f',
    shopId: 's',
    name: 'Quick',
    state: 'running',
    item: item('cup', 1),
    currency: 'CNY',
    priceMinor: 990,
    left: 2,
    buyerMax: null,
    startsAt: '2026-01-01T00:00:00Z',
    endsAt: '2026-01-01T00:05:00Z',
  },
};

test('a set goes in as whole sets of its goods, and the click counts for what was clicked only', () => {
  expect(linesOf(sku, 2, set, 'click')).toEqual([
    { skuId: 'pot', quantity: 2, dealId: 'd' },
    { skuId: 'cup', quantity: 8, dealId: 'd', clickToken: 'click' },
  ]);
  expect(linesOf(sku, 2, undefined, undefined)).toEqual([{ skuId: 'cup', quantity: 2 }]);
  expect(linesOf(sku, 1, flash, 'click')).toEqual([
    { skuId: 'cup', quantity: 1, dealId: 'f', clickToken: 'click' },
  ]);
});

test('the deal’s own stock and limit hold, and no line goes beyond what one may hold', () => {
  expect(quantityMaxOf(sku, undefined)).toBe(50);
  expect(quantityMaxOf(sku, flash)).toBe(2);
  expect(quantityMaxOf(sku, set)).toBe(3);
  expect(quantityMaxOf({ available: 0 }, undefined)).toBe(1);
  expect(soldOutUnder({ available: 0 }, flash)).toBe(false);
  expect(unitPriceOf(sku, set, 0)).toBe(4000);
});

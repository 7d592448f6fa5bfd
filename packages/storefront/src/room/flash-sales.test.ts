import type { FlashSaleView } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { flashPhase, salesNow, shareOfTime } from './flash-sales.ts';

const at = (minute: number): string => new Date(minute * 60_000).toISOString();
const sale = (dealId: string, from: number, until: number): FlashSaleView => ({
  dealId,
  shopId: 's',
  name: 'Quick',
  state: 'countdown',
  item: { skuId: 'k', productId: 'p', quantity: 1, title: 'Cup', spec: {}, picture: '', priceMinor: 2000 },
  currency: 'CNY',
  priceMinor: 990,
  left: 5,
  buyerMax: null,
  startsAt: at(from),
  endsAt: at(until),
});

test('the clock moves a sale from countdown to running to over', () => {
  const one = sale('a', 1, 3);
  expect(flashPhase(one, 59_999)).toBe('countdown');
  expect(flashPhase(one, 60_000)).toBe('running');
  expect(flashPhase(one, 180_000)).toBe('over');
});

test('what runs comes first, what is over goes, and nothing moved gives the same list', () => {
  const sales = [sale('later', 5, 9), sale('over', 0, 1), sale('runs', 1, 4)];
  const now = salesNow(sales, 120_000);
  expect(now.map(({ dealId, state }) => `${dealId} ${state}`)).toEqual(['runs running', 'later countdown']);
  expect(salesNow(now, 121_000)).toBe(now);
});

test('half of its time has passed half way through, and none before it starts', () => {
  expect(shareOfTime(sale('a', 1, 3), 120_000)).toBe(0.5);
  expect(shareOfTime(sale('a', 1, 3), 0)).toBe(0);
  expect(shareOfTime(sale('a', 1, 3), 999_999)).toBe(1);
});

import { expect, test } from 'vitest';
import { blankDeal, combinationOf, type DraftDeal, flashSaleOf, presaleOf } from './deal-drafts.ts';

const part = (id: number, skuId: string, quantity: string) => ({
  id,
  sku: { skuId, productId: 'p', title: skuId, spec: {}, priceMinor: 100 },
  quantity,
});
const deal: DraftDeal = {
  ...blankDeal,
  name: '秒杀',
  items: [part(1, 'cup', '1')],
  roomId: 'r',
  price: '9.9',
  deposit: '3',
  units: '20',
  endsAt: '2026-01-02T00:00:00.000Z',
  balanceFrom: '2026-01-03T00:00:00.000Z',
  balanceUntil: '2026-01-04T00:00:00.000Z',
  shipBy: '2026-01-05T00:00:00.000Z',
};

test('a flash sale names its room, its SKU, its price and its units', () => {
  expect(flashSaleOf(deal).deal).toEqual({
    name: '秒杀',
    priceMinor: 990,
    buyerMax: null,
    skuId: 'cup',
    roomId: 'r',
    units: 20,
    startBefore: '2026-01-02T00:00:00.000Z',
  });
  expect([...flashSaleOf({ ...deal, roomId: undefined, units: '0' }).wrong]).toEqual(['room', 'units']);
});

test('a set has two units or more, and ends', () => {
  expect([...combinationOf(deal).wrong]).toEqual(['set']);
  const set = { ...deal, items: [part(1, 'cup', '4'), part(2, 'pot', '1')] };
  expect(combinationOf(set).deal?.items).toEqual([
    { skuId: 'cup', quantity: 4 },
    { skuId: 'pot', quantity: 1 },
  ]);
  expect([...combinationOf({ ...set, endsAt: undefined }).wrong]).toEqual(['endsAt']);
});

test('a presale takes a part now, and its times come one after the other', () => {
  expect(presaleOf(deal).deal).toMatchObject({ priceMinor: 990, depositMinor: 300 });
  expect([...presaleOf({ ...deal, deposit: '9.90' }).wrong]).toEqual(['deposit']);
  expect([...presaleOf({ ...deal, shipBy: deal.endsAt }).wrong]).toEqual(['shipBy']);
  expect([...presaleOf({ ...deal, balanceFrom: undefined }).wrong]).toEqual(['balanceFrom']);
});

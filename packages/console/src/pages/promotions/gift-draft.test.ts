import { expect, test } from 'vitest';
import { blankRule, type DraftBand, limitOf, ruleOf } from './gift-draft.ts';

const sku = (skuId: string) => ({ skuId, productId: 'p', title: skuId, spec: {}, priceMinor: 100 });
const band = (id: number, from: string, ...gifts: string[]): DraftBand => ({
  id,
  from,
  gifts: gifts.map((skuId, index) => ({ id: index, sku: sku(skuId), quantity: '1' })),
});
const rule = { ...blankRule, name: '买二送一', bands: [band(1, '2', 'mat')] };

test('a rule that holds together is saved with its defaults written out', () => {
  expect(ruleOf(rule).rule).toEqual({
    name: '买二送一',
    productIds: null,
    roomId: null,
    bands: [{ from: 2, gifts: [{ skuId: 'mat', quantity: 1 }] }],
    repeats: false,
    stacks: true,
    priority: 100,
    pool: 'gift',
    whenOut: { kind: 'drop' },
    totalMax: null,
    buyerMax: null,
    endsAt: null,
  });
});

test('bands by amount are typed in yuan, rise, and all but the thresholds have one', () => {
  const spend = {
    ...rule,
    kind: 'threshold_amount' as const,
    bands: [band(1, '99', 'mat'), band(2, '199.50', 'bag')],
  };
  expect(ruleOf(spend).rule?.bands?.map(({ from }) => from)).toEqual([9900, 19_950]);
  expect([...ruleOf({ ...spend, bands: [...spend.bands].reverse() }).wrong]).toEqual(['bands']);
  expect(ruleOf({ ...rule, bands: [band(1, '2', 'mat'), band(2, '1', 'bag')] }).rule?.bands).toHaveLength(1);
});

test.each([
  ['name', { name: ' ' }],
  ['scope', { productIds: [] }],
  ['room', { kind: 'room_only' as const }],
  ['bands', { bands: [band(1, '2', 'mat', 'mat')] }],
  ['bands', { bands: [band(1, '', 'mat')] }],
  ['total', { kind: 'first_n' as const }],
  ['total', { totalMax: '0' }],
  ['buyer', { buyerMax: 'two' }],
  ['substitute', { whenOut: 'substitute' as const }],
  ['priority', { priority: '1001' }],
  ['time', { startsAt: '2026-01-02T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' }],
])('%s is said to be wrong where it is', (field, change) => {
  expect([...ruleOf({ ...rule, ...change }).wrong]).toEqual([field]);
});

test('no limit is null, and nonsense is not taken for no limit', () => {
  expect([limitOf(''), limitOf('5'), limitOf('0'), limitOf('x')]).toEqual([null, 5, undefined, undefined]);
});

import { expect, test } from 'vitest';
import { deliveryOf, draftOfDelivery, freightOf } from './delivery-draft.ts';

const delivery = {
  freightMinor: 800,
  freeFromMinor: 9900,
  surcharges: { 新疆维吾尔自治区: 1500 },
  shipWithinHours: 48,
};

test('terms go through the form and come back the same', () => {
  expect(deliveryOf(draftOfDelivery(delivery))).toEqual(delivery);
  expect(deliveryOf({ ...draftOfDelivery(delivery), freeFrom: '' })?.freeFromMinor).toBeNull();
});

test('a province without an amount, or twice, is not saved', () => {
  const draft = draftOfDelivery(delivery);
  const row = (province: string, amount: string, id = 9) => ({ id, province, amount });
  expect(deliveryOf({ ...draft, surcharges: [row('西藏自治区', '')] })).toBeNull();
  expect(
    deliveryOf({ ...draft, surcharges: [row('西藏自治区', '1', 1), row('西藏自治区', '2', 2)] }),
  ).toBeNull();
  expect(deliveryOf({ ...draft, hours: '0' })).toBeNull();
});

test('free from a sum on, but never of the surcharge', () => {
  expect(freightOf(delivery, 9899, undefined)).toBe(800);
  expect(freightOf(delivery, 9900, undefined)).toBe(0);
  expect(freightOf(delivery, 9900, '新疆维吾尔自治区')).toBe(1500);
});

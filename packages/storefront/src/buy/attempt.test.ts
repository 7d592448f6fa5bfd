import type { NewCheckout } from '@yellowcart/contract';
import { beforeEach, expect, test } from 'vitest';
import { attemptAnswered, attemptOf } from './attempt.ts';

const body = (skuId: string, previewToken = 'first look'): NewCheckout => ({
  lines: [{ skuId, quantity: 1 }],
  address: { name: '林', phone: '13800000000', province: '浙江省', city: '', district: '', street: '1 号' },
  previewToken,
});

let kept: Map<string, string>;
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, value: string) => void kept.set(name, value),
};
beforeEach(() => {
  kept = new Map();
});

test('the same goods keep their key and their body until they are answered, though a reload looked at them anew', () => {
  const first = attemptOf(body('a'), storage);
  expect(attemptOf(body('a', 'second look'), storage)).toEqual(first);
  expect(attemptOf(body('b'), storage).key).not.toBe(first.key);
});

test('once answered, the next order of the same goods is a new one', () => {
  const first = attemptOf(body('a'), storage);
  const other = attemptOf(body('b'), storage);
  attemptAnswered(first.body, storage);
  expect(attemptOf(body('a'), storage).key).not.toBe(first.key);
  expect(attemptOf(body('b'), storage)).toEqual(other);
});

test('a click minted anew does not make the same goods another order', () => {
  const clicked = (clickToken: string): NewCheckout => ({
    ...body('a'),
    lines: [{ skuId: 'a', quantity: 1, clickToken }],
  });
  expect(attemptOf(clicked('two'), storage).key).toBe(attemptOf(clicked('two'), storage).key);
});

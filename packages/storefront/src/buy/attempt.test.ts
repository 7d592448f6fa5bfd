import type { NewCheckout } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { attemptAnswered, attemptKey } from './attempt.ts';

const address = {
  name: '林',
  phone: '19900000000',
  province: '浙江省',
  city: '',
  district: '',
  street: '1 号',
};
const body = (quantity: number): NewCheckout => ({ lines: [{ skuId: 'sku', quantity }], address });

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

test('the same order keeps its key until it is answered', () => {
  const kept = storage();
  const first = attemptKey(body(1), kept);
  expect(attemptKey(body(1), kept)).toBe(first);
  attemptAnswered(body(1), kept);
  expect(attemptKey(body(1), kept)).not.toBe(first);
});

test('another order has another key, and answering it leaves the first as it was', () => {
  const kept = storage();
  const first = attemptKey(body(1), kept);
  expect(attemptKey(body(2), kept)).not.toBe(first);
  attemptAnswered(body(2), kept);
  expect(attemptKey(body(1), kept)).toBe(first);
});

import { LINES_MAX, NewCheckout } from '@yellowcart/contract';
import { expect, it } from 'vitest';
import { TEST_ADDRESS } from '../../testing/index.ts';
import type { GrantedOrder } from './checkout.ts';
import { promiseOf, signPromise } from './promise.ts';

const ID = '0190f000-0000-7000-8000-00000000aaaa';
const goods = { skuId: ID, quantity: 999, amountMinor: 1_000_000_000, gift: undefined };
const gift = { skuId: ID, quantity: 999, amountMinor: 0, gift: { ruleId: ID } };
const order = (lines: readonly object[]) =>
  ({
    shopId: ID,
    totalMinor: 10_000_000_000,
    freightMinor: 1_000_000_000,
    shipWithinHours: 2_160,
    presale: undefined,
    lines,
  }) as unknown as GrantedOrder;
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

it.each([
  ['of as many shops as lines', many(LINES_MAX, order([goods, gift, gift]))],
  ['with gifts of forty rules', [order([...many(LINES_MAX, goods), ...many(200, gift)])]],
])('the token of the largest cart %s can be sent with the order', (_what, orders) => {
  const promised = promiseOf({ buyerId: ID, province: '浙江省', at: new Date() }, orders);
  const previewToken = signPromise(Buffer.alloc(32).toString('hex'), promised);
  const lines = [{ skuId: ID, quantity: 1 }];
  expect(NewCheckout.safeParse({ lines, address: TEST_ADDRESS, previewToken }).success).toBe(true);
});

import { expect, test } from 'vitest';
import { attemptNumber, refundNumber } from './payment-numbers.ts';
import { nextLook, nextTry } from './schedule.ts';
import { spreadRefund } from './spread-refund.ts';

const now = new Date('2026-03-01T20:00:00Z');
const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

test("numbers carry the platform's day and fit every provider", () => {
  const id = '0190f000-0000-7abc-8def-0123456789ab';
  expect(attemptNumber(id, now)).toBe('P260302DEF0123456789AB');
  expect(refundNumber(id, now)).toBe('R260302DEF0123456789AB');
});

test('an attempt is looked at ever more rarely, and right after its end', () => {
  expect(nextLook(now, 0, after(900))).toEqual(after(30));
  expect(nextLook(now, 2, after(900))).toEqual(after(120));
  expect(nextLook(now, 9, after(900))).toEqual(after(300));
  expect(nextLook(now, 9, after(100))).toEqual(after(105));
  expect(nextLook(now, 0, after(-60))).toEqual(after(30));
});

test('a refund is tried ever more rarely, at least hourly', () => {
  expect(nextTry(now, 0)).toEqual(after(10));
  expect(nextTry(now, 29)).toEqual(after(3600));
});

test('a refund comes out of the payments in order, each as far as it goes', () => {
  const payments = [
    { attemptNo: 'balance', leftMinor: 70 },
    { attemptNo: 'spent', leftMinor: 0 },
    { attemptNo: 'deposit', leftMinor: 30 },
  ];
  expect(spreadRefund(payments, 50)).toEqual([{ attemptNo: 'balance', amountMinor: 50 }]);
  expect(spreadRefund(payments, 90)).toEqual([
    { attemptNo: 'balance', amountMinor: 70 },
    { attemptNo: 'deposit', amountMinor: 20 },
  ]);
  expect(spreadRefund(payments, 0)).toEqual([]);
  expect(spreadRefund([], 10)).toEqual([]);
});

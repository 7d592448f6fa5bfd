import { expect, test } from 'vitest';
import { type AskedFor, type AttemptState, decideReceived, paidWhen } from './received.ts';

const createdAt = new Date('2026-03-01T02:00:00Z');
const now = new Date('2026-03-01T02:10:00Z');
const asked = (state: AttemptState, tradeNo: string | null = null): AskedFor => ({
  state,
  amountMinor: 100,
  currency: 'CNY',
  tradeNo,
  createdAt,
});
const trade = { tradeNo: 'T1', amountMinor: 100, currency: 'CNY', paidAt: now };

test('money is received once, and also where the attempt was closed meanwhile', () => {
  for (const state of ['created', 'closing', 'closed'] as const)
    expect(decideReceived(asked(state), trade)).toBe('receive');
  for (const state of ['received', 'paid'] as const)
    expect(decideReceived(asked(state, 'T1'), trade)).toBe('repeat');
});

test('another amount, currency or trade is never paid with', () => {
  for (const state of ['created', 'received', 'paid', 'closed'] as const) {
    expect(decideReceived(asked(state, 'T1'), { ...trade, amountMinor: 99 })).toBe('mismatch');
    expect(decideReceived(asked(state, 'T1'), { ...trade, amountMinor: 101 })).toBe('mismatch');
    expect(decideReceived(asked(state, 'T1'), { ...trade, currency: 'USD' })).toBe('mismatch');
  }
  expect(decideReceived(asked('paid', 'T0'), trade)).toBe('mismatch');
  expect(decideReceived(asked('mismatch', 'T1'), trade)).toBe('mismatch');
});

test('money counts as paid between its asking and now, whatever the clock of the provider says', () => {
  const at = (paidAt: string): Date =>
    paidWhen({ ...trade, paidAt: new Date(paidAt) }, asked('created'), now);
  expect(at('2026-03-01T02:05:00Z')).toEqual(new Date('2026-03-01T02:05:00Z'));
  expect(at('2026-03-01T01:59:58Z')).toEqual(createdAt);
  expect(at('2026-03-01T02:10:02Z')).toEqual(now);
});

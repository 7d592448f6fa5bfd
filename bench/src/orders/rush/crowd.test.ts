import { expect, it } from 'vitest';
import { outcomeOf } from './crowd.ts';

it('only an order, and a refusal for want of stock, are what a rush may answer', () => {
  expect(outcomeOf({ status: 201, body: '{}' })).toBe('placed');
  expect(outcomeOf({ status: 409, body: '{"status":409,"code":"stock_short"}' })).toBe('refused');
  expect(outcomeOf({ status: 409, body: '{"status":409,"code":"preview_changed"}' })).toBe('errors');
  expect(outcomeOf({ status: 503, body: '{"status":503,"code":"overloaded"}' })).toBe('errors');
  expect(outcomeOf({ status: 0, body: '' })).toBe('errors');
});

import { expect, test } from 'vitest';
import { timeLeft } from './platform-clock.ts';

const until = '2026-01-01T10:00:00Z';
const at = (clock: string): number => Date.parse(`2026-01-01T${clock}Z`);

test.each([
  ['09:45:00', '15:00'],
  ['09:59:51', '0:09'],
  ['08:58:59', '1:01:01'],
  ['10:00:00', null],
  ['11:00:00', null],
])('at %s', (clock, left) => {
  expect(timeLeft(until, at(clock))).toBe(left);
});

test('an instant that cannot be read counts as passed', () => {
  expect(timeLeft('', at('09:00:00'))).toBeNull();
});

import { expect, test } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

test('a time goes through the field on the platform’s clock and comes back the same', () => {
  expect(toLocalInput('2026-11-10T16:30:00Z', 'platform')).toBe('2026-11-11T00:30');
  expect(fromLocalInput('2026-11-11T00:30', 'platform')).toBe('2026-11-10T16:30:00.000Z');
});

test('half a time is none', () => {
  expect(fromLocalInput('', 'platform')).toBeUndefined();
  expect(fromLocalInput('2026-11-11', 'platform')).toBeUndefined();
  expect(fromLocalInput('2026-13-41T99:99', 'platform')).toBeUndefined();
});

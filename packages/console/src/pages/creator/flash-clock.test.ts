import { expect, test } from 'vitest';
import { clockText, flashAt } from './flash-clock.ts';

const at = (seconds: number): string => new Date(seconds * 1000).toISOString();

test('a sale waits, counts down, runs and is over', () => {
  expect(flashAt({ startsAt: null, endsAt: at(100) }, 40_000)).toEqual({ phase: 'waiting', seconds: 60 });
  const started = { startsAt: at(30), endsAt: at(90) };
  expect(flashAt(started, 0)).toEqual({ phase: 'countdown', seconds: 30 });
  expect(flashAt(started, 30_000)).toEqual({ phase: 'running', seconds: 60 });
  expect(flashAt(started, 90_000)).toEqual({ phase: 'over', seconds: 0 });
});

test('seconds read as a clock', () => {
  expect([clockText(5), clockText(75), clockText(1200)]).toEqual(['0:05', '1:15', '20:00']);
});

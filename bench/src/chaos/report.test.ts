import { expect, it } from 'vitest';
import { barOf } from './progress-line.ts';
import { faultsOfRun, NO_ROUNDS, totalsText } from './report.ts';

it('prints the counts in one fixed order', () => {
  expect(JSON.stringify(NO_ROUNDS)).toBe(
    '{"rounds":0,"kills":0,"acknowledged":0,"lost":0,"doubled":0,"oversold":0,"giftsOverLimit":0,"stockMismatch":0,"ledgerImbalance":0,"stuckReservations":0}',
  );
});

it('fails on any count but those of what was done', () => {
  expect(faultsOfRun({ ...NO_ROUNDS, rounds: 5, kills: 6, acknowledged: 7 })).toBe(0);
  const names = [
    'lost',
    'doubled',
    'oversold',
    'giftsOverLimit',
    'stockMismatch',
    'ledgerImbalance',
    'stuckReservations',
  ];
  for (const name of names) expect(faultsOfRun({ ...NO_ROUNDS, [name]: 1 })).toBe(1);
});

it('says it for people', () => {
  expect(totalsText({ ...NO_ROUNDS, acknowledged: 12_345 })).toContain('12,345  acknowledged to clients');
  expect(barOf({ ...NO_ROUNDS, rounds: 5, kills: 6 }, 10)).toBe(
    '[##########----------] 5/10 · 6 kills · 0 acknowledged · 0 faults',
  );
});

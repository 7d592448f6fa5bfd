import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, winner } from './precedence.ts';

const plan = (planId: string, kind: Candidate['kind'], commissionBps = 1000): Candidate => ({
  planId,
  kind,
  commissionBps,
});

describe('winner', () => {
  it.each([
    ['nothing of nothing', [], undefined, undefined],
    ['the normal plan', [plan('a', 'normal')], undefined, 'a'],
    [
      'the normal plan before a leader’s that pays more',
      [plan('l', 'leader', 5000), plan('n', 'normal')],
      undefined,
      'n',
    ],
    ['a leader’s plan where it was chosen', [plan('l', 'leader'), plan('n', 'normal', 5000)], 'l', 'l'],
    ['the normal plan where a closed one was chosen', [plan('l', 'leader'), plan('n', 'normal')], 'x', 'n'],
    [
      'of leaders’ only, the one that pays most',
      [plan('k', 'leader', 1), plan('l', 'leader', 2)],
      undefined,
      'l',
    ],
    ['of equals, the older', [plan('l', 'leader'), plan('k', 'leader')], undefined, 'k'],
  ])('is %s', (_rule, plans, chosen, expected) => {
    expect(winner(plans, chosen)?.planId).toBe(expected);
  });

  it('does not depend on the order the plans come in', () => {
    const plans = fc.uniqueArray(
      fc.record({
        planId: fc.uuid(),
        kind: fc.constantFrom('normal' as const, 'leader' as const),
        commissionBps: fc.nat(3),
      }),
      { selector: (candidate) => candidate.planId },
    );
    fc.assert(
      fc.property(plans, fc.infiniteStream(fc.nat()), (candidates, dice) => {
        const shuffled = candidates
          .map((candidate) => ({ candidate, at: dice.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ candidate }) => candidate);
        expect(winner(shuffled)).toEqual(winner(candidates));
      }),
    );
  });
});

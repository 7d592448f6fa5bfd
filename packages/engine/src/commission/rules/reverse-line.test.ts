import type { CommissionRole } from '@yellowcart/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LineShare, type Reversal, reverseLine } from './reverse-line.ts';
import { splitLine } from './split-line.ts';

const ROLES: readonly CommissionRole[] = ['platform', 'creator', 'leader', 'merchant'];

/** A line as it is really split, down to a fen a unit, where flooring hurts most. */
const line = fc
  .record({
    unit: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 5_000_000 })),
    quantity: fc.integer({ min: 1, max: 40 }),
    techFeeBps: fc.integer({ min: 0, max: 1_000 }),
    commissionBps: fc.integer({ min: 0, max: 6_000 }),
    serviceFeeBps: fc.integer({ min: 0, max: 3_000 }),
  })
  .map(({ unit, quantity, techFeeBps, commissionBps, serviceFeeBps }) => {
    const shares = splitLine({
      baseMinor: unit * quantity,
      merchantId: 'm',
      platformId: 'p',
      techFeeBps,
      earner: { creatorId: 'c', commissionBps, leader: { leaderId: 'l', serviceFeeBps } },
    });
    return { unit, quantity, shares };
  });

/** Any amounts at all, such as no rate would give. */
const oddLine = fc
  .record({
    unit: fc.integer({ min: 0, max: 9 }),
    quantity: fc.integer({ min: 1, max: 12 }),
    cuts: fc.tuple(fc.nat(), fc.nat(), fc.nat()),
  })
  .map(({ unit, quantity, cuts }) => {
    const total = unit * quantity;
    const [a = 0, b = 0, c = 0] = cuts.map((cut) => cut % (total + 1)).sort((x, y) => x - y);
    const amounts = [a, b - a, c - b, total - c];
    return {
      unit,
      quantity,
      shares: ROLES.map((role, index): LineShare => ({ role, amountMinor: amounts[index] ?? 0 })),
    };
  });

const sum = (rows: readonly { readonly amountMinor: number }[]): number =>
  rows.reduce((total, row) => total + row.amountMinor, 0);

function byRole(steps: readonly Reversal[][]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { role, amountMinor } of steps.flat()) sums[role] = (sums[role] ?? 0) + amountMinor;
  return sums;
}

describe('reversing a line', () => {
  test.each([
    // Shares, units bought, refunded before, refunded now → what each gives back.
    {
      of: { platform: 50, creator: 200, merchant: 750 },
      quantity: 2,
      before: 0,
      units: 1,
      back: { platform: 25, creator: 100, merchant: 375 },
    },
    {
      of: { platform: 5, creator: 33, merchant: 61 },
      quantity: 3,
      before: 0,
      units: 1,
      back: { platform: 1, creator: 11, merchant: 21 },
    },
    {
      of: { platform: 5, creator: 33, merchant: 61 },
      quantity: 3,
      before: 2,
      units: 1,
      back: { platform: 2, creator: 11, merchant: 20 },
    },
    { of: { merchant: 999 }, quantity: 1, before: 0, units: 1, back: { merchant: 999 } },
    { of: { creator: 0, merchant: 0 }, quantity: 1, before: 0, units: 1, back: {} },
    // The merchant has one fen only, so the leader gives the odd one early.
    {
      of: { platform: 1, creator: 5, leader: 3, merchant: 1 },
      quantity: 2,
      before: 0,
      units: 1,
      back: { creator: 2, leader: 2, merchant: 1 },
    },
  ])(
    'takes each party’s part: $of, $units of $quantity after $before',
    ({ of, quantity, before, units, back }) => {
      const shares = Object.entries(of).map(([role, amountMinor]) => ({
        role: role as CommissionRole,
        amountMinor,
      }));
      expect(byRole([reverseLine(shares, quantity, before, units)])).toEqual(back);
    },
  );

  for (const [name, arbitrary] of Object.entries({ 'as rates split it': line, 'of any amounts': oddLine })) {
    test(`sums to the refund, never asks for more than is left, and takes everything in the end: a line ${name}`, () => {
      fc.assert(
        fc.property(
          arbitrary,
          fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
          ({ unit, quantity, shares }, sizes) => {
            const steps: Reversal[][] = [];
            let before = 0;
            for (const size of sizes) {
              if (before === quantity) break;
              const units = Math.min(size, quantity - before);
              const step = reverseLine(shares, quantity, before, units);
              expect(sum(step)).toBe(unit * units);
              expect(step.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
              steps.push(step);
              before += units;
              const given = byRole(steps);
              for (const { role, amountMinor } of shares)
                expect(given[role] ?? 0).toBeLessThanOrEqual(amountMinor);
            }
            expect(byRole(steps)).toEqual(byRole([shares.filter(({ amountMinor }) => amountMinor > 0)]));
          },
        ),
      );
    });

    test(`comes to the same in however many steps: a line ${name}`, () => {
      fc.assert(
        fc.property(arbitrary, fc.nat(), fc.nat(), ({ quantity, shares }, some, split) => {
          const units = (some % quantity) + 1;
          const first = split % units;
          const steps =
            first === 0
              ? []
              : [
                  reverseLine(shares, quantity, 0, first),
                  reverseLine(shares, quantity, first, units - first),
                ];
          if (first > 0) expect(byRole(steps)).toEqual(byRole([reverseLine(shares, quantity, 0, units)]));
        }),
      );
    });
  }

  test('leaves everyone within a unit’s fen of the exact part, for prices that people pay', () => {
    fc.assert(
      fc.property(line, fc.nat(), ({ unit, quantity, shares }, some) => {
        fc.pre(
          unit >= 1_000 &&
            shares.some(({ role, amountMinor }) => role === 'merchant' && amountMinor >= 4 * quantity),
        );
        const units = (some % quantity) + 1;
        const given = byRole([reverseLine(shares, quantity, 0, units)]);
        for (const { role, amountMinor } of shares) {
          const exact = (amountMinor * units) / quantity;
          expect(Math.abs((given[role] ?? 0) - exact)).toBeLessThan(role === 'merchant' ? shares.length : 1);
        }
      }),
    );
  });
});

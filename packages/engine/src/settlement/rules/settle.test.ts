import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applied, type Change, NOTHING, type Position } from './position.ts';
import { drawReserves, recoverSettled, takeUnsettled } from './recover.ts';
import { type DueShare, settleParty } from './settle.ts';

const due = (leftMinor: number, changes: Partial<DueShare> = {}): DueShare => ({
  shopId: 's',
  orderId: 'o',
  lineNo: 1,
  role: 'creator',
  partyId: 'p',
  currency: 'CNY',
  leftMinor,
  ...changes,
});
const at = (position: Partial<Position>): Position => ({ ...NOTHING, ...position });
/** Money in the change: the books see nothing of claims. */
const moneyOf = (change: Change): number =>
  change.pendingMinor + change.walletMinor + change.reserveMinor + change.debtMinor;

const amount = fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 9_000_000_000 }));
/** Positions as they come about: claims rest on pending, and a debt only where nothing else is left but pending. */
const position = fc
  .record({
    unsettled: amount,
    claimed: amount,
    wallet: amount,
    reserve: amount,
    debt: amount,
    owing: fc.boolean(),
  })
  .map(({ unsettled, claimed, wallet, reserve, debt, owing }): Position => {
    const claimedMinor = Math.min(unsettled, claimed);
    const pendingMinor = unsettled - claimedMinor;
    return owing
      ? { pendingMinor, claimedMinor, walletMinor: 0, reserveMinor: 0, debtMinor: -debt }
      : { pendingMinor, claimedMinor, walletMinor: wallet, reserveMinor: reserve, debtMinor: 0 };
  });

describe('settling what a party gets of an order', () => {
  test.each([
    {
      name: 'a creator keeps 5 % in reserve',
      shares: [due(2000)],
      from: { pendingMinor: 2000 },
      change: { pendingMinor: -2000, reserveMinor: 100, walletMinor: 1900 },
    },
    {
      name: 'a reserve is floored for each share',
      shares: [due(39), due(39, { lineNo: 2, role: 'leader' })],
      from: { pendingMinor: 78 },
      change: { pendingMinor: -78, reserveMinor: 2, walletMinor: 76 },
    },
    {
      name: 'a merchant keeps nothing back',
      shares: [due(2000, { role: 'merchant' })],
      from: { pendingMinor: 2000 },
      change: { pendingMinor: -2000, walletMinor: 2000 },
    },
    {
      name: 'what refunds took ahead is not passed on',
      shares: [due(2000, { role: 'merchant' })],
      from: { pendingMinor: 1700, claimedMinor: 300 },
      change: { pendingMinor: -1700, walletMinor: 1700, claimedMinor: -300 },
    },
    {
      name: 'a debt is repaid before anything is held back',
      shares: [due(2000)],
      from: { pendingMinor: 2000, debtMinor: -1950 },
      change: { pendingMinor: -2000, debtMinor: 1950, reserveMinor: 50 },
    },
    { name: 'nothing left of a share moves nothing', shares: [due(0)], from: {}, change: {} },
  ])('$name', ({ shares, from, change }) => {
    expect(settleParty('p', shares, at(from), 500).change).toEqual(at(change));
  });

  test('sums to zero, overdraws nothing, and leaves no claim or debt while there is money for it', () => {
    fc.assert(
      fc.property(position, fc.nat(), fc.integer({ min: 0, max: 10_000 }), (from, some, reserveBps) => {
        const left = some % (from.pendingMinor + from.claimedMinor + 1);
        const { change, holds } = settleParty('p', [due(left)], from, reserveBps);
        expect(moneyOf(change)).toBe(0);
        expect(holds.reduce((sum, hold) => sum + hold.heldMinor, 0)).toBe(change.reserveMinor);
        const to = applied(from, change);
        expect(
          Math.min(to.walletMinor, to.reserveMinor, -to.debtMinor, to.claimedMinor),
        ).toBeGreaterThanOrEqual(0);
        expect(to.pendingMinor + to.claimedMinor).toBe(from.pendingMinor + from.claimedMinor - left);
        if (change.walletMinor > 0) expect([to.debtMinor, to.claimedMinor]).toEqual([0, 0]);
      }),
    );
  });
});

describe('taking back', () => {
  const rich = at({ reserveMinor: 100, pendingMinor: 200, walletMinor: 300 });
  test.each([
    { amount: 60, change: { reserveMinor: -60 } },
    { amount: 250, change: { reserveMinor: -100, pendingMinor: -150, claimedMinor: 150 } },
    { amount: 450, change: { reserveMinor: -100, pendingMinor: -200, claimedMinor: 200, walletMinor: -150 } },
    {
      amount: 700,
      change: {
        reserveMinor: -100,
        pendingMinor: -200,
        claimedMinor: 200,
        walletMinor: -300,
        debtMinor: -100,
      },
    },
  ])('$amount after settlement: reserve, pending, wallet, then debt', ({ amount: taken, change }) => {
    expect(recoverSettled(taken, rich)).toEqual(at(change));
  });

  test('before settlement comes out of pending, and out of the rest only what was claimed ahead', () => {
    expect(takeUnsettled(150, rich)).toEqual(at({ pendingMinor: -150 }));
    const claimed = at({ pendingMinor: 50, claimedMinor: 100, walletMinor: 30 });
    expect(takeUnsettled(120, claimed)).toEqual(
      at({ pendingMinor: -50, walletMinor: -30, debtMinor: -40, claimedMinor: -70 }),
    );
  });

  test('takes exactly the amount, overdraws nothing, and keeps claims resting on pending', () => {
    fc.assert(
      fc.property(position, amount, fc.boolean(), (from, some, settled) => {
        const unsettled = from.pendingMinor + from.claimedMinor;
        const taken = settled ? some : some % (unsettled + 1);
        const change = settled ? recoverSettled(taken, from) : takeUnsettled(taken, from);
        expect(moneyOf(change) + taken).toBe(0);
        const to = applied(from, change);
        expect(
          Math.min(to.walletMinor, to.reserveMinor, to.pendingMinor, -to.debtMinor, to.claimedMinor),
        ).toBeGreaterThanOrEqual(0);
        expect(to.pendingMinor + to.claimedMinor).toBe(unsettled - (settled ? 0 : taken));
      }),
    );
  });

  test('draws on the refunded order’s own reserve first, then on those released soonest', () => {
    const held = (orderId: string, day: number, heldMinor: number) => ({
      shopId: 's',
      orderId,
      lineNo: 1,
      role: 'creator',
      heldMinor,
      releaseAt: new Date(Date.UTC(2026, 2, day)),
    });
    const draws = drawReserves(25, [held('c', 3, 10), held('b', 2, 10), held('own', 9, 10)], 'own');
    expect(draws.map(({ orderId, takenMinor }) => [orderId, takenMinor])).toEqual([
      ['own', 10],
      ['b', 10],
      ['c', 5],
    ]);
  });
});

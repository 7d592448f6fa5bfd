import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextLocalMidnight } from '../../clock.ts';
import { checkRates, type Rates, scheduleRates } from './rates.ts';

const opened = new Date('2026-02-01T00:00:00Z');
const now = new Date('2026-03-01T02:00:00Z');
const midnight = new Date('2026-03-01T16:00:00Z');
const rates = (commissionBps: number, serviceFeeBps = 0): Rates => ({ commissionBps, serviceFeeBps });

describe('scheduleRates', () => {
  it.each([
    ['a raise applies at once', rates(2000, 100), rates(2500, 100), now],
    ['a raise of the service fee alone too', rates(2000, 100), rates(2000, 200), now],
    ['a cut waits for local midnight', rates(2000, 100), rates(1500, 100), midnight],
    ['a cut of the service fee alone too', rates(2000, 100), rates(2000, 0), midnight],
    ['a change both ways waits whole', rates(2000, 100), rates(2500, 50), midnight],
    ['no change schedules nothing', rates(2000, 100), rates(2000, 100), undefined],
  ])('%s', (_rule, current, wanted, from) => {
    expect(scheduleRates({ ...current, validFrom: opened }, wanted, now)).toEqual(from);
  });

  it('follows a version of the same millisecond a millisecond later', () => {
    const from = scheduleRates({ ...rates(1000), validFrom: now }, rates(2000), now);
    expect(from?.getTime()).toBe(now.getTime() + 1);
  });

  const someRates = fc.record({ commissionBps: fc.nat(9000), serviceFeeBps: fc.nat(4000) });
  const instant = fc.date({
    min: new Date('2020-01-01'),
    max: new Date('2060-01-01'),
    noInvalidDate: true,
  });

  it('never lets anyone earn less before the next local midnight', () => {
    fc.assert(
      fc.property(someRates, someRates, instant, (current, wanted, at) => {
        const from = scheduleRates({ ...current, validFrom: opened }, wanted, at);
        if (from === undefined || from >= nextLocalMidnight(at)) return;
        expect(wanted.commissionBps).toBeGreaterThanOrEqual(current.commissionBps);
        expect(wanted.serviceFeeBps).toBeGreaterThanOrEqual(current.serviceFeeBps);
      }),
    );
  });

  it('never starts a version before now, before the one it follows, or after the next local midnight', () => {
    fc.assert(
      fc.property(someRates, someRates, instant, fc.nat(86_400_000), (current, wanted, at, ageMs) => {
        const validFrom = new Date(at.getTime() - ageMs);
        const from = scheduleRates({ ...current, validFrom }, wanted, at);
        if (from === undefined) return;
        expect(from.getTime()).toBeGreaterThan(validFrom.getTime());
        expect(from.getTime()).toBeGreaterThanOrEqual(at.getTime());
        expect(from.getTime()).toBeLessThanOrEqual(nextLocalMidnight(at).getTime());
      }),
    );
  });
});

describe('checkRates', () => {
  it('lets commission and service fee together reach the cap and not pass it', () => {
    expect(checkRates(rates(8000, 1000), 9000)).toEqual(rates(8000, 1000));
    expect(checkRates(rates(8000, 1001), 9000)).toEqual({
      refused: 'rates_over_cap',
      detail: { maxBps: 9000 },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { diceOf } from './dice.ts';
import { type PlanOptions, planRound } from './plan.ts';

const options: PlanOptions = { seed: 'a', seconds: 2, engine: undefined, processes: undefined };
const hundred = (changes: Partial<PlanOptions> = {}) =>
  Array.from({ length: 100 }, (_, index) => planRound(index + 1, { ...options, ...changes }));

describe('the plan of a round', () => {
  it('is the same for the same seed and number, and another for another', () => {
    expect(planRound(7, options)).toEqual(planRound(7, options));
    expect(planRound(8, options).faults).not.toEqual(planRound(7, options).faults);
    expect(planRound(7, { ...options, seed: 'b' }).faults).not.toEqual(planRound(7, options).faults);
  });

  it('has a kill -9 in it, at a moment when there is load before and after', () => {
    for (const { faults, loadMs } of hundred()) {
      expect(faults.some(({ kind }) => kind === 'kill-server' || kind === 'kill-postgres')).toBe(true);
      for (const { atMs } of faults) expect(atMs).toBeGreaterThan(0);
      for (const { atMs } of faults) expect(atMs).toBeLessThan(loadMs);
    }
  });

  it('brings every kind of fault, both engines and one to four processes within a hundred', () => {
    const plans = hundred();
    const kinds = new Set(plans.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      'cut',
      'kill-postgres',
      'kill-server',
      'pause-postgres',
      'pause-server',
      'stall',
    ]);
    expect(new Set(plans.map(({ engine }) => engine)).size).toBe(2);
    expect(new Set(plans.map(({ processes }) => processes))).toEqual(new Set([1, 2, 3, 4]));
  });

  it('touches only the server where the database lives in it', () => {
    for (const { faults, processes } of hundred({ engine: 'pglite' })) {
      expect(processes).toBe(1);
      for (const { kind } of faults) expect(kind).toMatch(/-server$/);
    }
  });

  it('strikes processes that are there', () => {
    for (const { faults } of hundred({ engine: 'postgres', processes: 3 }))
      for (const fault of faults)
        if ('process' in fault && fault.process !== 'all') expect(fault.process).toBeLessThan(3);
  });
});

describe('dice', () => {
  it('throw what their words say, evenly', () => {
    const [one, same, other] = [diceOf('a', 1), diceOf('a', 1), diceOf('a', 2)];
    const throws = Array.from({ length: 6_000 }, () => one.between(1, 6));
    expect(Array.from({ length: 6_000 }, () => same.between(1, 6))).toEqual(throws);
    expect(Array.from({ length: 6_000 }, () => other.between(1, 6))).not.toEqual(throws);
    for (let face = 1; face <= 6; face += 1) {
      const count = throws.filter((thrown) => thrown === face).length;
      expect(count).toBeGreaterThan(850);
      expect(count).toBeLessThan(1_150);
    }
  });
});

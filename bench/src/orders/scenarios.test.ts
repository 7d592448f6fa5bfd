import { describe, expect, it } from 'vitest';
import { isWanted, RESULTS, runsOn, SCENARIOS } from './scenarios.ts';

describe('the results of a bench', () => {
  it('are all measured, but for the one that takes an hour: that is to be named', () => {
    expect(RESULTS.filter((name) => !isWanted(name, undefined))).toEqual(['stored-10m']);
    expect(RESULTS.filter((name) => isWanted(name, ['rush', 'stored-10m']))).toEqual(['stored-10m', 'rush']);
  });

  it('on the embedded engine are those of one process and an empty database', () => {
    const left = SCENARIOS.filter((scenario) => !runsOn(scenario, 'pglite')).map(({ name }) => name);
    expect(left).toEqual(['processes-4', 'processes-4-hot-sku', 'stored-1m', 'stored-10m']);
    expect(SCENARIOS.every((scenario) => runsOn(scenario, 'postgres'))).toBe(true);
  });
});

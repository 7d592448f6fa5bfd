import { describe, expect, it } from 'vitest';
import { answersBetween, cpuPerUnit, type Look, outboxWaiting } from './server-group.ts';

const look = (cpu: Look['cpu'], ...answered: readonly (readonly [number, number])[]): Look => ({
  at: 0,
  cpu,
  pages: answered.map(
    ([placed, waiting]) =>
      new Map([
        ['yellowcart_http_request_seconds_count{route="POST /api/v1/checkouts",status="201"}', placed],
        ['yellowcart_outbox_waiting', waiting],
      ]),
  ),
});

describe('several servers of one platform', () => {
  const before = look({ node: 100, postgres: 50 }, [10, 3], [20, 3]);
  const after = look({ node: 400, postgres: 150 }, [110, 7], [220, 7]);

  it('answer together', () => {
    expect(answersBetween(before, after)).toEqual({ 201: 300 });
  });

  it('see the same events wait', () => {
    expect(outboxWaiting(after)).toBe(7);
  });

  it('share out their processor time, where the machine tells it', () => {
    expect(cpuPerUnit(before, after, 300)).toEqual({ node: 1_000, postgres: 1_000 / 3 });
    const foreign = { ...after, cpu: { node: 400, postgres: undefined } };
    expect(cpuPerUnit(before, foreign, 300)).toEqual({ node: 1_000 });
    expect(cpuPerUnit(before, { ...after, cpu: { node: undefined, postgres: 1 } }, 300)).toBeUndefined();
  });
});

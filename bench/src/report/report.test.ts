import { describe, expect, it } from 'vitest';
import { faultsOf, type Result, withLimits } from './results.ts';
import { tableOf } from './table.ts';

const result = (changes: Partial<Result>): Result => ({
  name: 'spread',
  engine: 'postgres',
  connections: 64,
  value: 9_000,
  unit: 'orders/s',
  load: 2,
  ...changes,
});
const sqlBatch = (connections: number, value: number, engine: Result['engine'] = 'postgres'): Result =>
  result({ name: 'limit.sql-batch', connections, value, engine });

describe('a result beside its limit', () => {
  it('is held against batches of its own size on its own engine', () => {
    const [spread] = withLimits([
      result({}),
      sqlBatch(64, 12_000),
      sqlBatch(256, 20_000),
      sqlBatch(64, 1, 'pglite'),
    ]);
    expect(spread?.limit).toEqual({ name: 'sql-batch', value: 12_000 });
  });

  it('is held against the best where no size is its own', () => {
    const [spread] = withLimits([result({ connections: 8 }), sqlBatch(64, 12_000), sqlBatch(256, 20_000)]);
    expect(spread?.limit?.value).toBe(20_000);
  });

  it('of refusals, is held against bare HTTP, which has no engine', () => {
    const bare = result({ name: 'limit.bare-http', engine: 'none', value: 40_000 });
    const [refusals] = withLimits([result({ name: 'sold-out', value: 25_000 }), bare]);
    expect(refusals?.limit).toEqual({ name: 'bare-http', value: 40_000 });
  });

  it('stands alone where its limit was not measured', () => {
    expect(withLimits([result({})])[0]).not.toHaveProperty('limit');
  });
});

it('any fault of any result fails the bench', () => {
  const clean = result({ check: { lost: 0, doubled: 0 } });
  expect(faultsOf([clean, result({})])).toBe(0);
  expect(faultsOf([clean, result({ check: { lost: 2, doubled: -1 } })])).toBe(3);
});

it('the table shows ratios, latencies and what was checked', () => {
  const machine = { cpu: 'CPU', cores: 2, memoryGiB: 24, node: '24.0.0', postgres: '18.4' };
  const table = tableOf(
    machine,
    withLimits([
      result({ p50_ms: 6.12, p99_ms: 18.2, check: { lost: 0 }, answers: { 201: 90_000 } }),
      result({ name: 'hot-sku', value: 8_100 }),
      sqlBatch(64, 18_000),
    ]),
  );
  expect(table).toContain('CPU, 2 cores, 24 GiB, Node 24.0.0, PostgreSQL 18.4');
  expect(table).toMatch(/spread +postgres +64 +9,000 orders\/s +6\.1 +18\.2 +50 % sql-batch/);
  expect(table).toContain('one hot SKU on postgres at 64: 90 % of spread');
  expect(table).toContain('spread on postgres at 64: lost 0; answers 201 90000');
});

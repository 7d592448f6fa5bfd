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

  it('with orders stored before it, is held against an empty database in the same run', () => {
    const stored = result({ name: 'stored-1m', value: 8_100 });
    const [, held] = withLimits([result({}), stored, sqlBatch(64, 12_000)]);
    expect(held?.limit).toEqual({ name: 'spread', value: 9_000 });
  });

  it('in seconds, is held against the seconds that as many answers take bare HTTP', () => {
    const bare = result({ name: 'limit.bare-http', engine: 'none', value: 50_000 });
    const counts = { placed: 500, refused: 1_500 };
    const [rush] = withLimits([result({ name: 'rush', unit: 's', value: 0.5, ...counts }), bare]);
    expect(rush?.limit).toEqual({ name: 'bare-http', value: 0.05 });
    const machine = {
      cpu: '',
      cores: 2,
      memoryGiB: 24,
      node: '',
      postgres: undefined,
      postgresSettings: undefined,
    };
    expect(tableOf(machine, rush ? [rush] : [])).toMatch(/0\.50 s +10 % bare-http/);
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
  const machine = {
    cpu: 'CPU',
    cores: 2,
    memoryGiB: 24,
    node: '24.0.0',
    postgres: '18.4',
    postgresSettings: { name: 'tuned', fsync: 'on', max_wal_size: '8GB' },
  };
  const table = tableOf(
    machine,
    withLimits([
      result({ p50_ms: 6.12, p99_ms: 18.2, check: { lost: 0 }, answers: { 201: 90_000 } }),
      result({ name: 'hot-sku', value: 8_100 }),
      sqlBatch(64, 18_000),
    ]),
  );
  expect(table).toContain('CPU, 2 cores, 24 GiB, Node 24.0.0, PostgreSQL 18.4');
  expect(table).toContain('PostgreSQL settings: tuned (fsync on, max_wal_size 8GB)');
  expect(table).toMatch(/spread +postgres +64 +9,000 orders\/s +6\.1 +18\.2 +50 % sql-batch/);
  expect(table).toContain('one hot SKU on postgres at 64: 90 % of spread');
  expect(table).toContain('spread on postgres at 64: lost 0; answers 201 90000');
});

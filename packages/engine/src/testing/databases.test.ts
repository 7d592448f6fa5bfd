import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { migrationStatus } from '../db/migrate.ts';
import type { Database } from '../db/open.ts';
import { describeOnBothDatabases } from './databases.ts';

describeOnBothDatabases('a fresh database', (open, kind) => {
  test('is of the engine that the suite is for, and has every migration', async () => {
    const database = await open();
    expect(database.kind).toBe(kind);
    const pending = (await migrationStatus(database.db)).filter(({ appliedAt }) => appliedAt === undefined);
    expect(pending).toEqual([]);
  });

  test('is seen by nobody else', async () => {
    const [one, other] = [await open(), await open()];
    await sql`CREATE TABLE public.mine (id int)`.execute(one.db);
    await expect(sql`SELECT * FROM public.mine`.execute(other.db)).rejects.toThrow(/does not exist/);
  });
});

describeOnBothDatabases('a database opened before all tests', (open) => {
  let shared: Database;
  let own: Database;
  const seen: Database[] = [];
  beforeAll(async () => {
    shared = await open();
    await sql`CREATE TABLE public.kept (id int)`.execute(shared.db);
  });
  beforeEach(async () => {
    own = await open();
  });

  test.each([1, 2])('outlives test %i, and one opened before each does not', async () => {
    await sql`INSERT INTO public.kept VALUES (1)`.execute(shared.db);
    await sql`SELECT 1`.execute(own.db);
    for (const earlier of seen) await expect(sql`SELECT 1`.execute(earlier.db)).rejects.toThrow();
    seen.push(own);
  });
});

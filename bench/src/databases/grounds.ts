import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Database, type DatabaseTarget, openDatabase } from '@yellowcart/engine';
import { startEmbeddedPostgres } from '@yellowcart/engine/testing/embedded-postgres';
import { sql } from 'kysely';
import type { EngineKind } from '../options.ts';

/** A seeded database that one run may have for itself. */
export interface Ground {
  readonly kind: EngineKind;
  readonly target: DatabaseTarget;
  /** PostgreSQL's address; undefined on the embedded engine. */
  readonly url: string | undefined;
  /** The embedded engine's folder; undefined on PostgreSQL. */
  readonly dataDir: string | undefined;
  drop(): Promise<void>;
}

/** Where a run's databases come from: copies of one that was seeded once. */
export interface Grounds {
  readonly kind: EngineKind;
  /** The one to seed, before the first copy is asked for. Nobody may be connected to it when copies are made. */
  readonly seed: DatabaseTarget;
  /** Of PostgreSQL: its version, and its process where it is ours. */
  readonly postgres: { readonly version: string; readonly pid: number | undefined } | undefined;
  fresh(): Promise<Ground>;
  stop(): Promise<void>;
}

/** Opens grounds of a kind. PostgreSQL is the one that DATABASE_URL names, or one started for this with default durability. */
export async function openGrounds(kind: EngineKind, { profiled }: { profiled: boolean }): Promise<Grounds> {
  return kind === 'pglite' ? embedded() : postgres(profiled);
}

async function embedded(): Promise<Grounds> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-bench-'));
  const seedDir = path.join(folder, 'seed');
  let count = 0;
  return {
    kind: 'pglite',
    seed: { kind: 'pglite', dataDir: seedDir },
    postgres: undefined,
    async fresh() {
      count += 1;
      const dataDir = path.join(folder, `run-${count}`);
      await cp(seedDir, dataDir, { recursive: true });
      return {
        kind: 'pglite',
        target: { kind: 'pglite', dataDir },
        url: undefined,
        dataDir,
        drop: () => rm(dataDir, { recursive: true, force: true }),
      };
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

async function postgres(profiled: boolean): Promise<Grounds> {
  const given = process.env.DATABASE_URL?.trim() || undefined;
  const settings = profiled ? { shared_preload_libraries: 'pg_stat_statements' } : {};
  const own = given === undefined ? await startEmbeddedPostgres({ settings }) : undefined;
  const admin = await openDatabase({ kind: 'postgres', url: given ?? own?.url ?? '', poolMax: 1 });
  const { db } = admin;
  const seedName = `yellowcart_bench_${process.pid}`;
  const urlOf = (name: string): string =>
    Object.assign(new URL(given ?? own?.url ?? ''), { pathname: `/${name}` }).href;
  const made = new Set<string>();
  const create = async (name: string, template?: string): Promise<void> => {
    await sql`CREATE DATABASE ${sql.ref(name)} ${template === undefined ? sql`` : sql`TEMPLATE ${sql.ref(template)}`}`.execute(
      db,
    );
    made.add(name);
  };
  const drop = async (name: string): Promise<void> => {
    if (made.delete(name)) await sql`DROP DATABASE ${sql.ref(name)} WITH (FORCE)`.execute(db);
  };
  await create(seedName);
  let count = 0;
  return {
    kind: 'postgres',
    seed: { kind: 'postgres', url: urlOf(seedName) },
    postgres: { version: await versionOf(admin), pid: own?.pid },
    async fresh() {
      count += 1;
      const name = `${seedName}_${count}`;
      await create(name, seedName);
      const url = urlOf(name);
      return {
        kind: 'postgres',
        target: { kind: 'postgres', url },
        url,
        dataDir: undefined,
        drop: () => drop(name),
      };
    },
    async stop() {
      for (const name of [...made]) await drop(name);
      await admin.close();
      await own?.stop();
    },
  };
}

async function versionOf({ db }: Database): Promise<string> {
  const { rows } = await sql<{ server_version: string }>`SHOW server_version`.execute(db);
  return rows[0]?.server_version ?? '';
}

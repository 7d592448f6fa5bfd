import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Db, openDatabase } from '@yellowcart/engine';
import { startEmbeddedPostgres } from '@yellowcart/engine/testing/embedded-postgres';
import { sql } from 'kysely';
import { CannotGoOn } from '../cannot-go-on.ts';
import type { Ground, Grounds, PostgresServer } from './ground.ts';
import { keptFolder } from './kept-folder.ts';
import { POSTGRES_SETTINGS, type PostgresSettingsName, settingsNow } from './postgres-settings.ts';

export interface PostgresOptions {
  /** Load what counts statements. */
  readonly profiled: boolean;
  /** Of a server that is started for this; PostgreSQL's own without it. */
  readonly settings?: PostgresSettingsName;
  /** A folder in which the server's databases stay between runs. */
  readonly keep?: string | undefined;
}

interface Server {
  readonly url: string;
  readonly pid: number | undefined;
  readonly memo: string | undefined;
  stop(): Promise<void>;
}

/** Grounds on PostgreSQL: databases made from a template on one server. Throws CannotGoOn. */
export async function postgresGrounds(options: PostgresOptions): Promise<Grounds> {
  const given = process.env.DATABASE_URL?.trim() || undefined;
  if (given !== undefined && options.keep !== undefined)
    throw new CannotGoOn('--keep keeps a server that the bench starts itself: leave out DATABASE_URL.');
  const server: Server =
    given === undefined
      ? await ownServer(options)
      : { url: given, pid: undefined, memo: undefined, async stop() {} };
  const admin = await openDatabase({ kind: 'postgres', url: server.url, poolMax: 1 });
  const { db } = admin;
  const made = databasesOn(db, server.url);
  // On a server of somebody's own, two benches at once must not meet.
  const prefix = options.keep === undefined ? `yellowcart_bench_${process.pid}` : 'yellowcart_bench';
  const seedName = `${prefix}_seed`;
  const runName = `${prefix}_run`;
  if (options.keep !== undefined) {
    // What a run that was killed left behind, and a seed that was never finished with all that was copied from it.
    const seeded =
      server.memo !== undefined && (await stat(server.memo).catch(() => undefined)) !== undefined;
    await made.dropAll(seeded ? `${runName}_` : `${prefix}_`);
  }
  if (!(await made.has(seedName))) await made.create(seedName);
  let count = 0;
  const groundOn = (name: string, drop: () => Promise<void>): Ground => {
    const url = made.urlOf(name);
    return { kind: 'postgres', target: { kind: 'postgres', url }, url, dataDir: undefined, drop };
  };
  const copyOfSeed = async (): Promise<Ground> => {
    count += 1;
    const name = `${runName}_${count}`;
    await made.create(name, seedName);
    return groundOn(name, () => made.drop(name));
  };
  return {
    kind: 'postgres',
    seed: { kind: 'postgres', url: made.urlOf(seedName) },
    memo: server.memo,
    postgres: await described(db, server, given === undefined ? (options.settings ?? 'default') : 'given'),
    fresh: copyOfSeed,
    async filled(name, fill) {
      const database = `${prefix}_${name}`;
      if (!(await made.has(database))) {
        // Renamed at the end, so that what was broken off is not taken for whole.
        const filling = `${runName}_filling`;
        await made.create(filling, seedName);
        const opened = await openDatabase({ kind: 'postgres', url: made.urlOf(filling) });
        await fill(opened.db).finally(() => opened.close());
        await made.rename(filling, database);
      }
      await sql`CHECKPOINT`.execute(db);
      return groundOn(database, async () => undefined);
    },
    async stop() {
      if (options.keep === undefined) await made.dropAll(`${prefix}_`);
      await admin.close();
      await server.stop();
    },
  };
}

async function ownServer({ profiled, settings = 'default', keep }: PostgresOptions): Promise<Server> {
  const folder = keep === undefined ? undefined : await keptFolder(keep);
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const started = await startEmbeddedPostgres({
    settings: {
      ...POSTGRES_SETTINGS[settings],
      ...(profiled ? { shared_preload_libraries: 'pg_stat_statements' } : {}),
    },
    ...(folder === undefined ? {} : { dataDir: path.join(folder, 'cluster') }),
  });
  return {
    url: started.url,
    pid: started.pid,
    memo: folder === undefined ? undefined : path.join(folder, 'seed.json'),
    stop: () => started.stop(),
  };
}

async function described(
  db: Db,
  { pid }: Server,
  settingsName: PostgresServer['settingsName'],
): Promise<PostgresServer> {
  const { rows } = await sql<{ server_version: string }>`SHOW server_version`.execute(db);
  return { version: rows[0]?.server_version ?? '', pid, settingsName, settings: await settingsNow(db) };
}

function databasesOn(db: Db, serverUrl: string) {
  const beginningWith = async (start: string): Promise<string[]> => {
    const { rows } = await sql<{ datname: string }>`
      SELECT datname FROM pg_database WHERE starts_with(datname, ${start})
    `.execute(db);
    return rows.map(({ datname }) => datname);
  };
  const drop = async (name: string): Promise<void> => {
    await sql`DROP DATABASE IF EXISTS ${sql.ref(name)} WITH (FORCE)`.execute(db);
  };
  return {
    urlOf: (name: string): string => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href,
    has: async (name: string): Promise<boolean> => (await beginningWith(name)).includes(name),
    drop,
    async dropAll(start: string): Promise<void> {
      for (const name of await beginningWith(start)) await drop(name);
    },
    async rename(from: string, to: string): Promise<void> {
      await sql`ALTER DATABASE ${sql.ref(from)} RENAME TO ${sql.ref(to)}`.execute(db);
    },
    async create(name: string, template?: string): Promise<void> {
      const from = template === undefined ? sql`` : sql`TEMPLATE ${sql.ref(template)}`;
      await sql`CREATE DATABASE ${sql.ref(name)} ${from}`.execute(db);
    },
  };
}

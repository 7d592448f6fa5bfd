import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { blankDatabase } from './blank-database.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { embeddedDialect } from './embedded/dialect.ts';
import { type EmbeddedEngine, engineInThisThread, openPglite } from './embedded/embedded-engine.ts';
import { startEngineThread } from './embedded/start-thread.ts';
import { prepareStatements } from './prepared-statements.ts';
import { type OpenSession, openPostgresSession } from './session.ts';
import { parserOf } from './value-types.ts';

/** A handle for reads outside a transaction, and for opening one. Each store narrows it to its own tables. */
// biome-ignore lint/complexity/noBannedTypes: Kysely's own word for "no tables known yet".
export type Db = Kysely<{}>;
/** A handle inside a transaction; every write takes it. */
// biome-ignore lint/complexity/noBannedTypes: as above.
export type Tx = Transaction<{}>;

export type DatabaseTarget =
  /** Embedded PGlite; without a directory it lives in memory. */
  | { readonly kind: 'pglite'; readonly dataDir?: string; readonly loadDataDir?: Blob }
  | {
      readonly kind: 'postgres';
      readonly url: string;
      readonly poolMax?: number;
      /** How long a statement is waited for, in ms, before the connection counts as lost; undefined = for ever. */
      readonly answerMsMax?: number;
    };

type PostgresTarget = Extract<DatabaseTarget, { kind: 'postgres' }>;

export interface Database {
  readonly kind: DatabaseTarget['kind'];
  readonly db: Db;
  /** The embedded engine itself where it lives in memory, for dumps; undefined elsewhere. */
  readonly pglite: PGlite | undefined;
  /** Opens a connection beside the pool; undefined where the database belongs to one process anyway. */
  readonly openSession: OpenSession | undefined;
  close(): Promise<void>;
}

/**
 * Opens a database. Embedded: takes the directory's lock first, so that a second process is refused
 * (DataDirInUse) instead of corrupting it. PostgreSQL: connects lazily, through a pool.
 */
export async function openDatabase(target: DatabaseTarget): Promise<Database> {
  return target.kind === 'pglite' ? openEmbedded(target.dataDir, target.loadDataDir) : openPostgres(target);
}

async function openEmbedded(dataDir: string | undefined, loadDataDir: Blob | undefined): Promise<Database> {
  if (dataDir === undefined) {
    const pglite = await openPglite(undefined, loadDataDir);
    return embedded(engineInThisThread(pglite), pglite, () => undefined);
  }
  const lock = await lockDataDir(dataDir);
  try {
    await initialiseBeside(`${dataDir}/pg`);
    return embedded(await startEngineThread(`${dataDir}/pg`), undefined, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

function embedded(engine: EmbeddedEngine, pglite: PGlite | undefined, afterwards: () => void): Database {
  // biome-ignore lint/complexity/noBannedTypes: see Db.
  const db = new Kysely<{}>({ dialect: embeddedDialect(engine) });
  return {
    kind: 'pglite',
    db,
    pglite,
    openSession: undefined,
    async close() {
      await db.destroy();
      afterwards();
    },
  };
}

/** A kill during the very first initialisation leaves a folder that will not open, so it happens beside and is renamed. */
async function initialiseBeside(dir: string): Promise<void> {
  if (await stat(dir).catch(() => undefined)) return;
  const beside = `${dir}.initialising`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(dirname(dir), { recursive: true });
  const blank = await blankDatabase();
  if (blank === undefined) await (await PGlite.create(beside)).close();
  else await cp(blank, beside, { recursive: true });
  await rename(beside, dir);
}

/** A lock must not outlive by much the process that died, or was cut off, while it held it. */
const IDLE_IN_TRANSACTION_MS_MAX = 10_000;
/** PostgreSQL gives up first, so that nothing is done after it was given up here. */
const ON_THE_WAY_MS = 1_000;
/** For a connection: to be made, or to be given back by others. */
const CONNECTION_MS_MAX = 10_000;
/** A peer that went without a word is noticed after this and ten seconds of asking. */
const KEEP_ALIVE_AFTER_MS = 5_000;

function openPostgres({ url, poolMax = 10, answerMsMax }: PostgresTarget): Database {
  const types = { getTypeParser: parserOf as typeof pg.types.getTypeParser };
  const config = {
    connectionString: url,
    types,
    application_name: 'yellowcart',
    pipeline: true,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    ...(answerMsMax === undefined
      ? {}
      : {
          statement_timeout: answerMsMax,
          query_timeout: answerMsMax + ON_THE_WAY_MS,
          connectionTimeoutMillis: CONNECTION_MS_MAX,
          idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS_MAX,
        }),
  };
  const pool = new pg.Pool({ ...config, max: poolMax });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So would one that breaks between two statements of a transaction; the next statement tells it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // biome-ignore lint/complexity/noBannedTypes: see Db.
  const db = new Kysely<{}>({ dialect: new PostgresDialect({ pool: prepareStatements(pool) }) });
  return {
    kind: 'postgres',
    db,
    pglite: undefined,
    openSession: (hear) => openPostgresSession(config, hear),
    close: () => db.destroy(),
  };
}

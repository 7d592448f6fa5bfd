import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from './open.ts';

export interface Migration {
  /** Module that owns it, which is also its PostgreSQL schema. */
  readonly module: string;
  /** File name without `.sql`, e.g. `0001-shops`. */
  readonly name: string;
  readonly text: string;
  readonly hash: string;
}

export interface MigrationStatus extends Migration {
  readonly appliedAt: Date | undefined;
}

/** A migration that ran before has another text now; forward-only means that this never happens. */
export class MigrationChanged extends Error {
  constructor(migration: Migration) {
    super(
      `The migration ${migration.module}/${migration.name} was applied with another text. Add a new file instead of changing it.`,
    );
    this.name = 'MigrationChanged';
  }
}

const ADVISORY_LOCK = 7_115_116;
const source = new URL('../', import.meta.url);

/** Every migration in the source tree: modules by name, files by number. No module's tables refer to another's, so the order of modules is free. */
export async function readMigrations(): Promise<Migration[]> {
  const found: Migration[] = [];
  for (const entry of (await readdir(source, { withFileTypes: true })).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (!entry.isDirectory()) continue;
    const folder = new URL(`${entry.name}/migrations/`, source);
    const files = await readdir(folder).catch(() => []);
    for (const file of files.filter((name) => name.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(file, folder), 'utf8');
      found.push({
        module: entry.name,
        name: file.slice(0, -4),
        text,
        hash: createHash('sha256').update(text).digest('hex'),
      });
    }
  }
  return found;
}

/** Applies what is missing, each in a transaction of its own, one process at a time. Returns what was applied. Throws MigrationChanged. */
export async function migrate(db: Db): Promise<Migration[]> {
  const migrations = await readMigrations();
  return db.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(${sql.lit(ADVISORY_LOCK)})`.execute(connection);
    try {
      await sql`CREATE TABLE IF NOT EXISTS public.migration (module text, name text, hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (module, name))`.execute(
        connection,
      );
      const applied = await appliedHashes(connection);
      const fresh: Migration[] = [];
      for (const migration of migrations) {
        const hash = applied.get(`${migration.module}/${migration.name}`)?.hash;
        if (hash !== undefined && hash !== migration.hash) throw new MigrationChanged(migration);
        if (hash === undefined) fresh.push(migration);
      }
      for (const migration of fresh) await apply(connection, migration);
      return fresh;
    } finally {
      await sql`SELECT pg_advisory_unlock(${sql.lit(ADVISORY_LOCK)})`.execute(connection);
    }
  });
}

/** What stands in the source tree, and when the database took it. */
export async function migrationStatus(db: Db): Promise<MigrationStatus[]> {
  const there = await sql<{
    there: boolean;
  }>`SELECT to_regclass('public.migration') IS NOT NULL AS there`.execute(db);
  const applied = there.rows[0]?.there ? await appliedHashes(db) : new Map<string, Applied>();
  return (await readMigrations()).map((migration) => ({
    ...migration,
    appliedAt: applied.get(`${migration.module}/${migration.name}`)?.appliedAt,
  }));
}

interface Applied {
  readonly hash: string;
  readonly appliedAt: Date;
}

async function appliedHashes(db: Db): Promise<Map<string, Applied>> {
  const { rows } = await sql<{
    module: string;
    name: string;
    hash: string;
    applied_at: Date;
  }>`SELECT module, name, hash, applied_at FROM public.migration`.execute(db);
  return new Map(
    rows.map((row) => [`${row.module}/${row.name}`, { hash: row.hash, appliedAt: row.applied_at }]),
  );
}

async function apply(db: Db, migration: Migration): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const statement of splitStatements(migration.text)) await sql.raw(statement).execute(tx);
    await sql`INSERT INTO public.migration (module, name, hash) VALUES (${migration.module}, ${migration.name}, ${migration.hash})`.execute(
      tx,
    );
  });
}

/** Splits a file into statements at semicolons outside quotes, dollar quotes and comments: drivers take one statement at a time. */
export function splitStatements(text: string): string[] {
  const tokens = /--[^\n]*|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1|;|[^;'"$-]+|[\s\S]/g;
  const statements: string[] = [];
  let current = '';
  for (const [token] of text.matchAll(tokens)) {
    if (token === ';') {
      statements.push(current.trim());
      current = '';
    } else if (!token.startsWith('--')) {
      current += token;
    }
  }
  statements.push(current.trim());
  return statements.filter((statement) => statement !== '');
}

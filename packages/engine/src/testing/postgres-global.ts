import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate, readMigrations } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { databaseUrl, runStatement } from './postgres-admin.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The server that the run's databases live on. */
    postgresUrl: string;
    /** Name of a migrated database there, to copy from. */
    postgresTemplate: string;
    /** File with a migrated embedded database, to load from. */
    pgliteTemplate: string;
  }
}

const DAY_MS = 86_400_000;
const templates = fileURLToPath(new URL('../../../../.yellowcart/test-templates/', import.meta.url));

/**
 * Vitest's global set-up: one PostgreSQL for the whole run (or the server that TEST_DATABASE_URL names), and a migrated
 * template for each of the two engines, since copying a database is many times faster than migrating one.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given
    ? undefined
    : await startEmbeddedPostgres({
        settings: {
          fsync: 'off',
          full_page_writes: 'off',
          synchronous_commit: 'off',
          max_connections: '200',
        },
      });
  const url = given ?? server?.url ?? '';
  const template = `yellowcart_template_${process.pid}`;
  try {
    const [, pglite] = await Promise.all([preparePostgres(url, template), preparePglite()]);
    project.provide('postgresUrl', url);
    project.provide('postgresTemplate', template);
    project.provide('pgliteTemplate', pglite);
  } catch (error) {
    await server?.stop();
    throw error;
  }
  return async () => {
    if (given) await runStatement(url, `DROP DATABASE IF EXISTS "${template}" WITH (FORCE)`);
    await server?.stop();
  };
}

async function preparePostgres(url: string, template: string): Promise<void> {
  await runStatement(url, `CREATE DATABASE "${template}"`);
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl(url, template), poolMax: 1 });
  await migrate(database.db).finally(() => database.close());
}

/** Migrating an embedded database takes seconds, so the result is kept between runs under a name made of all it depends on. */
async function preparePglite(): Promise<string> {
  const engine = path.dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const key = createHash('sha256').update(await readFile(path.join(engine, '..', 'package.json')));
  for (const migration of await readMigrations())
    key.update(`${migration.module}/${migration.name}/${migration.hash}\n`);
  const file = path.join(templates, `${key.digest('hex').slice(0, 16)}.tar`);
  if (existsSync(file)) return file;
  const database = await openDatabase({ kind: 'pglite' });
  try {
    await migrate(database.db);
    const dump = await database.pglite?.dumpDataDir('none');
    if (!dump) throw new Error('the embedded database gave no dump');
    await mkdir(templates, { recursive: true });
    await removeOldTemplates();
    await writeFile(`${file}.${process.pid}`, dump.stream());
    await rename(`${file}.${process.pid}`, file);
    return file;
  } finally {
    await database.close();
  }
}

/** Another run on this machine may still read a template of other migrations, so only those of days past go. */
async function removeOldTemplates(): Promise<void> {
  for (const name of await readdir(templates)) {
    const file = path.join(templates, name);
    if ((await stat(file)).mtimeMs < Date.now() - DAY_MS) await rm(file, { force: true });
  }
}

import { openAsBlob } from 'node:fs';
import { afterAll, afterEach, describe, inject, TestRunner } from 'vitest';
import { type Database, type DatabaseTarget, openDatabase } from '../db/open.ts';
import { databaseUrl, runStatement } from './postgres-admin.ts';

export type OpenDatabase = () => Promise<Database>;

/**
 * Registers a suite twice: on the embedded engine and on PostgreSQL. `open()` gives a fresh, migrated database of that
 * engine, nobody else's. Called in a test or `beforeEach`, it is closed and gone after that test; called in
 * `beforeAll`, after the suite. `kind` is for the rare test that holds on one of the two only.
 */
export function describeOnBothDatabases(
  name: string,
  suite: (open: OpenDatabase, kind: DatabaseTarget['kind']) => void,
): void {
  for (const kind of ['pglite', 'postgres'] as const) {
    describe(`${name} [${kind}]`, () => {
      const ofTest: (() => Promise<void>)[] = [];
      const ofSuite: (() => Promise<void>)[] = [];
      afterEach(() => closeAll(ofTest));
      afterAll(() => closeAll(ofSuite));
      suite(async () => {
        const { database, close } = await (kind === 'pglite' ? freshPglite() : freshPostgres());
        (TestRunner.getCurrentTest() ? ofTest : ofSuite).push(close);
        return database;
      }, kind);
    });
  }
}

interface Fresh {
  readonly database: Database;
  close(): Promise<void>;
}

async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  await Promise.all(closers.splice(0).map((close) => close()));
}

async function freshPglite(): Promise<Fresh> {
  const database = await openDatabase({
    kind: 'pglite',
    loadDataDir: await openAsBlob(inject('pgliteTemplate')),
  });
  return { database, close: () => database.close() };
}

let counter = 0;

async function freshPostgres(): Promise<Fresh> {
  const url = inject('postgresUrl');
  counter += 1;
  const name = `test_${process.pid}_${counter}`;
  await runStatement(url, `CREATE DATABASE "${name}" TEMPLATE "${inject('postgresTemplate')}"`);
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl(url, name) });
  return {
    database,
    async close() {
      await database.close();
      await runStatement(url, `DROP DATABASE "${name}" WITH (FORCE)`);
    },
  };
}

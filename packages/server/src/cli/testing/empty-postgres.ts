import pg from 'pg';
import { afterAll, inject } from 'vitest';

let counter = 0;
const made: string[] = [];

async function onServer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** Address of a new PostgreSQL database without a migration. Call `dropEmptyPostgres` at the top of the test file. */
export async function emptyPostgres(): Promise<string> {
  counter += 1;
  const name = `empty_${process.pid}_${counter}`;
  await onServer(`CREATE DATABASE "${name}"`);
  made.push(name);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

export function dropEmptyPostgres(): void {
  afterAll(async () => {
    for (const name of made.splice(0)) await onServer(`DROP DATABASE "${name}" WITH (FORCE)`);
  });
}

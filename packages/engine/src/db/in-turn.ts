import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Db } from './open.ts';

const ADVISORY_LOCK = 7_115_119;
const ASK_EVERY_MS = 100;

/**
 * Does `work` while no other process of the platform does such work: what a first start brings must come once. Waits
 * for its turn; a process that dies gives it up. Not to be nested.
 */
export async function inTurn<T>(
  { db, kind }: { readonly db: Db; readonly kind: Database['kind'] },
  work: () => Promise<T>,
): Promise<T> {
  // The embedded database has one process, and one session, which the lock would keep from the work.
  if (kind === 'pglite') return work();
  return db.connection().execute(async (connection) => {
    // Asked for again and again instead of waited for: a statement may not take as long as the others' work.
    while (!(await locked(connection))) await wait(ASK_EVERY_MS);
    try {
      return await work();
    } finally {
      await sql`SELECT pg_advisory_unlock(${sql.lit(ADVISORY_LOCK)})`.execute(connection);
    }
  });
}

async function locked(connection: Db): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`
    SELECT pg_try_advisory_lock(${sql.lit(ADVISORY_LOCK)}) AS locked
  `.execute(connection);
  return rows[0]?.locked ?? false;
}

import { sql } from 'kysely';
import type { Db } from '../db/open.ts';

/** How many events were written and not delivered yet. */
export async function waitingEvents(handle: Db): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`SELECT count(*) AS waiting FROM outbox.event`.execute(handle);
  return rows[0]?.waiting ?? 0;
}

import { type DatabaseTarget, openDatabase } from '@yellowcart/engine';
import { sql } from 'kysely';

const EVERY_MS = 10;

/** What the server's connections were found doing, by how often: `running`, idle in a transaction, or a wait of PostgreSQL. */
export type WaitCounts = ReadonlyMap<string, number>;

/** Looks every 10 ms at what the connections of this PostgreSQL database do, until `stop`. */
export async function sampleWaits(target: DatabaseTarget): Promise<{ stop(): Promise<WaitCounts> }> {
  const database = await openDatabase(target);
  const counts = new Map<string, number>();
  let stopped = false;
  const look = async (): Promise<void> => {
    const { rows } = await sql<{ doing: string }>`
      SELECT CASE WHEN state = 'active' THEN coalesce(wait_event_type || ': ' || wait_event, 'running') || ' – ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 50) ELSE state END AS doing
      FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    `.execute(database.db);
    for (const { doing } of rows) counts.set(doing, (counts.get(doing) ?? 0) + 1);
  };
  const looking = (async () => {
    while (!stopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  return {
    async stop() {
      stopped = true;
      await looking;
      await database.close();
      return counts;
    },
  };
}

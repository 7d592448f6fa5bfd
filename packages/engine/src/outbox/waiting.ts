import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import type { EngineEvent } from './append.ts';

/** How many events were written and not delivered yet. */
export async function waitingEvents(handle: Db): Promise<number> {
  const { rows } = await sql<{
    waiting: number;
  }>`SELECT coalesce(sum(size), 0)::bigint AS waiting FROM outbox.batch`.execute(handle);
  return rows[0]?.waiting ?? 0;
}

interface StoredBatch {
  readonly batch_id: number;
  readonly events: readonly (Omit<EngineEvent, 'at'> & { readonly at: string })[];
}

/**
 * Takes up to `batches` rows off the outbox, oldest first, and answers with their events in order. Rows that another
 * relay has in hand are passed over.
 */
export async function takeEvents(
  tx: Tx,
  batches: number,
): Promise<{ batches: number; events: EngineEvent[] }> {
  const { rows } = await sql<StoredBatch>`
    DELETE FROM outbox.batch WHERE batch_id IN (SELECT batch_id FROM outbox.batch ORDER BY batch_id LIMIT ${batches} FOR UPDATE SKIP LOCKED)
    RETURNING batch_id, events
  `.execute(tx);
  rows.sort((a, b) => a.batch_id - b.batch_id);
  return {
    batches: rows.length,
    events: rows.flatMap((row) => row.events.map((event) => ({ ...event, at: new Date(event.at) }))),
  };
}

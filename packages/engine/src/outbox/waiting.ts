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

/** An event as JSON carries it. */
export type StoredEvent = Omit<EngineEvent, 'at'> & { readonly at: string };

interface StoredBatch {
  readonly batch_id: number;
  readonly events: readonly StoredEvent[];
}

export interface Taken {
  readonly batches: number;
  readonly events: EngineEvent[];
}

/**
 * Takes up to `batches` rows off the outbox, oldest first, and answers with their events in order. Rows that another
 * relay has in hand are passed over.
 */
export async function takeEvents(tx: Tx, batches: number): Promise<Taken> {
  const { rows } = await sql<StoredBatch>`
    DELETE FROM outbox.batch WHERE batch_id IN (SELECT batch_id FROM outbox.batch ORDER BY batch_id LIMIT ${batches} FOR UPDATE SKIP LOCKED)
    RETURNING batch_id, events
  `.execute(tx);
  return inOrder(rows);
}

/**
 * `takeEvents`, and keeps what was taken for other processes under the numbers that follow the last. It never leaves
 * the database for that. The transaction must be the only one that writes there.
 */
export async function takeAndKeepEvents(tx: Tx, batches: number): Promise<Taken> {
  const { rows } = await sql<StoredBatch>`
    WITH taken AS (
      DELETE FROM outbox.batch WHERE batch_id IN (SELECT batch_id FROM outbox.batch ORDER BY batch_id LIMIT ${batches} FOR UPDATE SKIP LOCKED)
      RETURNING batch_id, events
    ), kept AS (
      INSERT INTO outbox.delivered (number, events)
      SELECT (SELECT coalesce(max(number), 0) FROM outbox.delivered) + row_number() OVER (ORDER BY batch_id), events FROM taken
    )
    SELECT batch_id, events FROM taken
  `.execute(tx);
  return inOrder(rows);
}

function inOrder(rows: StoredBatch[]): Taken {
  rows.sort((a, b) => a.batch_id - b.batch_id);
  return { batches: rows.length, events: rows.flatMap((row) => row.events.map(eventOf)) };
}

export function eventOf(stored: StoredEvent): EngineEvent {
  return { ...stored, at: new Date(stored.at) };
}

import { sql } from 'kysely';
import type { Tx } from '../db/open.ts';
import type { Statement } from '../db/rounds.ts';

/** Something that happened. `topic` is `module.past_tense`; `key` is the thing it happened to: events of one key stay in order. */
export interface EngineEvent<Payload = unknown> {
  readonly topic: string;
  readonly key: string;
  readonly at: Date;
  readonly payload: Payload;
}

/** Writes events in the caller's transaction, in one row: they happen if and only if it commits. */
export async function appendEvents(tx: Tx, events: readonly EngineEvent[]): Promise<void> {
  if (events.length > 0) await eventsStatement(events).execute(tx);
}

/** `appendEvents` as a statement, for a transaction in rounds. At least one event. */
export function eventsStatement(events: readonly EngineEvent[]): Statement {
  return sql`INSERT INTO outbox.batch (size, events) VALUES (${events.length}, ${JSON.stringify(events)}::json)`;
}

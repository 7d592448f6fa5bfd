import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import type { EngineEvent } from './append.ts';
import { eventOf, type StoredEvent, type Taken, takeAndKeepEvents, takeEvents } from './waiting.ts';

/** What the process that delivers hears: something was written. */
const WRITTEN = 'yellowcart_written';
/** What the others hear: something was delivered. */
const DELIVERED = 'yellowcart_delivered';

/** Held by the process that delivers, as long as it does. */
const DELIVERING = 7_115_117;
/** Shared by all that listen. Who delivers asks for it alone: it gets it only while nobody listens, and then nobody begins to until it has committed. */
const LISTENING = 7_115_118;

/** After so long without a word PostgreSQL ends a session: its process is frozen, or cut off. */
const SILENT_SECONDS_MAX = 10;
/** Longer than a reader may be silent. */
const KEPT_SECONDS = 15;
const READ_MAX = 100;

/** Has PostgreSQL end the session, and let go of its locks, when nothing is heard of it any more. */
export async function endWhenSilent(session: Db): Promise<void> {
  for (const name of ['idle_session_timeout', 'idle_in_transaction_session_timeout']) {
    await sql`SELECT set_config(${name}, ${`${SILENT_SECONDS_MAX}s`}, false)`.execute(session);
  }
}

/** Takes the lock of the process that delivers, if it is free; the session then hears of what others write. */
export async function takeLead(session: Db): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    SELECT pg_try_advisory_lock(${sql.lit(DELIVERING)}) AS free
  `.execute(session);
  if (!rows[0]?.free) return false;
  await sql`LISTEN ${sql.ref(WRITTEN)}`.execute(session);
  return true;
}

export async function leaveLead(session: Db): Promise<void> {
  await sql`UNLISTEN ${sql.ref(WRITTEN)}`.execute(session);
  await sql`SELECT pg_advisory_unlock(${sql.lit(DELIVERING)})`.execute(session);
}

/** Tells the process that delivers, in a transaction of its own: told by the writing one, commits would queue for one lock. */
export async function tellLead(session: Db): Promise<void> {
  await notify(session, WRITTEN);
}

/** From now on what is delivered is kept for this session too, and it hears of it. Answers with the number after which that begins. */
export async function beginListening(session: Db): Promise<number> {
  await sql`LISTEN ${sql.ref(DELIVERED)}`.execute(session);
  await sql`SELECT pg_advisory_lock_shared(${sql.lit(LISTENING)})`.execute(session);
  const { rows } = await sql<{
    number: number;
  }>`SELECT coalesce(max(number), 0) AS number FROM outbox.delivered`.execute(session);
  return rows[0]?.number ?? 0;
}

export async function endListening(session: Db): Promise<void> {
  await sql`UNLISTEN ${sql.ref(DELIVERED)}`.execute(session);
  await sql`SELECT pg_advisory_unlock_shared(${sql.lit(LISTENING)})`.execute(session);
}

/** Takes events off the outbox; where other processes listen, keeps them for those and tells them. */
export async function takeForAll(tx: Tx, batches: number): Promise<Taken & { readonly shared: boolean }> {
  const { rows } = await sql<{ nobody: boolean }>`
    SELECT pg_try_advisory_xact_lock(${sql.lit(LISTENING)}) AS nobody
  `.execute(tx);
  if (rows[0]?.nobody ?? true) return { ...(await takeEvents(tx, batches)), shared: false };
  const taken = await takeAndKeepEvents(tx, batches);
  if (taken.batches > 0) await notify(tx, DELIVERED);
  return { ...taken, shared: true };
}

/** What was delivered after a number, in order; undefined where some of it is gone. */
export async function deliveredSince(
  session: Db,
  number: number,
): Promise<{ number: number; events: EngineEvent[]; more: boolean } | undefined> {
  const { rows } = await sql<{ number: number; events: readonly StoredEvent[] }>`
    SELECT number, events FROM outbox.delivered WHERE number > ${number} ORDER BY number LIMIT ${sql.lit(READ_MAX)}
  `.execute(session);
  const [first] = rows;
  if (first && first.number !== number + 1) return undefined;
  return {
    number: rows.at(-1)?.number ?? number,
    events: rows.flatMap((row) => row.events.map(eventOf)),
    more: rows.length === READ_MAX,
  };
}

/** Lets go of what everybody has read by now. The latest stays: the next number follows from it. */
export async function pruneDelivered(session: Db): Promise<void> {
  await sql`
    DELETE FROM outbox.delivered WHERE at < clock_timestamp() - make_interval(secs => ${sql.lit(KEPT_SECONDS)})
      AND number < (SELECT max(number) FROM outbox.delivered)
  `.execute(session);
}

async function notify(handle: Db, channel: string): Promise<void> {
  await sql`SELECT pg_notify(${channel}, '')`.execute(handle);
}

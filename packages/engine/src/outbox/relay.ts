import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import type { EngineEvent } from './append.ts';

/**
 * A consumer of events. `project` runs in the transaction that takes the events off the outbox, so a projection
 * counts each event exactly once. `hear` runs after that commit, for what leaves the database (viewers' sockets).
 */
export interface Subscriber {
  readonly name: string;
  readonly topics: readonly string[];
  project?(tx: Tx, events: readonly EngineEvent[]): Promise<void>;
  hear?(events: readonly EngineEvent[]): void;
}

const BATCH_MAX = 1_000;
const IDLE_MS = 500;

export interface Relay {
  /** Says that events were written; delivery starts at once instead of at the next look. */
  wake(): void;
  /** Delivers until the outbox is empty. */
  drain(): Promise<void>;
  /** Finishes the batch in hand and stops. */
  stop(): Promise<void>;
}

/**
 * Delivers the outbox to subscribers in the order the events of each key were committed. Rows are deleted as they are
 * delivered rather than read past a cursor, so one whose transaction commits late is never skipped.
 * `onError` hears of a batch that failed; the batch stays and is tried again.
 */
export function startRelay(db: Db, subscribers: readonly Subscriber[], onError: (error: unknown) => void): Relay {
  let running: Promise<void> | undefined;
  let stopped = false;
  let again = false;

  async function deliverBatch(): Promise<number> {
    const events = await db.transaction().execute(async (tx) => {
      const { rows } = await sql<EngineEvent & { event_id: number }>`
        DELETE FROM outbox.event WHERE event_id IN (SELECT event_id FROM outbox.event ORDER BY event_id LIMIT ${sql.lit(BATCH_MAX)} FOR UPDATE SKIP LOCKED)
        RETURNING event_id, topic, key, at, payload
      `.execute(tx);
      rows.sort((a, b) => a.event_id - b.event_id);
      for (const { project, topics } of subscribers) {
        const wanted = project ? rows.filter((event) => topics.includes(event.topic)) : [];
        if (wanted.length > 0) await project?.(tx, wanted);
      }
      return rows;
    });
    for (const { hear, topics } of subscribers) {
      const wanted = hear ? events.filter((event) => topics.includes(event.topic)) : [];
      if (wanted.length > 0) hear?.(wanted);
    }
    return events.length;
  }

  async function run(): Promise<void> {
    do {
      again = false;
      while (!stopped && (await deliverBatch()) === BATCH_MAX);
    } while (again && !stopped);
  }

  function start(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    running = run()
      .catch(onError)
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  const timer = setInterval(() => void start(), IDLE_MS);
  timer.unref();
  return {
    wake: () => void start(),
    async drain() {
      await running;
      await start();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

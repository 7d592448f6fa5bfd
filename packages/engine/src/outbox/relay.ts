import type { Db, Tx } from '../db/open.ts';
import type { EngineEvent } from './append.ts';
import { takeEvents } from './waiting.ts';

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

const BATCHES_MAX = 50;
/** Looks for events that another process wrote, or that a wake was missed for. */
const IDLE_MS = 500;
/** Under load a round takes what came in this time: a round has a price, and nobody sees 50 ms. */
const PACE_MS = 50;

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
export function startRelay(
  db: Db,
  subscribers: readonly Subscriber[],
  onError: (error: unknown) => void,
): Relay {
  let running: Promise<void> | undefined;
  let stopped = false;
  let again = false;
  let paced: NodeJS.Timeout | undefined;
  let lastRound = Number.NEGATIVE_INFINITY;

  /** Delivers some of what waits; false when that was all. */
  async function deliver(): Promise<boolean> {
    const { batches, events } = await db.transaction().execute(async (tx) => {
      const taken = await takeEvents(tx, BATCHES_MAX);
      for (const { project, topics } of subscribers) {
        const wanted = project ? taken.events.filter((event) => topics.includes(event.topic)) : [];
        if (wanted.length > 0) await project?.(tx, wanted);
      }
      return taken;
    });
    for (const { hear, topics } of subscribers) {
      const wanted = hear ? events.filter((event) => topics.includes(event.topic)) : [];
      if (wanted.length > 0) hear?.(wanted);
    }
    return batches === BATCHES_MAX;
  }

  async function run(): Promise<void> {
    lastRound = performance.now();
    while (!stopped && (await deliver()));
  }

  function start(): Promise<void> {
    clearTimeout(paced);
    paced = undefined;
    running ??= run()
      .catch(onError)
      .finally(() => {
        running = undefined;
        if (again) wake();
      });
    return running;
  }

  function wake(): void {
    again = running !== undefined;
    if (stopped || again || paced !== undefined) return;
    const wait = lastRound + PACE_MS - performance.now();
    if (wait <= 0) void start();
    else paced = setTimeout(() => void start(), wait);
  }

  const timer = setInterval(wake, IDLE_MS);
  timer.unref();
  return {
    wake,
    async drain() {
      await running;
      await start();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(paced);
      await running;
    },
  };
}

import type { Db, Tx } from '../db/open.ts';
import type { EngineEvent } from './append.ts';
import type { Subscriber } from './subscriber.ts';
import { type Taken, takeEvents } from './waiting.ts';

const BATCHES_MAX = 50;

export interface Round {
  readonly events: readonly EngineEvent[];
  /** There may be more where these came from. */
  readonly more: boolean;
}

/** Takes some of what waits, by `take`, and runs the projections over it, in one transaction. */
export async function deliverRound(
  db: Db,
  subscribers: readonly Subscriber[],
  take: (tx: Tx, batches: number) => Promise<Taken> = takeEvents,
): Promise<Round> {
  return db.transaction().execute(async (tx) => {
    const { events, batches } = await take(tx, BATCHES_MAX);
    for (const { project, topics } of subscribers) {
      const wanted = project ? events.filter((event) => topics.includes(event.topic)) : [];
      if (wanted.length > 0) await project?.(tx, wanted);
    }
    return { events, more: batches === BATCHES_MAX };
  });
}

import type { Tx } from '../db/open.ts';
import type { EngineEvent } from './append.ts';

/**
 * A consumer of events. `project` runs in the transaction that takes the events off the outbox, in one process of the
 * platform, so a projection counts each event exactly once. `hear` runs after that commit, in every process, for what
 * leaves the database (viewers' sockets) or is remembered outside it.
 */
export interface Subscriber {
  readonly name: string;
  readonly topics: readonly string[];
  project?(tx: Tx, events: readonly EngineEvent[]): Promise<void>;
  hear?(events: readonly EngineEvent[]): void;
  /** Events may have passed unheard: whatever was made of those before is to be read anew. */
  afresh?(): void;
}

/** Lets every subscriber hear what it asked for. */
export function hearAll(subscribers: readonly Subscriber[], events: readonly EngineEvent[]): void {
  for (const { hear, topics } of subscribers) {
    const wanted = hear ? events.filter((event) => topics.includes(event.topic)) : [];
    if (wanted.length > 0) hear?.(wanted);
  }
}

import type { Db } from '../db/open.ts';
import type { OpenSession } from '../db/session.ts';
import { JoinedRelay } from './joined-relay.ts';
import { paced } from './paced.ts';
import { deliverRound } from './round.ts';
import { hearAll, type Subscriber } from './subscriber.ts';

export interface Relay {
  /** Says that events were written; delivery starts at once instead of at the next look. */
  wake(): void;
  /** Delivers until the outbox is empty; where another process delivers, tells it so and hears what it has delivered. */
  drain(): Promise<void>;
  /** Whether this process delivers; it is the one to do what one of several has to do. */
  leads(): boolean;
  /** Finishes the batch in hand and stops. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** Where other processes may be on the same database: they agree on one that delivers. Without it this one is alone. */
  readonly openSession?: OpenSession | undefined;
  /** Leave delivering to any other process there is: for programs that come and go. */
  readonly standIn?: boolean;
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
  { openSession, standIn = false }: RelayOptions = {},
): Relay {
  return openSession ? joined(openSession, subscribers, onError, standIn) : alone(db, subscribers, onError);
}

function alone(db: Db, subscribers: readonly Subscriber[], onError: (error: unknown) => void): Relay {
  let stopped = false;
  const pace = paced(async () => {
    for (let more = true; more && !stopped; ) {
      const round = await deliverRound(db, subscribers);
      hearAll(subscribers, round.events);
      more = round.more;
    }
  }, onError);
  return {
    wake: () => pace.wake(),
    drain: () => pace.now(),
    leads: () => true,
    async stop() {
      stopped = true;
      await pace.stop();
    },
  };
}

function joined(
  openSession: OpenSession,
  subscribers: readonly Subscriber[],
  onError: (error: unknown) => void,
  standIn: boolean,
): Relay {
  const relay = new JoinedRelay({ openSession, subscribers, standIn, onNotice: () => pace.wake() });
  const pace = paced(() => relay.step(), onError);
  return {
    wake() {
      relay.written();
      pace.wake();
    },
    drain() {
      relay.written();
      return pace.now();
    },
    leads: () => relay.leads,
    async stop() {
      relay.stop();
      await pace.stop();
      await relay.leave();
    },
  };
}

import type { OpenSession, Session } from '../db/session.ts';
import {
  beginListening,
  deliveredSince,
  endListening,
  endWhenSilent,
  leaveLead,
  pruneDelivered,
  takeForAll,
  takeLead,
  tellLead,
} from './delivered.ts';
import { deliverRound } from './round.ts';
import { hearAll, type Subscriber } from './subscriber.ts';

const PRUNE_EVERY_MS = 5_000;
/** How long a stand-in lets others take over before it offers itself again. */
const ASIDE_MS = 2_000;

export interface JoinedOptions {
  readonly openSession: OpenSession;
  readonly subscribers: readonly Subscriber[];
  /** Gives the lead away to any other process. */
  readonly standIn: boolean;
  /** Another process wrote or delivered something. */
  readonly onNotice: () => void;
}

/**
 * This process's part in a platform of several. One leads: it delivers, in a session that holds the lock of the lead,
 * so that the lock and the transaction in hand are lost together or not at all. The others read what it delivered, in
 * its order, and offer themselves at each step. Whoever loses its session joins again and starts afresh.
 */
export class JoinedRelay {
  readonly #options: JoinedOptions;
  #session: Session | undefined;
  #leads = false;
  #stopped = false;
  /** Something was written here that the leader may not know of. */
  #written = false;
  /** The latest delivery that was heard here; of meaning while another process leads. */
  #heard = 0;
  #prunedAt = 0;
  #asideUntil = 0;

  constructor(options: JoinedOptions) {
    this.#options = options;
  }

  get leads(): boolean {
    return this.#leads;
  }

  written(): void {
    this.#written = true;
  }

  /** Delivers what waits, or hears what was delivered. Throws when the session broke; the next step opens another. */
  async step(): Promise<void> {
    try {
      const session = this.#session ?? (await this.#join());
      if (!this.#leads) await this.#follow(session);
      if (this.#leads) await this.#lead(session);
    } catch (error) {
      // Not waited for: on a connection that is cut off, even goodbye takes its time.
      void this.leave();
      throw error;
    }
  }

  /** Lets go of everything; to be called after the last step. */
  async leave(): Promise<void> {
    const session = this.#session;
    this.#session = undefined;
    this.#leads = false;
    await session?.close().catch(() => undefined);
  }

  /** The step under way ends after the round in hand. */
  stop(): void {
    this.#stopped = true;
  }

  async #join(): Promise<Session> {
    const session = await this.#options.openSession(this.#options.onNotice);
    this.#session = session;
    await endWhenSilent(session.db);
    await this.#startListening(session);
    return session;
  }

  async #startListening({ db }: Session): Promise<void> {
    this.#heard = await beginListening(db);
    for (const subscriber of this.#options.subscribers) subscriber.afresh?.();
  }

  async #follow(session: Session): Promise<void> {
    const { db } = session;
    const leads = performance.now() >= this.#asideUntil && (await takeLead(db));
    if (this.#written && !leads) await tellLead(db);
    this.#written = false;
    await this.#catchUp(session);
    if (!leads) return;
    // What the leader before delivered is heard to its end; from here on it is heard as it is delivered.
    await endListening(db);
    this.#leads = true;
  }

  async #catchUp(session: Session): Promise<void> {
    for (let more = true; more && !this.#stopped; ) {
      const delivered = await deliveredSince(session.db, this.#heard);
      if (!delivered) {
        await endListening(session.db);
        return this.#startListening(session);
      }
      hearAll(this.#options.subscribers, delivered.events);
      this.#heard = delivered.number;
      more = delivered.more;
    }
  }

  async #lead(session: Session): Promise<void> {
    let shared = false;
    for (let more = true; more && !this.#stopped; ) {
      const round = await deliverRound(session.db, this.#options.subscribers, async (tx, batches) => {
        const taken = await takeForAll(tx, batches);
        shared = taken.shared;
        return taken;
      });
      hearAll(this.#options.subscribers, round.events);
      more = round.more;
    }
    if (performance.now() - this.#prunedAt > PRUNE_EVERY_MS) {
      this.#prunedAt = performance.now();
      await pruneDelivered(session.db);
    }
    if (shared && this.#options.standIn) await this.#stepAside(session);
  }

  async #stepAside(session: Session): Promise<void> {
    this.#leads = false;
    this.#asideUntil = performance.now() + ASIDE_MS;
    await this.#startListening(session);
    await leaveLead(session.db);
  }
}

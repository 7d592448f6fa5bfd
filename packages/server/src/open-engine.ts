import {
  type Database,
  type DatabaseTarget,
  type Db,
  defaultSettings,
  type Engine,
  inTurn,
  MovableClock,
  migrate,
  newSecret,
  openDatabase,
  systemIds,
  type Tx,
} from '@yellowcart/engine';
import { appendEvents } from '@yellowcart/engine/outbox';
import { addToSetting, createParties, putSetting, setting } from '@yellowcart/engine/parties';

export interface LiveEngine extends Engine {
  readonly clock: MovableClock;
}

/** An engine on its database, without anything that runs by itself. */
export interface OpenEngine {
  readonly engine: LiveEngine;
  readonly database: Database;
  /** Signs session credentials. */
  readonly authSecret: string;
  /** Moves the clock ahead and remembers it, so that it goes on from there after a restart; other processes hear of it. */
  advanceClock(ms: number): Promise<void>;
}

const KEYS = {
  party: 'platform.party',
  clickSecret: 'platform.click_secret',
  authSecret: 'platform.auth_secret',
  clockAheadMs: 'platform.clock_ahead_ms',
} as const;

/**
 * Opens the database, migrates it, and reads or makes what the platform keeps about itself: its own party, its secrets,
 * its clock. `onWake` hears of every commit that wrote events; `traced` may watch the statements. Throws DataDirInUse, MigrationChanged.
 */
export async function openEngine(
  target: DatabaseTarget,
  onWake: () => void = () => undefined,
  traced: (db: Db) => Db = (db) => db,
): Promise<OpenEngine> {
  const database = await openDatabase(target);
  try {
    if (target.kind === 'postgres' && target.answerMsMax !== undefined) await migrateInPeace(target.url);
    else await migrate(database.db);
    const db = traced(database.db);
    const kept = await inTurn(database, () => database.db.transaction().execute(keptOrMade));
    const clock = new MovableClock(kept.clockAheadMs);
    const engine: LiveEngine = {
      db,
      kind: database.kind,
      clock,
      ids: systemIds,
      clickSecret: kept.clickSecret,
      platformId: kept.platformId,
      settings: defaultSettings,
      wake: onWake,
    };
    return {
      engine,
      database,
      authSecret: kept.authSecret,
      async advanceClock(ms) {
        clock.reach(await db.transaction().execute((tx) => moveKeptClock(tx, ms, clock.now())));
        engine.wake();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A migration may take longer than a request may wait. */
async function migrateInPeace(url: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url, poolMax: 1 });
  await migrate(database.db).finally(() => database.close());
}

/** Payload: by how much the platform's clock is ahead of real time. */
export interface ClockMoved {
  readonly aheadMs: number;
}
export const CLOCK_MOVED = 'platform.clock_moved';

async function moveKeptClock(tx: Tx, ms: number, at: Date): Promise<number> {
  const aheadMs = await addToSetting(tx, KEYS.clockAheadMs, ms);
  const payload: ClockMoved = { aheadMs };
  await appendEvents(tx, [{ topic: CLOCK_MOVED, key: KEYS.clockAheadMs, at, payload }]);
  return aheadMs;
}

/** By how much the platform's clock was moved ahead so far, in ms. */
export async function keptClockAheadMs(db: Db): Promise<number> {
  const aheadMs = await setting(db, KEYS.clockAheadMs);
  return typeof aheadMs === 'number' ? aheadMs : 0;
}

interface Kept {
  readonly platformId: string;
  readonly clickSecret: string;
  readonly authSecret: string;
  readonly clockAheadMs: number;
}

async function keptOrMade(tx: Tx): Promise<Kept> {
  return {
    platformId: await keptText(tx, KEYS.party, () => newPlatformParty(tx)),
    clickSecret: await keptText(tx, KEYS.clickSecret, async () => newSecret()),
    authSecret: await keptText(tx, KEYS.authSecret, async () => newSecret()),
    clockAheadMs: await keptClockAheadMs(tx),
  };
}

async function keptText(tx: Tx, key: string, make: () => Promise<string>): Promise<string> {
  const kept = await setting(tx, key);
  if (typeof kept === 'string') return kept;
  const made = await make();
  await putSetting(tx, key, made);
  return made;
}

async function newPlatformParty(tx: Tx): Promise<string> {
  const partyId = systemIds.next();
  await createParties(tx, [
    { partyId, role: 'operator', ref: 'platform', name: 'Yellowcart', profile: {}, createdAt: new Date() },
  ]);
  return partyId;
}

import type { Db } from '../../db/open.ts';
import { minuteOf, WHOLE_PLATFORM } from '../rules/scope.ts';
import type { TrafficCount } from '../rules/tally.ts';
import { addTraffic } from '../store/add.ts';

/** What a process saw of one room since it last said so. */
export interface Presence {
  readonly roomId: string;
  /** Any instant of the minute it is about. */
  readonly minute: Date;
  /** Viewers at once, at most. */
  readonly viewersMax: number;
  /** Viewers who came since the last record. */
  readonly visits: number;
}

/**
 * Adds visits and raises the minute's highest number of viewers. Rooms of one record stand for one moment, so their sum
 * is the whole platform's. One statement; call it every few seconds.
 */
export async function recordPresence(handle: Db, rows: readonly Presence[]): Promise<void> {
  const counts = new Map<string, TrafficCount>();
  const add = (roomId: string, { minute: at, viewersMax, visits }: Presence): void => {
    const minute = minuteOf(at);
    const key = `${roomId}${minute}`;
    const count = counts.get(key) ?? { minute, roomId, clicks: 0, visits: 0, viewersMax: 0 };
    count.visits += visits;
    count.viewersMax += viewersMax;
    counts.set(key, count);
  };
  for (const row of rows) {
    add(row.roomId, row);
    add(WHOLE_PLATFORM, row);
  }
  await addTraffic(
    handle,
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count),
  );
}

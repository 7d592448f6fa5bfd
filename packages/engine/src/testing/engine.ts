import { type MovableClock, stoppedClock } from '../clock.ts';
import type { Database } from '../db/open.ts';
import { defaultSettings, type Engine, type Settings } from '../engine.ts';
import { countingIds } from '../ids.ts';

export interface TestEngine extends Engine {
  readonly clock: MovableClock;
}

/** The party id of the platform in tests. */
export const PLATFORM_ID = '0190f000-0000-7000-8000-000000000001';

/** An engine on a fresh database with a clock that stands still and ids that count. */
export function makeEngine(
  database: Database,
  options: { at?: string; settings?: Partial<Settings> } = {},
): TestEngine {
  return {
    db: database.db,
    kind: database.kind,
    clock: stoppedClock(options.at ?? '2026-03-01T02:00:00Z'),
    ids: countingIds(),
    clickSecret: 'a secret for tests only',
    platformId: PLATFORM_ID,
    settings: { ...defaultSettings, ...options.settings },
    wake: () => undefined,
  };
}

import type { DatabaseTarget, Db } from '@yellowcart/engine';
import type { EngineKind } from '../options.ts';
import type { PostgresSettingsName } from './postgres-settings.ts';

/** A seeded database that one run may have for itself. */
export interface Ground {
  readonly kind: EngineKind;
  readonly target: DatabaseTarget;
  /** PostgreSQL's address; undefined on the embedded engine. */
  readonly url: string | undefined;
  /** The embedded engine's folder; undefined on PostgreSQL. */
  readonly dataDir: string | undefined;
  drop(): Promise<void>;
}

/** The PostgreSQL of a run. */
export interface PostgresServer {
  readonly version: string;
  /** Its process where it is ours. */
  readonly pid: number | undefined;
  /** `given` where it is somebody else's, with settings of their own. */
  readonly settingsName: PostgresSettingsName | 'given';
  readonly settings: Readonly<Record<string, string>>;
}

/** Where a run's databases come from: copies of one that was seeded once. */
export interface Grounds {
  readonly kind: EngineKind;
  /** The one to seed, before the first copy is asked for. Nobody may be connected to it when copies are made. */
  readonly seed: DatabaseTarget;
  /** A file that stays with a seed that is kept between runs; written once it is seeded. Undefined = not kept. */
  readonly memo: string | undefined;
  readonly postgres: PostgresServer | undefined;
  fresh(): Promise<Ground>;
  /**
   * A copy of the seed with more in it: `fill` runs once for each name, and later calls, with grounds that are kept in
   * later runs too, get the same database with all that was done to it: it may be too large to be copied for every run.
   * All of it is on disk. Undefined on the embedded engine.
   */
  readonly filled: ((name: string, fill: (db: Db) => Promise<void>) => Promise<Ground>) | undefined;
  stop(): Promise<void>;
}

import type { Clock } from './clock.ts';
import type { Database, Db } from './db/open.ts';
import type { Ids } from './ids.ts';

/** What every command and query is given first. Made once, in the server's compose.ts or by a test. */
export interface Engine {
  readonly db: Db;
  readonly kind: Database['kind'];
  readonly clock: Clock;
  readonly ids: Ids;
  /** HMAC key of click tokens. */
  readonly clickSecret: string;
  /** The platform's own party: it holds the clearing account and earns the tech fee. */
  readonly platformId: string;
  readonly settings: Settings;
  /** Tells the relay that events were committed. */
  wake(): void;
}

/** The domain's numbers. All are configuration; these are the defaults. */
export interface Settings {
  readonly techFeeBps: number;
  readonly paymentWindowMinutes: number;
  /** How long placing can hold a preview to its word. */
  readonly previewMinutes: number;
  readonly attributionWindowDays: number;
  readonly settleAfterDays: number;
  readonly reserveBps: number;
  readonly reserveDays: number;
  readonly ratesCapBps: number;
  readonly liveCartItemsMax: number;
}

export const defaultSettings: Settings = {
  techFeeBps: 500,
  paymentWindowMinutes: 15,
  previewMinutes: 15,
  attributionWindowDays: 7,
  settleAfterDays: 7,
  reserveBps: 500,
  reserveDays: 8,
  ratesCapBps: 9_000,
  liveCartItemsMax: 100,
};

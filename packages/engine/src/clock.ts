/** The engine's only source of time. Rules take `now` as an argument; commands read it here. */
export interface Clock {
  now(): Date;
}

/** Real time, moved ahead by a number of milliseconds that may grow. A sample platform moves it by hand. */
export class MovableClock implements Clock {
  #aheadMs: number;
  readonly #real: () => number;
  constructor(aheadMs = 0, real: () => number = Date.now) {
    this.#aheadMs = aheadMs;
    this.#real = real;
  }
  now(): Date {
    return new Date(this.#real() + this.#aheadMs);
  }
  get aheadMs(): number {
    return this.#aheadMs;
  }
  advance(ms: number): void {
    this.#aheadMs += ms;
  }
  /** Moves it to where another process has moved its own; never back. */
  reach(aheadMs: number): void {
    this.#aheadMs = Math.max(this.#aheadMs, aheadMs);
  }
}

/** A clock that stands still until it is told otherwise. For tests. */
export function stoppedClock(at: string): MovableClock {
  const start = Date.parse(at);
  return new MovableClock(0, () => start);
}

/** The platform's day: its offset from UTC. Asia/Shanghai has had no daylight saving since 1991. */
export const PLATFORM_UTC_OFFSET_MINUTES = 8 * 60;
const DAY_MS = 86_400_000;

/** The next local midnight strictly after `at`, on the platform's day. */
export function nextLocalMidnight(at: Date, offsetMinutes = PLATFORM_UTC_OFFSET_MINUTES): Date {
  const offsetMs = offsetMinutes * 60_000;
  return new Date((Math.floor((at.getTime() + offsetMs) / DAY_MS) + 1) * DAY_MS - offsetMs);
}

/** The platform's calendar day that holds `at`, as YYYY-MM-DD. */
export function localDay(at: Date, offsetMinutes = PLATFORM_UTC_OFFSET_MINUTES): string {
  return new Date(at.getTime() + offsetMinutes * 60_000).toISOString().slice(0, 10);
}

/** The first instant of the platform's day that holds `at`. */
export function localDayStart(at: Date, offsetMinutes = PLATFORM_UTC_OFFSET_MINUTES): Date {
  return new Date(nextLocalMidnight(at, offsetMinutes).getTime() - DAY_MS);
}

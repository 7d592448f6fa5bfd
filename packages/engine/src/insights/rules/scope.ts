/** Stands for the whole platform where a room's id stands otherwise. */
export const WHOLE_PLATFORM = '00000000-0000-0000-0000-000000000000';
/** What the boards are drawn in. Amounts in other currencies are counted too, each in its own rows. */
export const BOARD_CURRENCY = 'CNY';

export const MINUTE_MS = 60_000;
/** The start of the minute that holds `at`, in epoch milliseconds. */
export function minuteOf(at: Date): number {
  return Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
}

/** The starts of the last `count` minutes up to the one that holds `now`, oldest first. */
export function lastMinutes(now: Date, count: number): number[] {
  const last = minuteOf(now);
  return Array.from({ length: count }, (_, index) => last - (count - 1 - index) * MINUTE_MS);
}

const FIRST_LOOK_MS = 30_000;
const LOOK_MS_MAX = 300_000;
/** Providers close by their own clocks; a moment later both agree that the time is over. */
const AFTER_END_MS = 5_000;
const FIRST_TRY_MS = 10_000;
const TRY_MS_MAX = 3_600_000;

/** When to look at an attempt again after `looks` looks: half a minute, doubling up to five, and right after its end. */
export function nextLook(now: Date, looks: number, expiresAt: Date): Date {
  const later = now.getTime() + Math.min(FIRST_LOOK_MS * 2 ** looks, LOOK_MS_MAX);
  const end = expiresAt.getTime() + AFTER_END_MS;
  return new Date(now.getTime() < end ? Math.min(later, end) : later);
}

/** When to try a refund again after `tries` tries: ten seconds, doubling up to an hour. */
export function nextTry(now: Date, tries: number): Date {
  return new Date(now.getTime() + Math.min(FIRST_TRY_MS * 2 ** tries, TRY_MS_MAX));
}

/** After so many tries, about a day, a refund is left for people. */
export const REFUND_TRIES_MAX = 30;

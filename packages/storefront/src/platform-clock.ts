import { client } from './session.ts';

/** Countdowns ask each second; a server that does not answer is left alone for so long. */
const ASK_AGAIN_MS = 10_000;

let aheadMs = 0;
let asked: Promise<void> | undefined;

/** Learns once how far the platform's clock is from this device's: a sample platform's can be moved by days. */
export function loadPlatformClock(): Promise<void> {
  asked ??= client.call('GET /api/v1/operator/clock', {}).then(
    ({ now }) => {
      aheadMs = Date.parse(now) - Date.now();
    },
    () => {
      setTimeout(() => {
        asked = undefined;
      }, ASK_AGAIN_MS);
    },
  );
  return asked;
}

/** The platform's time in epoch milliseconds. */
export function platformNow(): number {
  return Date.now() + aheadMs;
}

/** What is left until an instant as `m:ss` or `h:mm:ss`; null when it has passed. */
export function timeLeft(until: string, nowMs: number): string | null {
  const seconds = Math.ceil((Date.parse(until) - nowMs) / 1000);
  if (!(seconds > 0)) return null;
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

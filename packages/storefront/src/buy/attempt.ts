import type { NewCheckout } from '@yellowcart/contract';

const KEPT = 'yc.checkout-attempt';

type KeptStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * The idempotency key under which this checkout is sent. The same body gets the same key until it is answered,
 * through retries, double taps and reloads, so that it is ordered once.
 */
export function attemptKey(
  body: NewCheckout,
  storage: KeptStorage,
  newKey = () => crypto.randomUUID(),
): string {
  const text = JSON.stringify(body);
  const kept = readAttempt(storage);
  if (kept?.body === text) return kept.key;
  const key: string = newKey();
  storage.setItem(KEPT, JSON.stringify({ key, body: text }));
  return key;
}

/** Forgets the key once the server has answered, so that the next order is a new one. */
export function attemptAnswered(storage: KeptStorage): void {
  storage.removeItem(KEPT);
}

function readAttempt(storage: KeptStorage): { key: string; body: string } | null {
  const text = storage.getItem(KEPT);
  return text ? (JSON.parse(text) as { key: string; body: string }) : null;
}

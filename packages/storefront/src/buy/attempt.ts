import type { NewCheckout } from '@yellowcart/contract';

const KEPT = 'yc.checkout-attempts';

type KeptStorage = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * The idempotency key under which this checkout is sent. The same body gets the same key until it is answered,
 * through retries, double taps and reloads, so that it is ordered once.
 */
export function attemptKey(body: NewCheckout, storage: KeptStorage): string {
  const attempts = unanswered(storage);
  const text = JSON.stringify(body);
  const key = attempts[text] ?? crypto.randomUUID();
  storage.setItem(KEPT, JSON.stringify({ ...attempts, [text]: key }));
  return key;
}

/** Forgets the key of a checkout once the server has answered it, so that the next one is a new order. */
export function attemptAnswered(body: NewCheckout, storage: KeptStorage): void {
  const { [JSON.stringify(body)]: _, ...others } = unanswered(storage);
  storage.setItem(KEPT, JSON.stringify(others));
}

function unanswered(storage: KeptStorage): Record<string, string> {
  const text = storage.getItem(KEPT);
  return text ? (JSON.parse(text) as Record<string, string>) : {};
}

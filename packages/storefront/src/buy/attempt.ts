import type { NewCheckout } from '@yellowcart/contract';

const KEPT = 'yc.checkout-attempts';

type KeptStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** A checkout as it was sent, and the idempotency key it went under. */
export interface Attempt {
  readonly key: string;
  readonly body: NewCheckout;
}

/**
 * The attempt under which this checkout is sent. The same goods to the same address are sent as they were sent before,
 * key and preview and all, until that is answered: through retries, double taps and reloads they are ordered once.
 */
export function attemptOf(body: NewCheckout, storage: KeptStorage): Attempt {
  const attempts = unanswered(storage);
  const attempt = attempts[nameOf(body)] ?? { key: crypto.randomUUID(), body };
  storage.setItem(KEPT, JSON.stringify({ ...attempts, [nameOf(body)]: attempt }));
  return attempt;
}

/** Forgets a checkout once the server has answered it, so that the next one is a new order. */
export function attemptAnswered(body: NewCheckout, storage: KeptStorage): void {
  const { [nameOf(body)]: _, ...others } = unanswered(storage);
  storage.setItem(KEPT, JSON.stringify(others));
}

/** What makes two checkouts the same to the buyer: not the token of the preview, which each look makes anew. */
function nameOf({ lines, address }: NewCheckout): string {
  return JSON.stringify({ lines: lines.map(({ clickToken: _, ...line }) => line), address });
}

function unanswered(storage: KeptStorage): Record<string, Attempt> {
  const text = storage.getItem(KEPT);
  return text ? (JSON.parse(text) as Record<string, Attempt>) : {};
}

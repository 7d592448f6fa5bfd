import { isRefusal, type Refusal, refusal } from '../refusal.ts';
import type { PlacedCheckout } from './commands/replay-orders.ts';
import type { Checkout } from './rules/checkout.ts';
import type { RequestKey } from './store/requests.ts';

const REMEMBER_MAX = 50_000;

/**
 * Answers that this process gave lately: what was placed stays placed, so a copy of its request needs no database. What
 * is not remembered here is found by its key there.
 */
export class Answered {
  readonly #answers = new Map<string, { readonly bodyHash: string; readonly placed: PlacedCheckout }>();

  /** The answer that was given before; a refusal where the key comes with another body, which is hashed only then. */
  recall({ buyerId, key }: RequestKey, bodyHash: () => string): PlacedCheckout | Refusal | undefined {
    const before = this.#answers.get(`${buyerId} ${key}`);
    if (!before) return undefined;
    return before.bodyHash === bodyHash()
      ? { ...before.placed, replayed: true }
      : refusal('idempotency_key_reused', { key });
  }

  remember({ buyerId, key, bodyHash }: Checkout, placed: object): void {
    if (isRefusal(placed) || !('checkoutId' in placed)) return;
    this.#answers.set(`${buyerId} ${key}`, { bodyHash, placed: placed as PlacedCheckout });
    if (this.#answers.size <= REMEMBER_MAX) return;
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest);
      if (this.#answers.size <= REMEMBER_MAX / 2) break;
    }
  }
}

import { isRefusal, type Refusal } from '../refusal.ts';
import type { CheckoutLine } from './rules/checkout.ts';

/** How long a SKU is refused from memory before the database is asked again. Releases end it at once. */
const REMEMBER_MS = 200;

type Wanted = Pick<CheckoutLine, 'skuId' | 'dealId'>;

/** SKUs, and deals, that had nothing left a moment ago. Real time, since it guards the machine and not a rule. */
export class SoldOut {
  readonly #until = new Map<string, number>();
  /** By a part of a kit: the kits that were refused, so that its release frees them too. */
  readonly #partsOf: (skuId: string) => readonly string[];

  constructor(partsOf: (skuId: string) => readonly string[] = () => []) {
    this.#partsOf = partsOf;
  }

  /** The refusal for a checkout that asks for a SKU known to be sold out; undefined = ask the database. */
  refusalOf(lines: readonly Wanted[]): Refusal | undefined {
    if (this.#until.size === 0) return undefined;
    for (const line of lines) {
      const until = this.#until.get(keyOf(line));
      if (until === undefined) continue;
      if (until > performance.now())
        return { refused: 'stock_short', detail: { skuId: line.skuId, available: 0 } };
      this.#until.delete(keyOf(line));
    }
    return undefined;
  }

  /** Learns from a batch's answers which SKUs have nothing left. */
  learn(answers: readonly (object | Refusal)[]): void {
    for (const answer of answers) {
      if (!isRefusal(answer) || answer.refused !== 'stock_short' || answer.detail.available !== 0) continue;
      const { skuId, dealId } = answer.detail;
      const key = keyOf({ skuId: String(skuId), dealId: dealId === undefined ? undefined : String(dealId) });
      this.#until.set(key, performance.now() + REMEMBER_MS);
    }
  }

  forget(skuIds: readonly string[]): void {
    if (this.#until.size === 0) return;
    const free = new Set(skuIds);
    for (const key of this.#until.keys()) {
      const [skuId = ''] = key.split(' ');
      if (free.has(skuId) || this.#partsOf(skuId).some((part) => free.has(part))) this.#until.delete(key);
    }
  }

  forgetAll(): void {
    this.#until.clear();
  }
}

const keyOf = ({ skuId, dealId }: Wanted): string => (dealId === undefined ? skuId : `${skuId} ${dealId}`);

import { isRefusal, type Refusal } from '../refusal.ts';

/** How long a SKU is refused from memory before the database is asked again. Releases in this process end it at once. */
const REMEMBER_MS = 200;

/** SKUs that had nothing left a moment ago. Real time, since it guards the machine and not a rule. */
export class SoldOut {
  readonly #until = new Map<string, number>();

  /** The refusal for a checkout that asks for a SKU known to be sold out; undefined = ask the database. */
  refusalOf(lines: readonly { readonly skuId: string }[]): Refusal | undefined {
    if (this.#until.size === 0) return undefined;
    for (const { skuId } of lines) {
      const until = this.#until.get(skuId);
      if (until === undefined) continue;
      if (until > performance.now()) return { refused: 'stock_short', detail: { skuId, available: 0 } };
      this.#until.delete(skuId);
    }
    return undefined;
  }

  /** Learns from a batch's answers which SKUs have nothing left. */
  learn(answers: readonly (object | Refusal)[]): void {
    for (const answer of answers) {
      if (!isRefusal(answer) || answer.refused !== 'stock_short' || answer.detail.available !== 0) continue;
      this.#until.set(String(answer.detail.skuId), performance.now() + REMEMBER_MS);
    }
  }

  forget(skuIds: readonly string[]): void {
    for (const skuId of skuIds) this.#until.delete(skuId);
  }
}

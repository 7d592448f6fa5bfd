import type { CartLine, CheckoutPreview } from '@yellowcart/contract';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type Change, previewChanges } from '../deals/preview-changes.ts';
import { client } from '../session.ts';

export interface Cart {
  readonly lines: readonly CartLine[];
  /** Where it goes, once that is known. */
  readonly province: string | undefined;
}

/** Long enough for quick taps on the stepper to be one question. */
const SETTLE_MS = 120;

/** What the server says a cart would give, asked again whenever the cart changes. */
export class Quote implements ReactiveController {
  /** The last answer; while `fresh` is false it is about an earlier cart. */
  preview: CheckoutPreview | undefined;
  problem: unknown;
  /** What became different under the buyer's eyes, to be confirmed by her; emptied by a change of the cart. */
  changes: readonly Change[] = [];
  readonly #host: ReactiveControllerHost;
  #wanted: Cart | undefined;
  #wantedKey = '';
  #answeredKey = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** Whether the preview is about the cart that is wanted now. */
  get fresh(): boolean {
    return this.preview !== undefined && this.#answeredKey === this.#wantedKey;
  }

  /** True until the wanted cart is answered or refused. */
  get asking(): boolean {
    return this.#wanted !== undefined && !this.fresh && this.problem === undefined;
  }

  /** Says what the cart is now; undefined where there is nothing to ask about. The same cart asks once. */
  want(cart: Cart | undefined): void {
    const key = cart ? JSON.stringify(cart) : '';
    if (key === this.#wantedKey) return;
    clearTimeout(this.#timer);
    this.#wanted = cart;
    this.#wantedKey = key;
    this.problem = undefined;
    this.changes = [];
    if (!cart) this.preview = undefined;
    else this.#timer = setTimeout(() => void this.#ask(), SETTLE_MS);
  }

  /** Asks at once about the cart as it is, and notes what differs from what was shown. Never throws. */
  async askAgain(): Promise<CheckoutPreview | undefined> {
    clearTimeout(this.#timer);
    const shown = this.fresh ? this.preview : undefined;
    await this.#ask();
    if (!this.fresh || !this.preview) return undefined;
    if (shown) this.changes = previewChanges(shown, this.preview);
    this.#host.requestUpdate();
    return this.preview;
  }

  async #ask(): Promise<void> {
    const cart = this.#wanted;
    const key = this.#wantedKey;
    if (!cart) return;
    try {
      const preview = await client.call('POST /api/v1/checkout/preview', {
        body: { lines: [...cart.lines], ...(cart.province ? { province: cart.province } : {}) },
      });
      if (key !== this.#wantedKey) return;
      this.preview = preview;
      this.#answeredKey = key;
      this.problem = undefined;
    } catch (problem) {
      if (key !== this.#wantedKey) return;
      this.#answeredKey = '';
      this.problem = problem;
    }
    this.#host.requestUpdate();
  }
}

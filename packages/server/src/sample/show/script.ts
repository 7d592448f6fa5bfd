import type { ShowStep } from '@yellowcart/sample';

/** Quiet seconds between the last step and the next loop. */
const PAUSE_SECONDS = 4;

/** Where a room is in the script. It moves by whole seconds and begins again at the end. */
export class ScriptPosition {
  readonly #steps: readonly ShowStep[];
  readonly #length: number;
  #second: number;
  #next: number;

  /** `startAt`: seconds into the script, so that rooms do not play the same at once. */
  constructor(steps: readonly ShowStep[], startAt: number) {
    this.#steps = steps;
    this.#length = (steps.at(-1)?.atSeconds ?? 0) + PAUSE_SECONDS;
    const first = startAt % this.#length;
    this.#second = first - 1;
    const next = steps.findIndex((step) => step.atSeconds >= first);
    this.#next = next < 0 ? steps.length : next;
  }

  /** Moves on by a second; the steps that fall due, and whether a new loop begins. */
  advance(): { due: readonly ShowStep[]; looped: boolean } {
    this.#second += 1;
    const looped = this.#second >= this.#length;
    if (looped) {
      this.#second = 0;
      this.#next = 0;
    }
    const from = this.#next;
    while ((this.#steps[this.#next]?.atSeconds ?? Number.POSITIVE_INFINITY) <= this.#second) this.#next += 1;
    return { due: this.#steps.slice(from, this.#next), looped };
  }
}

import { sql } from 'kysely';
import { localDay } from '../../clock.ts';
import type { Db } from '../../db/open.ts';

const BLOCK = 1_000;
const DIGITS = 9;

/**
 * Readable order numbers: the platform's day, then a count that never repeats, e.g. `261123000012345`. Counts come from
 * the database a thousand at a time, so that a number costs no round trip and no two processes share one. A restart
 * leaves a gap.
 */
export class OrderNumbers {
  #next = 0;
  #end = 0;
  #prefix = '';
  #prefixOf = Number.NaN;

  /** A number for each of these instants of placing. */
  async take(handle: Db, placedAt: readonly Date[]): Promise<string[]> {
    const numbers: string[] = [];
    for (const at of placedAt) {
      if (this.#next >= this.#end) {
        const { rows } = await sql<{ block: number }>`SELECT nextval('orders.number_block') AS block`.execute(
          handle,
        );
        this.#next = (rows[0]?.block ?? 0) * BLOCK;
        this.#end = this.#next + BLOCK;
      }
      numbers.push(this.#dayPrefix(at) + String(this.#next).padStart(DIGITS, '0'));
      this.#next += 1;
    }
    return numbers;
  }

  /** Kept for orders of one instant, which those of a batch are. */
  #dayPrefix(at: Date): string {
    const time = at.getTime();
    if (time !== this.#prefixOf) {
      this.#prefixOf = time;
      this.#prefix = localDay(at).slice(2).replaceAll('-', '');
    }
    return this.#prefix;
  }
}

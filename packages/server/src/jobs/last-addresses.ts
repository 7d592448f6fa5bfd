import { Address } from '@yellowcart/contract';
import type { Engine } from '@yellowcart/engine';
import { type LastAddress, saveAddresses } from '@yellowcart/engine/parties';
import { LRUCache } from 'lru-cache';

const REMEMBERED_MAX = 50_000;
const WRITTEN_AT_ONCE_MAX = 1_000;
const FIELDS = Address.keyof().options;

/**
 * Remembers where buyers' last orders went, to fill in the next one's form. Written a moment after the order, many at
 * once: it is a convenience, and no order waits for it.
 */
export class LastAddresses {
  readonly #engine: Engine;
  /** What this process last wrote or is about to write, by party. */
  readonly #known = new LRUCache<string, Address>({ max: REMEMBERED_MAX });
  readonly #waiting = new Map<string, Address>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  note(partyId: string, address: Address): void {
    const known = this.#known.get(partyId);
    if (known && FIELDS.every((field) => known[field] === address[field])) return;
    this.#known.set(partyId, address);
    this.#waiting.set(partyId, address);
  }

  /** Where the party's last order went, if this process has not written it yet. */
  unwritten(partyId: string): Address | undefined {
    return this.#waiting.get(partyId);
  }

  async write(): Promise<void> {
    while (this.#waiting.size > 0) {
      const rows: LastAddress[] = [...this.#waiting]
        .slice(0, WRITTEN_AT_ONCE_MAX)
        .map(([partyId, address]) => ({ partyId, address }));
      await this.#engine.db.transaction().execute((tx) => saveAddresses(tx, rows));
      for (const { partyId, address } of rows) {
        // A newer one may have come while this one was written.
        if (this.#waiting.get(partyId) === address) this.#waiting.delete(partyId);
      }
    }
  }
}

import { type SkuOffer, skuOffers } from '#catalog';
import { type PlanSnapshot, planSnapshots } from '#plans';
import type { Db, Tx } from '../db/open.ts';

interface KnownPlan {
  readonly snapshot: PlanSnapshot;
  readonly revision: number;
}

/** What a batch of checkouts asks about. */
export interface Asked {
  readonly skuIds: readonly string[];
  readonly planIds: readonly string[];
}
export interface Offers {
  readonly offers: ReadonlyMap<string, SkuOffer>;
  readonly plans: ReadonlyMap<string, PlanSnapshot>;
}

const KNOWN_MAX = 200_000;
const UNREAD = -1;

/**
 * Offers and plans kept in memory and proved fresh by one small read per batch: every change of a price, shelf or plan
 * makes its product's revision grow in the same transaction, so an entry whose revision still stands is today's truth,
 * whichever process changed it. Versions that end at a known time are read again then.
 */
export class OfferBook {
  readonly #offers = new Map<string, SkuOffer>();
  readonly #plans = new Map<string, KnownPlan>();

  /** The shop of a SKU that was seen before: it never changes. */
  shopOf(skuId: string): string | undefined {
    return this.#offers.get(skuId)?.shopId;
  }

  /** What is known of these SKUs and plans, not proved yet; SKUs never seen are read. */
  async recall(db: Db, { skuIds, planIds }: Asked, now: Date): Promise<Recalled> {
    const unknown = skuIds.filter((id) => !this.#offers.has(id));
    if (unknown.length > 0) this.#remember(await skuOffers(db, unknown, now));
    // Copied: another lane may drop or reload an entry while this one waits for the database.
    return { offers: pick(this.#offers, skuIds), plans: pick(this.#plans, planIds) };
  }

  /**
   * The offers and plans as they are in `handle`'s transaction at `now`. `revisions` were read in it, of
   * `productsOf(recalled)`; what they show to be stale is read again.
   */
  async prove(
    handle: Tx,
    asked: Asked,
    recalled: Recalled,
    revisions: ReadonlyMap<string, number>,
    now: Date,
  ): Promise<Offers> {
    const current = (productId: string, revision: number, validTo: Date | null): boolean =>
      revisions.get(productId) === revision && (validTo === null || validTo > now);
    const { offers, plans } = recalled;

    const stale = [...offers.values()].filter(
      (offer) => !current(offer.productId, offer.revision, offer.priceValidTo),
    );
    if (stale.length > 0) {
      for (const { skuId } of stale) {
        offers.delete(skuId);
        this.#offers.delete(skuId);
      }
      const fresh = await skuOffers(
        handle,
        stale.map(({ skuId }) => skuId),
        now,
      );
      for (const offer of fresh) offers.set(offer.skuId, offer);
      this.#remember(fresh);
    }

    const stalePlans = asked.planIds.filter((id) => {
      const plan = plans.get(id);
      return !plan || !current(plan.snapshot.productId, plan.revision, plan.snapshot.validTo);
    });
    if (stalePlans.length > 0) {
      for (const id of stalePlans) plans.delete(id);
      if (this.#plans.size > KNOWN_MAX) this.#plans.clear();
      for (const snapshot of (await planSnapshots(handle, stalePlans, now)).values()) {
        // A revision that was not read just now makes the entry stale at the next look, which is safe.
        const known = { snapshot, revision: revisions.get(snapshot.productId) ?? UNREAD };
        plans.set(snapshot.planId, known);
        this.#plans.set(snapshot.planId, known);
      }
    }
    return { offers, plans: new Map([...plans].map(([id, { snapshot }]) => [id, snapshot])) };
  }

  #remember(offers: readonly SkuOffer[]): void {
    if (this.#offers.size > KNOWN_MAX) this.#offers.clear();
    for (const offer of offers) this.#offers.set(offer.skuId, offer);
  }
}

export interface Recalled {
  readonly offers: Map<string, SkuOffer>;
  readonly plans: Map<string, KnownPlan>;
}

/** The products whose revisions prove, or disprove, what was recalled. */
export function productsOf({ offers, plans }: Recalled): string[] {
  const products = new Set<string>();
  for (const offer of offers.values()) products.add(offer.productId);
  for (const { snapshot } of plans.values()) products.add(snapshot.productId);
  return [...products];
}

function pick<V>(from: ReadonlyMap<string, V>, ids: readonly string[]): Map<string, V> {
  const found = new Map<string, V>();
  for (const id of ids) {
    const value = from.get(id);
    if (value !== undefined) found.set(id, value);
  }
  return found;
}

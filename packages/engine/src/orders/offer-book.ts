import { productRevisions, type SkuOffer, skuOffers } from '#catalog';
import { type PlanSnapshot, planSnapshots } from '#plans';
import type { Db, Tx } from '../db/open.ts';

interface KnownPlan {
  readonly snapshot: PlanSnapshot;
  readonly revision: number;
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

  /** The offers of these SKUs and the plans by these ids, as they are in `handle`'s transaction at `now`. */
  async read(
    handle: Db | Tx,
    skuIds: readonly string[],
    planIds: readonly string[],
    now: Date,
  ): Promise<{ offers: Map<string, SkuOffer>; plans: Map<string, PlanSnapshot> }> {
    // Copied first: another lane may reload or drop an entry while this one waits for the database.
    const offers = pick(this.#offers, skuIds);
    const known = pick(this.#plans, planIds);
    const revisions = await productRevisions(handle, productsOf(offers, known));
    const current = (productId: string, revision: number, validTo: Date | null): boolean =>
      revisions.get(productId) === revision && (validTo === null || validTo > now);

    const stale = skuIds.filter((id) => {
      const offer = offers.get(id);
      return !offer || !current(offer.productId, offer.revision, offer.priceValidTo);
    });
    for (const id of stale) offers.delete(id);
    for (const offer of await skuOffers(handle, stale, now)) offers.set(offer.skuId, offer);
    remember(this.#offers, stale, offers);

    const stalePlans = planIds.filter((id) => {
      const plan = known.get(id);
      return !plan || !current(plan.snapshot.productId, plan.revision, plan.snapshot.validTo);
    });
    for (const id of stalePlans) known.delete(id);
    const reread =
      stalePlans.length > 0 ? await planSnapshots(handle, stalePlans, now) : new Map<string, PlanSnapshot>();
    for (const snapshot of reread.values()) {
      // A revision that was not read just now makes the entry stale at the next look, which is safe.
      known.set(snapshot.planId, { snapshot, revision: revisions.get(snapshot.productId) ?? UNREAD });
    }
    remember(this.#plans, stalePlans, known);
    return { offers, plans: new Map([...known].map(([id, { snapshot }]) => [id, snapshot])) };
  }
}

function productsOf(offers: ReadonlyMap<string, SkuOffer>, plans: ReadonlyMap<string, KnownPlan>): string[] {
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

function remember<V>(cache: Map<string, V>, ids: readonly string[], values: ReadonlyMap<string, V>): void {
  if (cache.size > KNOWN_MAX) cache.clear();
  for (const id of ids) {
    const value = values.get(id);
    if (value === undefined) cache.delete(id);
    else cache.set(id, value);
  }
}

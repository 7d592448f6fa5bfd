import { productRevisions, type SkuOffer, skuOffers } from '#catalog';
import { type PlanSnapshot, planSnapshots } from '#plans';
import { type ShopTerms, shopTerms } from '#promotions';
import type { Db } from '../db/open.ts';

/** What a batch of carts asks about. */
export interface Asked {
  readonly skuIds: readonly string[];
  /** Plans by id, with the product each is for. */
  readonly plans: ReadonlyMap<string, string>;
}
/** What was known of it, and by which revisions that can be proved. */
export interface Recalled {
  readonly offers: Map<string, SkuOffer>;
  readonly plans: Map<string, PlanSnapshot>;
  readonly shops: Map<string, ShopTerms>;
  readonly productRevisions: ReadonlyMap<string, number>;
  readonly shopRevisions: ReadonlyMap<string, number>;
}

interface KnownPlan {
  readonly productId: string;
  /** Undefined: not in force. */
  readonly snapshot: PlanSnapshot | undefined;
  readonly revision: number;
}

const KNOWN_MAX = 200_000;
/** Also what a shop that never set any terms has. */
const UNREAD = 0;

/**
 * Offers, plans and shops' terms kept in memory. Every change of a price, shelf, kit or plan makes its product's
 * revision grow in the same transaction, and every change of a deal, gift rule or delivery its shop's; so what is
 * recalled here is today's truth if, in the transaction that uses it, the revisions still stand, whichever process
 * changed them. Where they do not, `forget` and recall again. Versions that end at a known time are read again then.
 */
export class OfferBook {
  readonly #offers = new Map<string, SkuOffer>();
  readonly #plans = new Map<string, KnownPlan>();
  readonly #shops = new Map<string, ShopTerms>();

  /** The parts of a kit that was seen before. */
  partsOf(skuId: string): readonly string[] {
    return this.#offers.get(skuId)?.parts.map((part) => part.skuId) ?? [];
  }

  /** What these carts need to know, read where it is not known yet; what does not exist is left out. */
  async recall(db: Db, asked: Asked, now: Date): Promise<Recalled> {
    const productRevisions = new Map<string, number>();
    const shopRevisions = new Map<string, number>();
    const offers = await this.#recallOffers(db, asked.skuIds, now, productRevisions);
    const plans =
      asked.plans.size > 0 ? await this.#recallPlans(db, asked.plans, now, productRevisions) : NO_PLANS;
    const shopIds = new Set<string>();
    for (const { shopId } of offers.values()) shopIds.add(shopId);
    const shops = await this.#recallShops(db, shopIds, now, shopRevisions);
    const gifts = giftSkus(shops.values()).filter((skuId) => !offers.has(skuId));
    if (gifts.length > 0)
      for (const [skuId, offer] of await this.#recallOffers(db, gifts, now, productRevisions))
        offers.set(skuId, offer);
    return { offers, plans, shops, productRevisions, shopRevisions };
  }

  /** Drops what revisions have shown to be stale. */
  forget(recalled: Recalled): void {
    for (const skuId of recalled.offers.keys()) this.#offers.delete(skuId);
    for (const planId of recalled.plans.keys()) this.#plans.delete(planId);
    for (const shopId of recalled.shops.keys()) this.#shops.delete(shopId);
    for (const [planId, { productId }] of this.#plans)
      if (recalled.productRevisions.has(productId)) this.#plans.delete(planId);
  }

  async #recallOffers(db: Db, skuIds: readonly string[], now: Date, revisions: Map<string, number>) {
    const known = new Map<string, SkuOffer>();
    const unknown: string[] = [];
    for (const skuId of skuIds) {
      const offer = this.#offers.get(skuId);
      if (offer && (offer.priceValidTo === null || offer.priceValidTo > now)) known.set(skuId, offer);
      else unknown.push(skuId);
    }
    if (unknown.length > 0) {
      if (this.#offers.size > KNOWN_MAX) this.#offers.clear();
      for (const offer of await skuOffers(db, unknown, now)) {
        known.set(offer.skuId, offer);
        this.#offers.set(offer.skuId, offer);
      }
    }
    for (const { productId, revision } of known.values()) note(revisions, productId, revision);
    return known;
  }

  async #recallPlans(
    db: Db,
    asked: ReadonlyMap<string, string>,
    now: Date,
    revisions: Map<string, number>,
  ): Promise<Map<string, PlanSnapshot>> {
    const unknown: string[] = [];
    for (const planId of asked.keys()) {
      const plan = this.#plans.get(planId);
      const validTo = plan?.snapshot?.validTo ?? null;
      if (!plan || (validTo !== null && validTo <= now)) unknown.push(planId);
    }
    if (unknown.length > 0) {
      if (this.#plans.size > KNOWN_MAX) this.#plans.clear();
      const products = unknown.map((planId) => asked.get(planId) ?? '');
      // The revision is read first: a change in between makes the entry look stale, never fresh.
      const before = await productRevisions(db, products);
      const found = await planSnapshots(db, unknown, now);
      for (const planId of unknown) {
        const productId = asked.get(planId) ?? '';
        const snapshot = found.get(planId);
        this.#plans.set(planId, { productId, snapshot, revision: before.get(productId) ?? UNREAD });
      }
    }
    const plans = new Map<string, PlanSnapshot>();
    for (const planId of asked.keys()) {
      const plan = this.#plans.get(planId);
      if (!plan) continue;
      note(revisions, plan.productId, plan.revision);
      if (plan.snapshot) plans.set(planId, plan.snapshot);
    }
    return plans;
  }

  async #recallShops(db: Db, shopIds: ReadonlySet<string>, now: Date, revisions: Map<string, number>) {
    const unknown = [...shopIds].filter((shopId) => !this.#shops.has(shopId));
    if (unknown.length > 0) {
      if (this.#shops.size > KNOWN_MAX) this.#shops.clear();
      for (const [shopId, terms] of await shopTerms(db, unknown, now)) this.#shops.set(shopId, terms);
    }
    const shops = new Map<string, ShopTerms>();
    for (const shopId of shopIds) {
      const terms = this.#shops.get(shopId);
      if (!terms) continue;
      shops.set(shopId, terms);
      revisions.set(shopId, terms.revision);
    }
    return shops;
  }
}

const NO_PLANS = new Map<string, PlanSnapshot>();

/** Two things known of one product at different revisions: one of them is stale, whatever the database says. */
function note(revisions: Map<string, number>, productId: string, revision: number): void {
  const before = revisions.get(productId);
  revisions.set(productId, before === undefined || before === revision ? revision : STALE);
}
const STALE = -1;

/** Everything that the gift rules of these shops may give. */
function giftSkus(shops: Iterable<ShopTerms>): string[] {
  const skuIds = new Set<string>();
  for (const { giftRules } of shops) {
    for (const { bands, whenOut } of giftRules) {
      for (const { gifts } of bands) for (const { skuId } of gifts) skuIds.add(skuId);
      if (whenOut.kind === 'substitute') skuIds.add(whenOut.skuId);
    }
  }
  return [...skuIds];
}

/** Whether everything recalled still stands, by revisions that were read in the transaction that uses it. */
export function stillStands(
  { productRevisions, shopRevisions }: Recalled,
  products: readonly { readonly productId: string; readonly revision: number }[],
  shops: readonly { readonly shopId: string; readonly revision: number }[],
): boolean {
  const productNow = new Map(products.map((row) => [row.productId, row.revision]));
  for (const [productId, revision] of productRevisions)
    if ((productNow.get(productId) ?? UNREAD) !== revision) return false;
  const shopNow = new Map(shops.map((row) => [row.shopId, row.revision]));
  for (const [shopId, revision] of shopRevisions)
    if ((shopNow.get(shopId) ?? UNREAD) !== revision) return false;
  return true;
}

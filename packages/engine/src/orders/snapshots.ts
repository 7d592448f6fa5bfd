import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { SkuOffer } from '#catalog';
import type { PlanSnapshot } from '#plans';
import { elementArray, jsonElement, plainArray } from '../db/array-literal.ts';
import type { Statement } from '../db/rounds.ts';
import type { Credit } from './rules/checkout.ts';

/** The goods of a line as they were shown. */
export interface GoodsSnapshot {
  readonly title: string;
  readonly spec: Readonly<Record<string, string>>;
  readonly picture: string;
}
/** Who led the buyer here, and the plan as it was then; shared by all lines that one hung item sold. */
export interface CreditSnapshot {
  readonly creatorId: string;
  readonly surface: string;
  readonly contentId: string;
  readonly itemId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly commissionBps: number;
  readonly serviceFeeBps: number;
  readonly leaderId: string | null;
}
export interface Snapshot {
  readonly shopId: string;
  readonly snapshotId: string;
  /** JSON, as an element of an array literal. */
  readonly element: string;
}

const KNOWN_MAX = 100_000;

/** Makes lines' snapshots, and remembers which are stored, so that a hot item's is written once and not with every order. One per process. */
export class Snapshots {
  readonly #stored = new Set<string>();
  readonly #goods = new WeakMap<SkuOffer, Snapshot>();
  readonly #credits = new WeakMap<PlanSnapshot, Map<string, Snapshot>>();

  goodsOf(offer: SkuOffer): Snapshot {
    const before = this.#goods.get(offer);
    if (before) return before;
    const { title, spec, picture, shopId } = offer;
    const made = snapshotOf(shopId, { title, spec, picture } satisfies GoodsSnapshot);
    this.#goods.set(offer, made);
    return made;
  }

  creditOf({ click, plan }: Credit): Snapshot {
    let ofPlan = this.#credits.get(plan);
    if (!ofPlan) {
      ofPlan = new Map();
      this.#credits.set(plan, ofPlan);
    }
    // An item hangs in one content, of one creator, on one surface.
    const before = ofPlan.get(click.itemId);
    if (before) return before;
    if (ofPlan.size > KNOWN_MAX) ofPlan.clear();
    const made = snapshotOf(plan.shopId, {
      creatorId: click.creatorId,
      surface: click.surface,
      contentId: click.contentId,
      itemId: click.itemId,
      planId: plan.planId,
      planVersion: plan.version,
      commissionBps: plan.commissionBps,
      serviceFeeBps: plan.serviceFeeBps,
      leaderId: plan.leaderId,
    } satisfies CreditSnapshot);
    ofPlan.set(click.itemId, made);
    return made;
  }

  /** Those that no committed order of this process has written yet, each once, in key order. */
  unstored(snapshots: Iterable<Snapshot>): Snapshot[] {
    const found = new Map<string, Snapshot>();
    for (const snapshot of snapshots)
      if (!this.#stored.has(snapshot.snapshotId)) found.set(snapshot.snapshotId, snapshot);
    return [...found.values()].sort((a, b) => (a.shopId + a.snapshotId < b.shopId + b.snapshotId ? -1 : 1));
  }

  /** Their transaction has committed. */
  stored(snapshots: readonly Snapshot[]): void {
    if (this.#stored.size > KNOWN_MAX) this.#stored.clear();
    for (const { snapshotId } of snapshots) this.#stored.add(snapshotId);
  }
}

/** The id is the body's digest (SHA-256, cut to 128 bits), with the shop in it, since each shop stores its own. */
function snapshotOf(shopId: string, body: GoodsSnapshot | CreditSnapshot): Snapshot {
  const digest = hash('sha256', shopId + JSON.stringify(body), 'hex');
  const snapshotId = digest.slice(0, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
  return { shopId, snapshotId, element: jsonElement(body) };
}

/** Stores snapshots that are not there yet. At least one. */
export function insertSnapshots(snapshots: readonly Snapshot[]): Statement {
  return sql`
    INSERT INTO orders.snapshot (shop_id, snapshot_id, body)
    SELECT shop_id, snapshot_id, body::json
    FROM unnest(${plainArray(snapshots.map((s) => s.shopId))}::uuid[], ${plainArray(snapshots.map((s) => s.snapshotId))}::uuid[],
      ${elementArray(snapshots.map((s) => s.element))}::text[]) AS s (shop_id, snapshot_id, body)
    ON CONFLICT DO NOTHING
  `;
}

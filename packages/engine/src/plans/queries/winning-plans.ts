import { type RawBuilder, sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';
import { winner } from '../rules/precedence.ts';

/** A plan as it stands at an instant: what a hung item and an order line remember. */
export interface PlanSnapshot {
  readonly planId: string;
  readonly kind: 'normal' | 'leader';
  readonly productId: string;
  readonly shopId: string;
  readonly leaderId: string | null;
  readonly version: number;
  readonly commissionBps: number;
  readonly serviceFeeBps: number;
  /** When this version stops applying; null while no end is known. */
  readonly validTo: Date | null;
}

/** The plan that applies to each product at `now` where none was chosen. A product without a plan in force is left out. */
export async function winningPlans(
  handle: Db,
  productIds: readonly string[],
  now: Date,
): Promise<Map<string, PlanSnapshot>> {
  const plans = await snapshots(handle, sql`p.product_id = ANY(${plainArray(productIds)}::uuid[])`, now);
  const won = new Map<string, PlanSnapshot>();
  for (const [productId, candidates] of Map.groupBy(plans, (plan) => plan.productId)) {
    const plan = winner(candidates);
    if (plan) won.set(productId, plan);
  }
  return won;
}

/** These plans at `now`, by id; a plan that is closed then, or not open yet, is left out. */
export async function planSnapshots(
  handle: Db,
  planIds: readonly string[],
  now: Date,
): Promise<Map<string, PlanSnapshot>> {
  const plans = await snapshots(handle, sql`p.plan_id = ANY(${plainArray(planIds)}::uuid[])`, now);
  return new Map(plans.map((plan) => [plan.planId, plan]));
}

async function snapshots(handle: Db, which: RawBuilder<unknown>, now: Date): Promise<PlanSnapshot[]> {
  const { rows } = await sql<PlanSnapshot>`
    SELECT p.plan_id AS "planId", p.kind, p.product_id AS "productId", p.shop_id AS "shopId", p.leader_id AS "leaderId",
      r.version, r.commission_bps AS "commissionBps", r.service_fee_bps AS "serviceFeeBps",
      NULLIF(LEAST(r.valid_to, p.closes_at), 'infinity') AS "validTo"
    FROM plans.plan p JOIN plans.rate r ON r.plan_id = p.plan_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    WHERE ${which} AND ${now} < p.closes_at
  `.execute(handle);
  return rows;
}

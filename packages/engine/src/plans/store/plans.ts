import { sql } from 'kysely';
import { touchProducts } from '#catalog';
import type { Tx } from '../../db/open.ts';
import type { Rates } from '../rules/rates.ts';

export interface NewPlanRow extends Rates {
  readonly planId: string;
  readonly shopId: string;
  readonly productId: string;
  readonly kind: 'normal' | 'leader';
  /** Whose activity it belongs to; null for a normal plan. */
  readonly leaderId: string | null;
  /** Open, and its first rates in force, since then. */
  readonly createdAt: Date;
}

/** Opens plans in one statement, for those who know that the products have none of the kind yet. */
export async function insertPlans(tx: Tx, plans: readonly NewPlanRow[]): Promise<void> {
  if (plans.length === 0) return;
  const rows = plans.map((plan) => ({
    plan_id: plan.planId,
    shop_id: plan.shopId,
    product_id: plan.productId,
    kind: plan.kind,
    leader_id: plan.leaderId,
    created_at: plan.createdAt,
    commission_bps: plan.commissionBps,
    service_fee_bps: plan.serviceFeeBps,
  }));
  await sql`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS r (plan_id uuid, shop_id uuid, product_id uuid, kind text, leader_id uuid, created_at timestamptz,
          commission_bps integer, service_fee_bps integer)
    ), plan AS (
      INSERT INTO plans.plan (plan_id, shop_id, product_id, kind, leader_id, created_at)
      SELECT plan_id, shop_id, product_id, kind, leader_id, created_at FROM given
    )
    INSERT INTO plans.rate (plan_id, version, valid_from, commission_bps, service_fee_bps)
    SELECT plan_id, 1, created_at, commission_bps, service_fee_bps FROM given
  `.execute(tx);
  await touchProducts(
    tx,
    plans.map((plan) => plan.productId),
  );
}

export interface LockedPlan extends Rates {
  readonly planId: string;
  readonly productId: string;
  /** Of the rates in force. */
  readonly version: number;
  readonly validFrom: Date;
  /** Its end is announced or past. */
  readonly closing: boolean;
}

/** Locks a shop's plan and reads it with the rates in force; undefined where it is not this shop's. */
export async function lockPlan(
  tx: Tx,
  shopId: string,
  planId: string,
  now: Date,
): Promise<LockedPlan | undefined> {
  await sql`SELECT 1 FROM plans.plan WHERE plan_id = ${planId} AND shop_id = ${shopId} FOR UPDATE`.execute(
    tx,
  );
  const { rows } = await sql<LockedPlan>`
    SELECT p.plan_id AS "planId", p.product_id AS "productId", p.closes_at < 'infinity' AS closing, r.version,
      r.valid_from AS "validFrom", r.commission_bps AS "commissionBps", r.service_fee_bps AS "serviceFeeBps"
    FROM plans.plan p JOIN plans.rate r ON r.plan_id = p.plan_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    WHERE p.plan_id = ${planId} AND p.shop_id = ${shopId}
  `.execute(tx);
  return rows[0];
}

/** Takes back a change that is announced and not yet in force. */
export async function withdrawPendingRates(tx: Tx, plan: LockedPlan): Promise<void> {
  await sql`DELETE FROM plans.rate WHERE plan_id = ${plan.planId} AND version > ${plan.version}`.execute(tx);
  await sql`
    UPDATE plans.rate SET valid_to = 'infinity' WHERE plan_id = ${plan.planId} AND version = ${plan.version}
  `.execute(tx);
}

/** Adds the version that follows the one in force. There must be no pending one. */
export async function addRates(tx: Tx, plan: LockedPlan, rates: Rates, from: Date): Promise<void> {
  await sql`
    UPDATE plans.rate SET valid_to = ${from} WHERE plan_id = ${plan.planId} AND version = ${plan.version}
  `.execute(tx);
  await sql`
    INSERT INTO plans.rate (plan_id, version, valid_from, commission_bps, service_fee_bps)
    VALUES (${plan.planId}, ${plan.version + 1}, ${from}, ${rates.commissionBps}, ${rates.serviceFeeBps})
  `.execute(tx);
}

export async function announceClosing(tx: Tx, planId: string, closesAt: Date): Promise<void> {
  await sql`UPDATE plans.plan SET closes_at = ${closesAt} WHERE plan_id = ${planId}`.execute(tx);
}

/** Whether the product has a plan of this kind whose end has not come. */
export async function hasPlan(
  tx: Tx,
  productId: string,
  kind: NewPlanRow['kind'],
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT 1 FROM plans.plan WHERE product_id = ${productId} AND kind = ${kind} AND ${now} < closes_at LIMIT 1
  `.execute(tx);
  return rows.length > 0;
}

/** Marks plans whose end has come and was not told yet, at most `limit`; another process's are left to it. */
export async function markEnded(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<{ planId: string; productId: string; shopId: string }[]> {
  const { rows } = await sql<{ planId: string; productId: string; shopId: string }>`
    UPDATE plans.plan SET ended = true WHERE plan_id IN (
      SELECT plan_id FROM plans.plan WHERE NOT ended AND closes_at <= ${now}
      ORDER BY closes_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING plan_id AS "planId", product_id AS "productId", shop_id AS "shopId"
  `.execute(tx);
  return rows;
}

import { sql } from 'kysely';
import { plainArray } from '../db/array-literal.ts';
import type { Db, Tx } from '../db/open.ts';
import type { Statement } from '../db/rounds.ts';

/** A buyer's use of a quota. */
export interface QuotaUse {
  readonly quotaId: string;
  readonly buyerId: string;
  /** > 0. */
  readonly quantity: number;
}
/** What a quota still allows; null = no such limit. */
export interface QuotaLeft {
  readonly totalLeft: number | null;
  readonly buyerMax: number | null;
}

/** Opens quotas, nothing used. A limit of null is none. */
export async function openQuotas(
  tx: Tx,
  quotas: readonly {
    readonly quotaId: string;
    readonly totalMax: number | null;
    readonly buyerMax: number | null;
  }[],
): Promise<void> {
  if (quotas.length === 0) return;
  await sql`
    INSERT INTO quotas.quota (quota_id, total_max, buyer_max)
    SELECT * FROM unnest(${plainArray(quotas.map((q) => q.quotaId))}::uuid[], ${plainArray(quotas.map((q) => q.totalMax))}::bigint[],
      ${plainArray(quotas.map((q) => q.buyerMax))}::bigint[])
  `.execute(tx);
}

/** Sets a quota's limits anew; false where more has been used in total than the new limit allows. */
export async function setQuota(
  tx: Tx,
  quota: { readonly quotaId: string; readonly totalMax: number | null; readonly buyerMax: number | null },
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE quotas.quota SET total_max = ${quota.totalMax}::bigint, buyer_max = ${quota.buyerMax}::bigint
    WHERE quota_id = ${quota.quotaId} AND (${quota.totalMax}::bigint IS NULL OR used <= ${quota.totalMax}::bigint) RETURNING quota_id
  `.execute(tx);
  return rows.length > 0;
}

/** One row per quota and buyer, in key order, so that two batches never wait in a ring. */
function byBuyer(uses: readonly QuotaUse[]): QuotaUse[] {
  const sums = new Map<string, QuotaUse>();
  for (const use of uses) {
    const key = `${use.quotaId} ${use.buyerId}`;
    const before = sums.get(key);
    sums.set(key, before ? { ...before, quantity: before.quantity + use.quantity } : use);
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, use]) => use);
}

function byQuota(uses: readonly QuotaUse[]): { quotaId: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { quotaId, quantity } of uses) sums.set(quotaId, (sums.get(quotaId) ?? 0) + quantity);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([quotaId, quantity]) => ({ quotaId, quantity }));
}

/**
 * Takes from quotas for many buyers at once, in two statements: totals, then buyers. Each answers with one row per
 * quota (per quota and buyer) that had room for all that was asked of it; fewer rows than asked = something did not
 * fit, and the caller rolls back.
 */
export function takeQuotas(uses: readonly QuotaUse[]): {
  readonly statements: readonly [Statement<{ quotaId: string }>, Statement<{ quotaId: string }>];
  readonly rows: readonly [number, number];
} {
  const totals = byQuota(uses);
  const buyers = byBuyer(uses);
  return { statements: [takeTotals(totals), takeBuyers(buyers)], rows: [totals.length, buyers.length] };
}

/** Locks quotas in key order: an update by itself locks rows as they lie in a small table, and two would wait in a ring. */
function heldInOrder(totals: readonly { readonly quotaId: string }[]): Statement {
  return sql`
    SELECT quota_id FROM quotas.quota WHERE quota_id = ANY(${plainArray(totals.map((t) => t.quotaId))}::uuid[])
    ORDER BY quota_id FOR UPDATE`;
}

/** Takes from quotas' totals alone: one row per quota that had room. */
export function takeTotals(
  totals: readonly { readonly quotaId: string; readonly quantity: number }[],
): Statement<{ quotaId: string }> {
  // One row alone makes no ring, and is what most batches take.
  const several = totals.length > 1;
  return sql`
    ${several ? sql`WITH held AS MATERIALIZED (${heldInOrder(totals)})` : sql``}
    UPDATE quotas.quota q SET used = q.used + c.quantity
    FROM unnest(${plainArray(totals.map((t) => t.quotaId))}::uuid[], ${plainArray(totals.map((t) => t.quantity))}::bigint[]) AS c (quota_id, quantity) ${several ? sql`JOIN held USING (quota_id)` : sql``}
    WHERE q.quota_id = c.quota_id AND (q.total_max IS NULL OR q.used + c.quantity <= q.total_max)
    RETURNING q.quota_id AS "quotaId"
  `;
}

function takeBuyers(uses: readonly QuotaUse[]): Statement<{ quotaId: string }> {
  return sql`
    INSERT INTO quotas.buyer AS b (quota_id, buyer_id, used)
    SELECT c.quota_id, c.buyer_id, c.quantity
    FROM unnest(${plainArray(uses.map((u) => u.quotaId))}::uuid[], ${plainArray(uses.map((u) => u.buyerId))}::uuid[],
      ${plainArray(uses.map((u) => u.quantity))}::bigint[]) AS c (quota_id, buyer_id, quantity)
    JOIN quotas.quota q ON q.quota_id = c.quota_id
    WHERE q.buyer_max IS NULL OR c.quantity <= q.buyer_max
    ON CONFLICT (quota_id, buyer_id) DO UPDATE SET used = b.used + excluded.used
    WHERE NOT EXISTS (SELECT FROM quotas.quota q WHERE q.quota_id = b.quota_id AND b.used + excluded.used > q.buyer_max)
    RETURNING b.quota_id AS "quotaId"
  `;
}

/** Locks quotas in key order and tells what each still allows. */
export async function lockQuotas(tx: Tx, quotaIds: readonly string[]): Promise<Map<string, QuotaLeft>> {
  return quotasLeft(tx, quotaIds, sql`FOR UPDATE`);
}

/** What quotas still allow, by id; without a lock unless `lock` says so. */
export async function quotasLeft(
  handle: Db | Tx,
  quotaIds: readonly string[],
  lock: Statement = sql``,
): Promise<Map<string, QuotaLeft>> {
  if (quotaIds.length === 0) return new Map();
  const { rows } = await sql<QuotaLeft & { quotaId: string }>`
    SELECT quota_id AS "quotaId", total_max - used AS "totalLeft", buyer_max AS "buyerMax" FROM quotas.quota
    WHERE quota_id = ANY(${plainArray(quotaIds)}::uuid[]) ORDER BY quota_id ${lock}
  `.execute(handle);
  return new Map(rows.map((row) => [row.quotaId, row]));
}

/** What buyers have used of quotas, by `${quotaId} ${buyerId}`; nothing used = absent. */
export async function usesOf(
  handle: Db | Tx,
  keys: readonly { readonly quotaId: string; readonly buyerId: string }[],
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; used: number }>`
    SELECT b.quota_id || ' ' || b.buyer_id AS key, b.used FROM quotas.buyer b
    JOIN unnest(${plainArray(keys.map((k) => k.quotaId))}::uuid[], ${plainArray(keys.map((k) => k.buyerId))}::uuid[]) AS k (quota_id, buyer_id)
      ON b.quota_id = k.quota_id AND b.buyer_id = k.buyer_id
  `.execute(handle);
  return new Map(rows.map((row) => [row.key, row.used]));
}

/** Gives back what was taken for orders that were never paid. */
export async function giveBackQuotas(tx: Tx, uses: readonly QuotaUse[]): Promise<void> {
  if (uses.length === 0) return;
  const totals = byQuota(uses);
  const buyers = byBuyer(uses);
  await sql`
    WITH held AS MATERIALIZED (${heldInOrder(totals)})
    UPDATE quotas.quota q SET used = q.used - c.quantity
    FROM unnest(${plainArray(totals.map((t) => t.quotaId))}::uuid[], ${plainArray(totals.map((t) => t.quantity))}::bigint[]) AS c (quota_id, quantity), held
    WHERE q.quota_id = c.quota_id AND held.quota_id = q.quota_id
  `.execute(tx);
  await sql`
    UPDATE quotas.buyer b SET used = b.used - c.quantity
    FROM unnest(${plainArray(buyers.map((u) => u.quotaId))}::uuid[], ${plainArray(buyers.map((u) => u.buyerId))}::uuid[],
      ${plainArray(buyers.map((u) => u.quantity))}::bigint[]) AS c (quota_id, buyer_id, quantity)
    WHERE b.quota_id = c.quota_id AND b.buyer_id = c.buyer_id
  `.execute(tx);
}

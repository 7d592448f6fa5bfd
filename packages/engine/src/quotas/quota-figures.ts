import { sql } from 'kysely';
import { plainArray } from '../db/array-literal.ts';
import type { Db, Tx } from '../db/open.ts';

export interface QuotaFigures {
  readonly quotaId: string;
  readonly totalMax: number | null;
  readonly buyerMax: number | null;
  readonly used: number;
}

/** Limits and what is used of them, by quota; what has no quota is absent. Takes no locks. */
export async function quotaFigures(
  handle: Db | Tx,
  quotaIds: readonly string[],
): Promise<Map<string, QuotaFigures>> {
  if (quotaIds.length === 0) return new Map();
  const { rows } = await sql<QuotaFigures>`
    SELECT quota_id AS "quotaId", total_max AS "totalMax", buyer_max AS "buyerMax", used FROM quotas.quota
    WHERE quota_id = ANY(${plainArray(quotaIds)}::uuid[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.quotaId, row]));
}

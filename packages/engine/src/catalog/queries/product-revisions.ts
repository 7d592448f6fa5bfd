import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';

/** Revisions by product id: one index read that says whether anything an order knows has changed. */
export async function productRevisions(
  handle: Db,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await sql<{ product_id: string; revision: number }>`
    SELECT product_id, revision FROM catalog.product WHERE product_id = ANY(${plainArray(productIds)}::uuid[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.product_id, row.revision]));
}

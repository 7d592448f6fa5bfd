import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';

/** Revisions by product id: one index read that says whether anything an order knows has changed. */
export async function productRevisions(
  handle: Db,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await revisionsStatement(productIds).execute(handle);
  return new Map(rows.map((row) => [row.productId, row.revision]));
}

/** `productRevisions` as a statement, for a transaction in rounds. */
export function revisionsStatement(
  productIds: readonly string[],
): Statement<{ productId: string; revision: number }> {
  return sql`
    SELECT product_id AS "productId", revision FROM catalog.product WHERE product_id = ANY(${plainArray(productIds)}::uuid[])
  `;
}

import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';

export interface RequestKey {
  readonly buyerId: string;
  readonly key: string;
}
export interface StoredRequest extends RequestKey {
  readonly bodyHash: string;
  readonly checkoutId: string;
}

const keysOf = (keys: readonly RequestKey[]) =>
  sql`unnest(${plainArray(keys.map((k) => k.buyerId))}::uuid[], ${textArray(keys.map((k) => k.key))}::text[])`;

/**
 * Claims idempotency keys: answers with the checkouts whose claim is new. A copy in another lane or process waits here
 * until the first has committed, and is then not new. Claimed in key order, so that two batches never wait in a ring.
 */
export function claimRequests(requests: readonly StoredRequest[]): Statement<{ checkoutId: string }> {
  return sql`
    INSERT INTO orders.request (buyer_id, key, body_hash, checkout_id)
    SELECT * FROM unnest(${plainArray(requests.map((r) => r.buyerId))}::uuid[], ${textArray(requests.map((r) => r.key))}::text[],
      ${textArray(requests.map((r) => r.bodyHash))}::text[], ${plainArray(requests.map((r) => r.checkoutId))}::uuid[]) AS r (buyer_id, key, body_hash, checkout_id)
    ORDER BY buyer_id, key
    ON CONFLICT (buyer_id, key) DO NOTHING RETURNING checkout_id AS "checkoutId"
  `;
}

/** Lets go of claims whose order was refused: the same key may try again. */
export function dropRequests(keys: readonly RequestKey[]): Statement {
  return sql`
    DELETE FROM orders.request r USING ${keysOf(keys)} AS k (buyer_id, key) WHERE r.buyer_id = k.buyer_id AND r.key = k.key
  `;
}

/** Requests that were answered with an order before. */
export async function findRequests(handle: Db | Tx, keys: readonly RequestKey[]): Promise<StoredRequest[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<StoredRequest>`
    SELECT r.buyer_id AS "buyerId", r.key, r.body_hash AS "bodyHash", r.checkout_id AS "checkoutId"
    FROM orders.request r JOIN ${keysOf(keys)} AS k (buyer_id, key) ON r.buyer_id = k.buyer_id AND r.key = k.key
  `.execute(handle);
  return rows;
}

import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';

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
export async function claimRequests(tx: Tx, requests: readonly StoredRequest[]): Promise<Set<string>> {
  const { rows } = await sql<{ checkout_id: string }>`
    INSERT INTO orders.request (buyer_id, key, body_hash, checkout_id)
    SELECT * FROM unnest(${plainArray(requests.map((r) => r.buyerId))}::uuid[], ${textArray(requests.map((r) => r.key))}::text[],
      ${textArray(requests.map((r) => r.bodyHash))}::text[], ${plainArray(requests.map((r) => r.checkoutId))}::uuid[]) AS r (buyer_id, key, body_hash, checkout_id)
    ORDER BY buyer_id, key
    ON CONFLICT (buyer_id, key) DO NOTHING RETURNING checkout_id
  `.execute(tx);
  return new Set(rows.map((row) => row.checkout_id));
}

/** Lets go of claims whose order was refused: the same key may try again. */
export async function dropRequests(tx: Tx, keys: readonly RequestKey[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    DELETE FROM orders.request r USING ${keysOf(keys)} AS k (buyer_id, key) WHERE r.buyer_id = k.buyer_id AND r.key = k.key
  `.execute(tx);
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

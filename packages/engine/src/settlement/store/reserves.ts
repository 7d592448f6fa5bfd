import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import type { Draw, HeldReserve } from '../rules/recover.ts';
import type { Hold } from '../rules/settle.ts';
import type { OrderKey } from './due.ts';

/** A party's reserves change only under the lock of its ledger accounts (see positions.ts). */
export type ReserveRow = HeldReserve & { readonly partyId: string; readonly currency: string };

const columns = sql.raw(
  'r.shop_id AS "shopId", r.order_id AS "orderId", r.line_no AS "lineNo", r.role, r.party_id AS "partyId", r.currency, r.held_minor AS "heldMinor", r.release_at AS "releaseAt"',
);

export async function insertReserves(tx: Tx, holds: readonly Hold[], releaseAt: Date): Promise<void> {
  if (holds.length === 0) return;
  await sql`
    INSERT INTO settlement.reserve (shop_id, order_id, line_no, role, party_id, currency, held_minor, release_at)
    SELECT h.*, ${releaseAt}::timestamptz FROM unnest(${plainArray(holds.map((h) => h.shopId))}::uuid[], ${plainArray(holds.map((h) => h.orderId))}::uuid[],
      ${plainArray(holds.map((h) => h.lineNo))}::smallint[], ${plainArray(holds.map((h) => h.role))}::text[],
      ${plainArray(holds.map((h) => h.partyId))}::uuid[], ${textArray(holds.map((h) => h.currency))}::text[],
      ${plainArray(holds.map((h) => h.heldMinor))}::bigint[]) AS h
  `.execute(tx);
}

/** What is held back of these parties and not released. */
export async function heldOf(
  tx: Tx,
  partyIds: readonly string[],
  currency: string,
): Promise<Map<string, ReserveRow[]>> {
  const { rows } = await sql<ReserveRow>`
    SELECT ${columns} FROM settlement.reserve r
    WHERE r.party_id = ANY(${plainArray(partyIds)}::uuid[]) AND r.currency = ${currency} AND r.released_at IS NULL AND r.held_minor > 0
  `.execute(tx);
  return Map.groupBy(rows, (row) => row.partyId);
}

/** Takes amounts out of reserves for a refund. */
export async function drawFrom(tx: Tx, draws: readonly Draw[]): Promise<void> {
  if (draws.length === 0) return;
  await sql`
    UPDATE settlement.reserve r SET held_minor = r.held_minor - d.taken
    FROM unnest(${plainArray(draws.map((d) => d.shopId))}::uuid[], ${plainArray(draws.map((d) => d.orderId))}::uuid[],
      ${plainArray(draws.map((d) => d.lineNo))}::smallint[], ${plainArray(draws.map((d) => d.role))}::text[],
      ${plainArray(draws.map((d) => d.takenMinor))}::bigint[]) AS d (shop_id, order_id, line_no, role, taken)
    WHERE r.shop_id = d.shop_id AND r.order_id = d.order_id AND r.line_no = d.line_no AND r.role = d.role
  `.execute(tx);
}

export type DueReserve = OrderKey & { readonly partyId: string; readonly currency: string };

/** Whose reserves of which orders may be released: those of the `limit` orders due longest. Not locked. */
export async function dueReserves(tx: Tx, now: Date, limit: number): Promise<DueReserve[]> {
  const { rows } = await sql<DueReserve>`
    SELECT DISTINCT r.shop_id AS "shopId", r.order_id AS "orderId", r.party_id AS "partyId", r.currency
    FROM settlement.reserve r JOIN (
      SELECT DISTINCT release_at, shop_id, order_id FROM settlement.reserve
      WHERE released_at IS NULL AND release_at <= ${now} ORDER BY release_at, shop_id, order_id LIMIT ${limit}) AS d
      ON d.shop_id = r.shop_id AND d.order_id = r.order_id
    WHERE r.released_at IS NULL
  `.execute(tx);
  return rows;
}

/** Marks these orders' reserves as released, unless another process was faster; answers with what they still held. */
export async function markReleased(
  tx: Tx,
  orders: readonly OrderKey[],
  releasedAt: Date,
): Promise<ReserveRow[]> {
  const { rows } = await sql<ReserveRow>`
    UPDATE settlement.reserve r SET released_at = ${releasedAt}
    FROM unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
    WHERE r.shop_id = k.shop_id AND r.order_id = k.order_id AND r.released_at IS NULL
    RETURNING ${columns}
  `.execute(tx);
  return rows;
}

/** When a party's next reserves are released, and what they hold until that moment's day ends. */
export async function nextRelease(
  handle: Db,
  partyId: string,
  currency: string,
  dayEnd: (at: Date) => Date,
): Promise<{ at: Date; amountMinor: Minor } | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(release_at) AS at FROM settlement.reserve
    WHERE party_id = ${partyId} AND currency = ${currency} AND released_at IS NULL AND held_minor > 0
  `.execute(handle);
  const at = rows[0]?.at;
  if (!at) return undefined;
  const sums = await sql<{ amountMinor: Minor }>`
    SELECT sum(held_minor)::bigint AS "amountMinor" FROM settlement.reserve
    WHERE party_id = ${partyId} AND currency = ${currency} AND released_at IS NULL AND release_at < ${dayEnd(at)}
  `.execute(handle);
  return { at, amountMinor: sums.rows[0]?.amountMinor ?? 0 };
}

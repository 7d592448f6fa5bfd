import { sql } from 'kysely';
import { nextLocalMidnight } from '../../clock.ts';
import type { Db } from '../../db/open.ts';
import type { Minor } from '../../money.ts';

/**
 * When a party's next confirmed shares settle, and what settles until that day ends; undefined when nothing is
 * confirmed. Shares that are due already and held back by an open refund are left out.
 */
export async function nextSettling(
  handle: Db,
  partyId: string,
  currency: string,
  now: Date,
): Promise<{ at: Date; amountMinor: Minor } | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    SELECT min(settles_at) AS at FROM commission.share
    WHERE party_id = ${partyId} AND currency = ${currency} AND state = 'confirmed' AND settles_at > ${now}
  `.execute(handle);
  const at = rows[0]?.at;
  if (!at) return undefined;
  const sums = await sql<{ amountMinor: Minor }>`
    SELECT sum(amount_minor - reversed_minor)::bigint AS "amountMinor" FROM commission.share
    WHERE party_id = ${partyId} AND currency = ${currency} AND state = 'confirmed' AND settles_at >= ${at} AND settles_at < ${nextLocalMidnight(at)}
  `.execute(handle);
  return { at, amountMinor: sums.rows[0]?.amountMinor ?? 0 };
}

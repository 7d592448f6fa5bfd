import type { CommissionState } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import type { ShareRow } from '../store/shares.ts';

export interface PartySharesQuery {
  readonly state?: CommissionState | undefined;
  /** Older than this row. */
  readonly after?: Pick<ShareRow, 'orderId' | 'lineNo' | 'role'> | undefined;
  readonly limit: number;
}
export type PartyShare = ShareRow & { readonly rateBps: number | null; readonly paidAt: Date | null };

/** A party's shares of paid orders, the newest order first. Shares of orders that were never paid are left out. */
export async function sharesOfParty(
  handle: Db,
  partyId: string,
  { state, after, limit }: PartySharesQuery,
): Promise<PartyShare[]> {
  const { rows } = await sql<PartyShare>`
    SELECT shop_id AS "shopId", order_id AS "orderId", line_no AS "lineNo", role, party_id AS "partyId", currency,
      base_minor AS "baseMinor", rate_bps AS "rateBps", amount_minor AS "amountMinor", reversed_minor AS "reversedMinor",
      state, paid_at AS "paidAt", settles_at AS "settlesAt", settled_at AS "settledAt"
    FROM commission.share
    WHERE party_id = ${partyId} AND state <> 'pending' AND paid_at IS NOT NULL
      AND (${state ?? null}::text IS NULL OR state = ${state ?? null})
      AND (${after?.orderId ?? null}::uuid IS NULL
        OR (order_id, -line_no, role) < (${after?.orderId ?? null}::uuid, ${-(after?.lineNo ?? 0)}::integer, ${after?.role ?? null}::text))
    ORDER BY order_id DESC, -line_no DESC, role DESC LIMIT ${limit}
  `.execute(handle);
  return rows;
}

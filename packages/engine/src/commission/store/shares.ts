import type { CommissionRole } from '@yellowcart/contract';
import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import type { Share } from '../rules/split-line.ts';

export interface NewShare extends Share {
  readonly shopId: string;
  readonly orderId: string;
  readonly lineNo: number;
  readonly currency: string;
  readonly baseMinor: Minor;
  readonly paidAt: Date;
}

export interface ShareRow {
  readonly shopId: string;
  readonly orderId: string;
  readonly lineNo: number;
  readonly role: CommissionRole;
  readonly partyId: string;
  readonly currency: string;
  readonly baseMinor: Minor;
  readonly amountMinor: Minor;
  readonly reversedMinor: Minor;
  readonly state: 'estimated' | 'confirmed' | 'settled' | 'reversed';
  readonly settlesAt: Date | null;
  readonly settledAt: Date | null;
}

export interface OrderKey {
  readonly shopId: string;
  readonly orderId: string;
}

const columns = sql.raw(
  's.shop_id AS "shopId", s.order_id AS "orderId", s.line_no AS "lineNo", s.role, s.party_id AS "partyId", s.currency, s.base_minor AS "baseMinor", s.amount_minor AS "amountMinor", s.reversed_minor AS "reversedMinor", s.state, s.settles_at AS "settlesAt", s.settled_at AS "settledAt"',
);
const keysOf = (orders: readonly OrderKey[]) =>
  sql`unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[])`;

/** Writes the shares of orders that were paid. */
export async function insertShares(tx: Tx, shares: readonly NewShare[]): Promise<void> {
  if (shares.length === 0) return;
  await sql`
    INSERT INTO commission.share (shop_id, order_id, line_no, role, party_id, currency, base_minor, rate_bps, amount_minor, paid_at, state)
    SELECT s.*, 'estimated' FROM unnest(${plainArray(shares.map((s) => s.shopId))}::uuid[], ${plainArray(shares.map((s) => s.orderId))}::uuid[],
      ${plainArray(shares.map((s) => s.lineNo))}::smallint[], ${plainArray(shares.map((s) => s.role))}::text[],
      ${plainArray(shares.map((s) => s.partyId))}::uuid[], ${textArray(shares.map((s) => s.currency))}::text[],
      ${plainArray(shares.map((s) => s.baseMinor))}::bigint[], ${plainArray(shares.map((s) => s.rateBps ?? null))}::integer[],
      ${plainArray(shares.map((s) => s.amountMinor))}::bigint[], ${textArray(shares.map((s) => s.paidAt.toISOString()))}::timestamptz[]) AS s
  `.execute(tx);
}

/** Reads all shares of these orders, locked in key order for a change that follows. */
export async function lockShares(tx: Tx, orders: readonly OrderKey[]): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    SELECT ${columns} FROM commission.share s JOIN ${keysOf(orders)} AS k (shop_id, order_id) ON s.shop_id = k.shop_id AND s.order_id = k.order_id
    ORDER BY s.shop_id, s.order_id, s.line_no, s.role FOR UPDATE OF s
  `.execute(tx);
  return rows;
}

/** estimated → confirmed: the goods have come; they settle at `settlesAt`. */
export async function confirmShares(tx: Tx, orders: readonly OrderKey[], settlesAt: Date): Promise<void> {
  await sql`
    UPDATE commission.share s SET state = 'confirmed', settles_at = ${settlesAt}
    FROM ${keysOf(orders)} AS k (shop_id, order_id)
    WHERE s.shop_id = k.shop_id AND s.order_id = k.order_id AND s.state = 'estimated'
  `.execute(tx);
}

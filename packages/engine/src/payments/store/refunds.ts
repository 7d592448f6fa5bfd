import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';

export interface NewRefund {
  readonly refundNo: string;
  readonly attemptNo: string;
  readonly orderId: string;
  readonly reason: 'late' | 'refund';
  readonly causeId: string;
  readonly amountMinor: Minor;
}
/** A refund on its way to the provider. */
export interface DueRefund extends NewRefund {
  readonly tries: number;
  readonly provider: string;
  readonly buyerId: string;
  readonly currency: string;
  /** What was paid with the attempt in all. */
  readonly totalMinor: Minor;
}

/** Writes down money that is to go back; what is there for the same cause already stays. */
export async function insertRefunds(tx: Tx, refunds: readonly NewRefund[], now: Date): Promise<void> {
  if (refunds.length === 0) return;
  await sql`
    INSERT INTO payments.refund (refund_no, attempt_no, order_id, reason, cause_id, amount_minor, state, next_at, created_at)
    SELECT k.*, 'waiting', ${now}::timestamptz, ${now}::timestamptz FROM unnest(
      ${plainArray(refunds.map((r) => r.refundNo))}::text[], ${plainArray(refunds.map((r) => r.attemptNo))}::text[],
      ${plainArray(refunds.map((r) => r.orderId))}::uuid[], ${plainArray(refunds.map((r) => r.reason))}::text[],
      ${plainArray(refunds.map((r) => r.causeId))}::uuid[], ${plainArray(refunds.map((r) => r.amountMinor))}::bigint[]) AS k
    ON CONFLICT (attempt_no, order_id, cause_id) DO NOTHING
  `.execute(tx);
}

export interface PartRefunds {
  readonly attemptNo: string;
  readonly provider: string;
  readonly tradeNo: string;
  readonly part: string;
  readonly leftMinor: Minor;
}

/** What came in for an order and is not on its way back, the newest first. Locks the attempts, so that two refunds share it out one after the other. */
export async function lockRefundable(tx: Tx, orderId: string): Promise<PartRefunds[]> {
  const { rows } = await sql<PartRefunds>`
    SELECT p.attempt_no AS "attemptNo", a.provider, a.trade_no AS "tradeNo", p.part, p.amount_minor - coalesce((
      SELECT sum(r.amount_minor) FROM payments.refund r WHERE r.attempt_no = p.attempt_no AND r.order_id = p.order_id
    ), 0)::bigint AS "leftMinor"
    FROM payments.part p JOIN payments.attempt a USING (attempt_no)
    WHERE p.order_id = ${orderId} AND p.state <> 'late' AND a.state IN ('received', 'paid')
    ORDER BY a.paid_at DESC, a.attempt_no FOR UPDATE OF a
  `.execute(tx);
  return rows;
}

/** Locks refunds whose time has come, skipping those in another process's hands. */
export async function lockDueRefunds(tx: Tx, now: Date, limit: number): Promise<DueRefund[]> {
  const { rows } = await sql<DueRefund>`
    SELECT r.refund_no AS "refundNo", r.attempt_no AS "attemptNo", r.order_id AS "orderId", r.reason, r.cause_id AS "causeId",
      r.amount_minor AS "amountMinor", r.tries, a.provider, a.buyer_id AS "buyerId", a.currency, a.amount_minor AS "totalMinor"
    FROM payments.refund r JOIN payments.attempt a USING (attempt_no)
    WHERE r.state = 'waiting' AND r.next_at <= ${now} ORDER BY r.next_at LIMIT ${limit} FOR UPDATE OF r SKIP LOCKED
  `.execute(tx);
  return rows;
}

export async function putTries(
  tx: Tx,
  refunds: readonly { readonly refundNo: string; readonly nextAt: Date }[],
): Promise<void> {
  await sql`
    UPDATE payments.refund r SET tries = r.tries + 1, next_at = k.next_at
    FROM unnest(${plainArray(refunds.map((r) => r.refundNo))}::text[], ${plainArray(refunds.map((r) => r.nextAt.toISOString()))}::timestamptz[])
      AS k (refund_no, next_at)
    WHERE r.refund_no = k.refund_no
  `.execute(tx);
}

/** Writes down how a waiting refund stands; false when it was not waiting any more. */
export async function putRefundState(
  handle: Db,
  refundNo: string,
  state: 'waiting' | 'done' | 'failed',
  told: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    UPDATE payments.refund SET state = ${state}, told = ${told}, done_at = ${state === 'done' ? now : null}
    WHERE refund_no = ${refundNo} AND state = 'waiting' RETURNING refund_no
  `.execute(handle);
  return rows.length > 0;
}

export interface RefundView {
  readonly refundNo: string;
  readonly orderId: string;
  readonly reason: 'late' | 'refund';
  readonly amountMinor: Minor;
  readonly state: 'waiting' | 'done' | 'failed';
}

/** Money of an attempt that went or goes back, the oldest first. */
export async function refundsOfAttempt(handle: Db, attemptNo: string): Promise<RefundView[]> {
  const { rows } = await sql<RefundView>`
    SELECT refund_no AS "refundNo", order_id AS "orderId", reason, amount_minor AS "amountMinor", state
    FROM payments.refund WHERE attempt_no = ${attemptNo} ORDER BY created_at, refund_no
  `.execute(handle);
  return rows;
}

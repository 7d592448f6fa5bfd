import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Minor } from '../../money.ts';
import type { AttemptState } from '../rules/received.ts';

/** What the buyer's screen shows, as the provider answered. */
export type Screen = { readonly qr: string } | { readonly redirect: string };

export interface AttemptRow {
  readonly attemptNo: string;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly provider: string;
  readonly currency: string;
  readonly amountMinor: Minor;
  readonly state: AttemptState;
  readonly screen: Screen | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly looks: number;
  readonly tradeNo: string | null;
  readonly paidAt: Date | null;
}
export interface PartRow {
  readonly shopId: string;
  readonly orderId: string;
  readonly part: 'whole' | 'deposit' | 'balance';
  readonly amountMinor: Minor;
  readonly state: 'open' | 'paid' | 'late';
}

const columns = sql.raw(
  'a.attempt_no AS "attemptNo", a.checkout_id AS "checkoutId", a.buyer_id AS "buyerId", a.provider, a.currency, a.amount_minor AS "amountMinor", a.state, a.screen, a.created_at AS "createdAt", a.expires_at AS "expiresAt", a.looks, a.trade_no AS "tradeNo", a.paid_at AS "paidAt"',
);

export async function findAttempt(handle: Db, attemptNo: string): Promise<AttemptRow | undefined> {
  const { rows } = await sql<AttemptRow>`
    SELECT ${columns} FROM payments.attempt a WHERE a.attempt_no = ${attemptNo}
  `.execute(handle);
  return rows[0];
}

export async function lockAttempt(tx: Tx, attemptNo: string): Promise<AttemptRow | undefined> {
  const { rows } = await sql<AttemptRow>`
    SELECT ${columns} FROM payments.attempt a WHERE a.attempt_no = ${attemptNo} FOR UPDATE
  `.execute(tx);
  return rows[0];
}

/** Locks the attempt of a checkout at a provider that can still be paid. */
export async function lockOpenAttempt(
  tx: Tx,
  checkoutId: string,
  provider: string,
): Promise<AttemptRow | undefined> {
  const { rows } = await sql<AttemptRow>`
    SELECT ${columns} FROM payments.attempt a
    WHERE a.checkout_id = ${checkoutId} AND a.provider = ${provider} AND a.state = 'created' FOR UPDATE
  `.execute(tx);
  return rows[0];
}

/** Parts by order. */
export async function partsOf(handle: Db, attemptNo: string): Promise<PartRow[]> {
  const { rows } = await sql<PartRow>`
    SELECT shop_id AS "shopId", order_id AS "orderId", part, amount_minor AS "amountMinor", state
    FROM payments.part WHERE attempt_no = ${attemptNo} ORDER BY shop_id, order_id
  `.execute(handle);
  return rows;
}

/** Writes a new attempt with its parts; false when the checkout has an open one at this provider already. */
export async function insertAttempt(
  tx: Tx,
  attempt: AttemptRow & { readonly lookAt: Date },
  parts: readonly PartRow[],
): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO payments.attempt (attempt_no, checkout_id, buyer_id, provider, currency, amount_minor, state, created_at, expires_at, look_at)
    VALUES (${attempt.attemptNo}, ${attempt.checkoutId}, ${attempt.buyerId}, ${attempt.provider}, ${attempt.currency},
      ${attempt.amountMinor}, ${attempt.state}, ${attempt.createdAt}, ${attempt.expiresAt}, ${attempt.lookAt})
    ON CONFLICT (checkout_id, provider) WHERE state = 'created' DO NOTHING RETURNING attempt_no
  `.execute(tx);
  if (rows.length === 0) return false;
  await sql`
    INSERT INTO payments.part (attempt_no, shop_id, order_id, part, amount_minor, state)
    SELECT ${attempt.attemptNo}, * FROM unnest(${plainArray(parts.map((p) => p.shopId))}::uuid[], ${plainArray(parts.map((p) => p.orderId))}::uuid[],
      ${plainArray(parts.map((p) => p.part))}::text[], ${plainArray(parts.map((p) => p.amountMinor))}::bigint[],
      ${plainArray(parts.map((p) => p.state))}::text[])
  `.execute(tx);
  return true;
}

/** Keeps what the provider answered to the start; the first answer stays. */
export async function keepScreen(handle: Db, attemptNo: string, screen: Screen): Promise<void> {
  await sql`
    UPDATE payments.attempt SET screen = ${JSON.stringify(screen)}::json WHERE attempt_no = ${attemptNo} AND screen IS NULL
  `.execute(handle);
}

/** The money of a locked attempt is there. */
export async function markReceived(
  tx: Tx,
  attemptNo: string,
  money: { readonly tradeNo: string; readonly paidAt: Date; readonly lookAt: Date },
): Promise<void> {
  await sql`
    UPDATE payments.attempt SET state = 'received', trade_no = ${money.tradeNo}, paid_at = ${money.paidAt}, look_at = ${money.lookAt},
      closed_at = NULL
    WHERE attempt_no = ${attemptNo}
  `.execute(tx);
}

/** A locked attempt was paid otherwise than it was asked for: people must look. */
export async function markMismatch(
  tx: Tx,
  attemptNo: string,
  tradeNo: string,
  toldMinor: Minor,
): Promise<void> {
  await sql`
    UPDATE payments.attempt SET state = 'mismatch', trade_no = ${tradeNo}, told_minor = ${toldMinor}, look_at = NULL
    WHERE attempt_no = ${attemptNo}
  `.execute(tx);
}

/** Nobody can pay the attempt any more; where money was faster, it stays as it is. */
export async function markClosed(handle: Db, attemptNo: string, now: Date): Promise<void> {
  await sql`
    UPDATE payments.attempt SET state = 'closed', closed_at = ${now}, look_at = NULL
    WHERE attempt_no = ${attemptNo} AND state IN ('created', 'closing')
  `.execute(handle);
}

/** A locked open attempt makes way for another; the provider is told by the job. */
export async function markClosing(tx: Tx, attemptNo: string, now: Date): Promise<void> {
  await sql`
    UPDATE payments.attempt SET state = 'closing', look_at = ${now} WHERE attempt_no = ${attemptNo}
  `.execute(tx);
}

/** Each order of a locked attempt has taken its part, or the part is late. */
export async function markPaid(
  tx: Tx,
  attemptNo: string,
  parts: readonly { readonly orderId: string; readonly state: 'paid' | 'late' }[],
): Promise<void> {
  await sql`
    UPDATE payments.part p SET state = k.state
    FROM unnest(${plainArray(parts.map((p) => p.orderId))}::uuid[], ${plainArray(parts.map((p) => p.state))}::text[]) AS k (order_id, state)
    WHERE p.attempt_no = ${attemptNo} AND p.order_id = k.order_id
  `.execute(tx);
  await sql`UPDATE payments.attempt SET state = 'paid', look_at = NULL WHERE attempt_no = ${attemptNo}`.execute(
    tx,
  );
}

/** Locks attempts that are to be looked at, skipping those in another process's hands. */
export async function lockLooks(tx: Tx, now: Date, limit: number): Promise<AttemptRow[]> {
  const { rows } = await sql<AttemptRow>`
    SELECT ${columns} FROM payments.attempt a WHERE a.look_at <= ${now} ORDER BY a.look_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
  `.execute(tx);
  return rows;
}

export async function putLooks(
  tx: Tx,
  looks: readonly { readonly attemptNo: string; readonly lookAt: Date }[],
): Promise<void> {
  await sql`
    UPDATE payments.attempt a SET look_at = k.look_at, looks = a.looks + 1
    FROM unnest(${plainArray(looks.map((l) => l.attemptNo))}::text[], ${plainArray(looks.map((l) => l.lookAt.toISOString()))}::timestamptz[])
      AS k (attempt_no, look_at)
    WHERE a.attempt_no = k.attempt_no
  `.execute(tx);
}

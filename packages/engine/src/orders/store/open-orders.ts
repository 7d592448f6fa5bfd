import type { OrderKind, OrderState } from '@yellowcart/contract';
import { sql } from 'kysely';
import { GENERAL, type StockChange } from '#stock';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import type { Bps, Minor } from '../../money.ts';
import type { CreditSnapshot } from '../snapshots.ts';
import type { LineTerms, StoredPresale } from './new-orders.ts';

/** An order as commands decide on it. */
export interface OrderRow {
  readonly shopId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly currency: string;
  readonly freightMinor: Minor;
  readonly totalMinor: Minor;
  readonly refundedMinor: Minor;
  readonly techFeeBps: Bps;
  readonly presale: StoredPresale | null;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
}
/** Who led the buyer to a line. */
export interface StoredAttribution extends CreditSnapshot {
  readonly clickId: string;
}
export interface OrderLineRow {
  readonly shopId: string;
  readonly orderId: string;
  readonly lineNo: number;
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly amountMinor: Minor;
  readonly refundedQuantity: number;
  readonly refundedMinor: Minor;
  readonly attribution: StoredAttribution | null;
  readonly terms: LineTerms | null;
}

const orderColumns = sql.raw(
  'o.shop_id AS "shopId", o.order_id AS "orderId", o.buyer_id AS "buyerId", o.kind, o.state, o.currency, o.freight_minor AS "freightMinor", o.total_minor AS "totalMinor", o.refunded_minor AS "refundedMinor", o.tech_fee_bps AS "techFeeBps", o.presale, o.placed_at AS "placedAt", o.expires_at AS "expiresAt", o.paid_at AS "paidAt"',
);

/** Locks orders by their buyers, in key order. Orders of other buyers are not found. */
export async function lockOrdersOfBuyers(
  tx: Tx,
  keys: readonly { readonly buyerId: string; readonly orderId: string }[],
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    SELECT ${orderColumns} FROM orders."order" o
    JOIN unnest(${plainArray(keys.map((k) => k.buyerId))}::uuid[], ${plainArray(keys.map((k) => k.orderId))}::uuid[]) AS k (buyer_id, order_id)
      ON o.buyer_id = k.buyer_id AND o.order_id = k.order_id
    ORDER BY o.shop_id, o.order_id FOR UPDATE OF o
  `.execute(tx);
  return rows;
}

/** Locks one order of a shop; undefined when the shop has no such order. */
export async function lockOrderOfShop(
  tx: Tx,
  shopId: string,
  orderId: string,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    SELECT ${orderColumns} FROM orders."order" o WHERE o.shop_id = ${shopId} AND o.order_id = ${orderId} FOR UPDATE OF o
  `.execute(tx);
  return rows[0];
}

/** Locks unpaid orders whose time is over, skipping those that somebody is paying right now. */
export async function lockExpired(tx: Tx, now: Date, limit: number): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    SELECT ${orderColumns} FROM orders."order" o
    WHERE o.state IN ('awaiting_payment', 'deposit_paid') AND o.expires_at <= ${now}
    ORDER BY o.shop_id, o.order_id LIMIT ${limit} FOR UPDATE OF o SKIP LOCKED
  `.execute(tx);
  return rows;
}

/** A snapshot of who earns, with the line's own click; for queries that join `orders.snapshot c ON credit_id`. */
export function attributionOf(row: {
  readonly credit: CreditSnapshot | null;
  readonly clickId: string | null;
}): StoredAttribution | null {
  return row.credit && { ...row.credit, clickId: row.clickId ?? '' };
}

/** The lines of these orders, by order and line number. */
export async function linesOf(
  tx: Tx,
  orders: readonly { readonly shopId: string; readonly orderId: string }[],
): Promise<OrderLineRow[]> {
  const { rows } = await sql<
    Omit<OrderLineRow, 'attribution'> & { credit: CreditSnapshot | null; clickId: string | null }
  >`
    SELECT l.shop_id AS "shopId", l.order_id AS "orderId", l.line_no AS "lineNo", l.sku_id AS "skuId", l.product_id AS "productId",
      l.quantity, l.amount_minor AS "amountMinor", l.refunded_quantity AS "refundedQuantity", l.refunded_minor AS "refundedMinor",
      l.terms, c.body AS credit, l.click_id AS "clickId"
    FROM orders.line l
    JOIN unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
      ON l.shop_id = k.shop_id AND l.order_id = k.order_id
    LEFT JOIN orders.snapshot c ON c.shop_id = l.shop_id AND c.snapshot_id = l.credit_id
    ORDER BY l.shop_id, l.order_id, l.line_no
  `.execute(tx);
  return rows.map(({ credit, clickId, ...line }) => ({
    ...line,
    attribution: attributionOf({ credit, clickId }),
  }));
}

/** What lines took from stock: their own SKU from the general pool unless they say otherwise. */
export function unitsOfLines(
  lines: readonly Pick<OrderLineRow, 'shopId' | 'orderId' | 'skuId' | 'quantity' | 'terms'>[],
): (StockChange & { readonly reference: string })[] {
  return lines.flatMap(({ shopId, orderId, skuId, quantity, terms }) =>
    (terms?.units ?? [[skuId, GENERAL, quantity] as const]).map(([unitSkuId, pool, units]) => ({
      shopId,
      skuId: unitSkuId,
      pool,
      quantity: units,
      reference: orderId,
    })),
  );
}

const TIME_OF: Readonly<
  Record<Exclude<OrderState, 'awaiting_payment' | 'deposit_paid' | 'partly_shipped'>, string>
> = {
  paid: 'paid_at',
  shipped: 'shipped_at',
  received: 'received_at',
  completed: 'completed_at',
  cancelled: 'cancelled_at',
};

/** Moves locked orders to a state and writes down when. The caller has checked that the move is allowed. */
export async function moveOrders(
  tx: Tx,
  moves: readonly { readonly shopId: string; readonly orderId: string; readonly at: Date }[],
  to: keyof typeof TIME_OF,
  cancelReason: 'buyer' | 'expired' | 'refunded' | null = null,
): Promise<void> {
  if (moves.length === 0) return;
  await sql`
    UPDATE orders."order" o SET state = ${to}, ${sql.ref(TIME_OF[to])} = k.at, cancel_reason = ${cancelReason}
      ${to === 'paid' ? sql`, ship_by = coalesce(o.ship_by, k.at + make_interval(hours => o.ship_within_hours))` : sql``}
    FROM unnest(${plainArray(moves.map((m) => m.shopId))}::uuid[], ${plainArray(moves.map((m) => m.orderId))}::uuid[],
      ${textArray(moves.map((m) => m.at.toISOString()))}::timestamptz[]) AS k (shop_id, order_id, at)
    WHERE o.shop_id = k.shop_id AND o.order_id = k.order_id
  `.execute(tx);
}

/** Moves locked presales to deposit_paid; the balance must come until `balanceUntil`. */
export async function noteDeposits(
  tx: Tx,
  orders: readonly { readonly shopId: string; readonly orderId: string; readonly balanceUntil: string }[],
): Promise<void> {
  if (orders.length === 0) return;
  await sql`
    UPDATE orders."order" o SET state = 'deposit_paid', expires_at = k.until
    FROM unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[],
      ${textArray(orders.map((o) => o.balanceUntil))}::timestamptz[]) AS k (shop_id, order_id, until)
    WHERE o.shop_id = k.shop_id AND o.order_id = k.order_id
  `.execute(tx);
}

export type PaymentPart = 'whole' | 'deposit' | 'balance';

/** Records what came in for these orders. */
export async function insertPayments(
  tx: Tx,
  payments: readonly {
    readonly shopId: string;
    readonly orderId: string;
    readonly part: PaymentPart;
    readonly paymentId: string;
    readonly provider: string;
    readonly tradeNo: string | undefined;
    readonly amountMinor: Minor;
    readonly paidAt: Date;
  }[],
): Promise<void> {
  if (payments.length === 0) return;
  const rows = JSON.stringify(
    payments.map(({ shopId, orderId, part, paymentId, provider, tradeNo, amountMinor, paidAt }) => ({
      shop_id: shopId,
      order_id: orderId,
      part,
      payment_id: paymentId,
      provider,
      trade_no: tradeNo ?? null,
      amount_minor: amountMinor,
      paid_at: paidAt,
    })),
  );
  await sql`
    INSERT INTO orders.payment (shop_id, order_id, part, payment_id, provider, trade_no, amount_minor, paid_at)
    SELECT * FROM json_to_recordset(${rows}::json)
      AS r (shop_id uuid, order_id uuid, part text, payment_id uuid, provider text, trade_no text, amount_minor bigint, paid_at timestamptz)
  `.execute(tx);
}

/** Books a refund on locked orders' lines and totals. Amounts and quantities are what is added, decided by the caller. */
export async function applyRefund(
  tx: Tx,
  order: { readonly shopId: string; readonly orderId: string },
  lines: readonly { readonly lineNo: number; readonly quantity: number; readonly amountMinor: Minor }[],
  freightMinor: Minor = 0,
): Promise<void> {
  const total = lines.reduce((sum, line) => sum + line.amountMinor, freightMinor);
  await sql`
    UPDATE orders.line l SET refunded_quantity = l.refunded_quantity + r.quantity, refunded_minor = l.refunded_minor + r.amount
    FROM unnest(${plainArray(lines.map((l) => l.lineNo))}::smallint[], ${plainArray(lines.map((l) => l.quantity))}::integer[],
      ${plainArray(lines.map((l) => l.amountMinor))}::bigint[]) AS r (line_no, quantity, amount)
    WHERE l.shop_id = ${order.shopId} AND l.order_id = ${order.orderId} AND l.line_no = r.line_no
  `.execute(tx);
  await sql`
    UPDATE orders."order" SET refunded_minor = refunded_minor + ${total} WHERE shop_id = ${order.shopId} AND order_id = ${order.orderId}
  `.execute(tx);
}

import type { Address, Discount, GiftOrigin, OrderKind } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { GiftCondition } from '#promotions';
import { GENERAL } from '#stock';
import { elementArray, jsonArray, jsonElement, plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';
import { groupOf, lastOfGroup } from '../../ids.ts';
import type { Minor } from '../../money.ts';
import type { DraftLine } from '../rules/checkout.ts';
import type { Snapshot } from '../snapshots.ts';

export interface NewLine extends DraftLine {
  readonly goods: Snapshot;
  readonly creditSnapshot: Snapshot | undefined;
}
export interface NewOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly buyerId: string;
  readonly kind: OrderKind;
  readonly currency: string;
  readonly freightMinor: Minor;
  readonly totalMinor: Minor;
  readonly techFeeBps: number;
  readonly presale: StoredPresale | undefined;
  readonly address: Address;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly shipWithinHours: number;
  readonly shipBy: Date | undefined;
  readonly lines: readonly NewLine[];
}

/** What a presale order remembers of its deal; amounts are of the whole order. */
export interface StoredPresale {
  readonly dealId: string;
  readonly depositMinor: Minor;
  readonly balanceFrom: string;
  readonly balanceUntil: string;
  readonly depositRefundable: boolean;
}

/** What else a line remembers; absent parts are empty. */
export interface LineTerms {
  /** SKU, pool, quantity. Absent = the line's own SKU from the general pool. */
  readonly units?: readonly (readonly [string, string, number])[];
  readonly discounts?: readonly Discount[];
  readonly gift?: GiftOrigin;
  /** What a return must leave intact for the gift to stay. */
  readonly condition?: GiftCondition;
  readonly quotas?: readonly (readonly [string, number])[];
}

function termsOf({ units, discounts, gift, condition, quotas, skuId }: DraftLine): LineTerms | undefined {
  const [first] = units;
  const plain = units.length === 1 && first?.skuId === skuId && first.pool === GENERAL;
  if (plain && discounts.length === 0 && gift === undefined && quotas.length === 0) return undefined;
  return {
    ...(plain ? {} : { units: units.map((unit) => [unit.skuId, unit.pool, unit.quantity] as const) }),
    ...(discounts.length > 0 ? { discounts } : {}),
    ...(gift ? { gift } : {}),
    ...(condition ? { condition } : {}),
    ...(quotas.length > 0 ? { quotas: quotas.map((quota) => [quota.quotaId, quota.quantity] as const) } : {}),
  };
}

const addressElements = new WeakMap<Address, string>();

/** A checkout's orders go to one address. */
function addressElement(address: Address): string {
  const before = addressElements.get(address);
  if (before !== undefined) return before;
  const element = jsonElement(address);
  addressElements.set(address, element);
  return element;
}

/** Writes orders, however many there are. */
export function insertOrders(orders: readonly NewOrder[]): Statement {
  return sql`
    INSERT INTO orders."order" (shop_id, order_id, order_no, buyer_id, kind, state, currency, freight_minor, total_minor, tech_fee_bps, presale, address,
      placed_at, expires_at, ship_within_hours, ship_by)
    SELECT shop_id, order_id, order_no, buyer_id, kind, 'awaiting_payment', currency, freight_minor, total_minor, tech_fee_bps, presale::json, address::json,
      placed_at, expires_at, ship_within_hours, ship_by
    FROM unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[],
      ${plainArray(orders.map((o) => o.orderNo))}::text[], ${plainArray(orders.map((o) => o.buyerId))}::uuid[],
      ${plainArray(orders.map((o) => o.kind))}::text[], ${plainArray(orders.map((o) => o.currency))}::text[],
      ${plainArray(orders.map((o) => o.freightMinor))}::bigint[], ${plainArray(orders.map((o) => o.totalMinor))}::bigint[],
      ${plainArray(orders.map((o) => o.techFeeBps))}::integer[], ${jsonArray(orders.map((o) => o.presale))}::text[],
      ${elementArray(orders.map((o) => addressElement(o.address)))}::text[],
      ${textArray(orders.map((o) => o.placedAt.toISOString()))}::timestamptz[], ${textArray(orders.map((o) => o.expiresAt.toISOString()))}::timestamptz[],
      ${plainArray(orders.map((o) => o.shipWithinHours))}::integer[], ${plainArray(orders.map((o) => o.shipBy?.toISOString() ?? null))}::timestamptz[])
      AS o (shop_id, order_id, order_no, buyer_id, kind, currency, freight_minor, total_minor, tech_fee_bps, presale, address, placed_at, expires_at,
        ship_within_hours, ship_by)
  `;
}

/** Writes lines, numbered from `from` (1 unless the order has some already). */
export function insertLines(
  orders: readonly {
    readonly shopId: string;
    readonly orderId: string;
    readonly from?: number;
    readonly lines: readonly NewLine[];
  }[],
): Statement {
  const rows = orders.flatMap((order) =>
    order.lines.map((line, index) => ({ order, line, lineNo: index + (order.from ?? 1) })),
  );
  return sql`
    INSERT INTO orders.line (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, discount_minor, amount_minor, goods_id, credit_id, click_id, terms)
    SELECT shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, discount_minor, amount_minor, goods_id, credit_id, click_id, terms::json
    FROM unnest(${plainArray(rows.map((r) => r.order.shopId))}::uuid[], ${plainArray(rows.map((r) => r.order.orderId))}::uuid[],
      ${plainArray(rows.map((r) => r.lineNo))}::smallint[], ${plainArray(rows.map((r) => r.line.skuId))}::uuid[],
      ${plainArray(rows.map((r) => r.line.productId))}::uuid[], ${plainArray(rows.map((r) => r.line.quantity))}::integer[],
      ${plainArray(rows.map((r) => r.line.unitPriceMinor))}::bigint[], ${plainArray(rows.map((r) => r.line.discountMinor))}::bigint[],
      ${plainArray(rows.map((r) => r.line.amountMinor))}::bigint[], ${plainArray(rows.map((r) => r.line.goods.snapshotId))}::uuid[],
      ${plainArray(rows.map((r) => r.line.creditSnapshot?.snapshotId ?? null))}::uuid[],
      ${plainArray(rows.map((r) => r.line.credit?.click.clickId ?? null))}::uuid[], ${jsonArray(rows.map((r) => termsOf(r.line)))}::text[])
      AS l (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, discount_minor, amount_minor, goods_id, credit_id, click_id, terms)
  `;
}

export interface PlacedRow {
  readonly orderId: string;
  readonly orderNo: string;
  readonly shopId: string;
  readonly totalMinor: Minor;
  readonly currency: string;
  readonly expiresAt: Date;
}

/** The orders of these checkouts by checkout, to repeat an answer that was given before. */
export async function ordersOfCheckouts(
  handle: Db | Tx,
  checkouts: readonly { readonly buyerId: string; readonly checkoutId: string }[],
): Promise<Map<string, PlacedRow[]>> {
  const { rows } = await sql<PlacedRow>`
    SELECT o.order_id AS "orderId", o.order_no AS "orderNo", o.shop_id AS "shopId", o.total_minor AS "totalMinor", o.currency, o.expires_at AS "expiresAt"
    FROM unnest(${plainArray(checkouts.map((c) => c.buyerId))}::uuid[], ${plainArray(checkouts.map((c) => c.checkoutId))}::uuid[],
      ${plainArray(checkouts.map((c) => lastOfGroup(c.checkoutId)))}::uuid[]) AS k (buyer_id, first, last)
    JOIN orders."order" o ON o.buyer_id = k.buyer_id AND o.order_id BETWEEN k.first AND k.last
    ORDER BY o.order_id
  `.execute(handle);
  return Map.groupBy(rows, ({ orderId }) => groupOf(orderId));
}

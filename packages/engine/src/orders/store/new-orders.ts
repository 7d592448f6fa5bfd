import type { Address } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { SkuOffer } from '#catalog';
import { elementArray, jsonArray, jsonElement, plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';
import type { Minor } from '../../money.ts';
import type { DraftLine } from '../rules/checkout.ts';

export interface NewOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly checkoutId: string;
  readonly orderNo: string;
  readonly buyerId: string;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly address: Address;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly lines: readonly DraftLine[];
}

/** What the line remembers of who led the buyer here; read back by pages and by the commission's explanation. */
export interface StoredAttribution {
  readonly creatorId: string;
  readonly surface: string;
  readonly contentId: string;
  readonly itemId: string;
  readonly clickId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly commissionBps: number;
  readonly serviceFeeBps: number;
  readonly leaderId: string | null;
}

export function attributionOf({ credit }: DraftLine): StoredAttribution | undefined {
  if (!credit) return undefined;
  const { click, plan } = credit;
  return {
    creatorId: click.creatorId,
    surface: click.surface,
    contentId: click.contentId,
    itemId: click.itemId,
    clickId: click.clickId,
    planId: plan.planId,
    planVersion: plan.version,
    commissionBps: plan.commissionBps,
    serviceFeeBps: plan.serviceFeeBps,
    leaderId: plan.leaderId,
  };
}

const goodsElements = new WeakMap<SkuOffer, string>();

/** The goods' snapshot; a hot SKU's is written thousands of times a second, so it is made once for each offer. */
function goodsElement(offer: SkuOffer): string {
  const before = goodsElements.get(offer);
  if (before !== undefined) return before;
  const { title, spec, picture } = offer;
  const element = jsonElement({ title, spec, picture });
  goodsElements.set(offer, element);
  return element;
}

/** Writes orders, however many there are. */
export function insertOrders(orders: readonly NewOrder[]): Statement {
  return sql`
    INSERT INTO orders."order" (shop_id, order_id, checkout_id, order_no, buyer_id, state, currency, total_minor, address, placed_at, expires_at)
    SELECT shop_id, order_id, checkout_id, order_no, buyer_id, 'awaiting_payment', currency, total_minor, address::json, placed_at, expires_at
    FROM unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[],
      ${plainArray(orders.map((o) => o.checkoutId))}::uuid[], ${plainArray(orders.map((o) => o.orderNo))}::text[],
      ${plainArray(orders.map((o) => o.buyerId))}::uuid[], ${plainArray(orders.map((o) => o.currency))}::text[],
      ${plainArray(orders.map((o) => o.totalMinor))}::bigint[], ${jsonArray(orders.map((o) => o.address))}::text[],
      ${textArray(orders.map((o) => o.placedAt.toISOString()))}::timestamptz[], ${textArray(orders.map((o) => o.expiresAt.toISOString()))}::timestamptz[])
      AS o (shop_id, order_id, checkout_id, order_no, buyer_id, currency, total_minor, address, placed_at, expires_at)
  `;
}

/** Writes the lines of orders. */
export function insertLines(orders: readonly NewOrder[]): Statement {
  const rows = orders.flatMap((order) =>
    order.lines.map((line, index) => ({ order, line, lineNo: index + 1 })),
  );
  return sql`
    INSERT INTO orders.line (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, amount_minor, goods, attribution)
    SELECT shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, amount_minor, goods::json, attribution::json
    FROM unnest(${plainArray(rows.map((r) => r.order.shopId))}::uuid[], ${plainArray(rows.map((r) => r.order.orderId))}::uuid[],
      ${plainArray(rows.map((r) => r.lineNo))}::smallint[], ${plainArray(rows.map((r) => r.line.skuId))}::uuid[],
      ${plainArray(rows.map((r) => r.line.productId))}::uuid[], ${plainArray(rows.map((r) => r.line.quantity))}::integer[],
      ${plainArray(rows.map((r) => r.line.unitPriceMinor))}::bigint[], ${plainArray(rows.map((r) => r.line.amountMinor))}::bigint[],
      ${elementArray(rows.map((r) => goodsElement(r.line.offer)))}::text[],
      ${jsonArray(rows.map((r) => attributionOf(r.line)))}::text[])
      AS l (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, amount_minor, goods, attribution)
  `;
}

export interface PlacedRow {
  readonly checkoutId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly shopId: string;
  readonly totalMinor: Minor;
  readonly currency: string;
  readonly expiresAt: Date;
}

/** The orders of these checkouts, to repeat an answer that was given before. */
export async function ordersOfCheckouts(
  handle: Db | Tx,
  checkoutIds: readonly string[],
): Promise<PlacedRow[]> {
  const { rows } = await sql<PlacedRow>`
    SELECT checkout_id AS "checkoutId", order_id AS "orderId", order_no AS "orderNo", shop_id AS "shopId", total_minor AS "totalMinor", currency, expires_at AS "expiresAt"
    FROM orders."order" WHERE checkout_id = ANY(${plainArray(checkoutIds)}::uuid[]) ORDER BY order_id
  `.execute(handle);
  return rows;
}

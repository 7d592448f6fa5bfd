import type { Address, OrderKind, OrderState } from '@yellowcart/contract';
import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';
import { groupOf } from '../../ids.ts';
import type { Minor } from '../../money.ts';
import type { CreditSnapshot, GoodsSnapshot } from '../snapshots.ts';
import type { LineTerms, StoredPresale } from '../store/new-orders.ts';
import { attributionOf, type StoredAttribution } from '../store/open-orders.ts';

/** An order as it is listed; newest first, since ids grow with time. */
export interface ListedOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly kind: OrderKind;
  readonly state: OrderState;
  readonly currency: string;
  readonly freightMinor: Minor;
  readonly totalMinor: Minor;
  readonly refundedMinor: Minor;
  readonly presale: StoredPresale | null;
  readonly shipBy: Date | null;
  readonly address: Address;
  readonly placedAt: Date;
  readonly expiresAt: Date;
  readonly paidAt: Date | null;
  readonly shippedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
}
export interface ListedLine {
  readonly orderId: string;
  readonly lineNo: number;
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: Minor;
  readonly discountMinor: Minor;
  readonly amountMinor: Minor;
  readonly refundedQuantity: number;
  readonly refundedMinor: Minor;
  readonly goods: GoodsSnapshot;
  readonly terms: LineTerms | null;
  readonly attribution: StoredAttribution | null;
}
export interface OrderFilter {
  readonly state?: OrderState | undefined;
  /** Orders older than this one, for the next page. */
  readonly before?: string | undefined;
  readonly limit: number;
}

const columns = sql.raw(
  'o.shop_id AS "shopId", o.order_id AS "orderId", o.order_no AS "orderNo", o.buyer_id AS "buyerId", o.kind, o.state, o.currency, o.freight_minor AS "freightMinor", o.total_minor AS "totalMinor", o.refunded_minor AS "refundedMinor", o.presale, o.ship_by AS "shipBy", o.address, o.placed_at AS "placedAt", o.expires_at AS "expiresAt", o.paid_at AS "paidAt", o.shipped_at AS "shippedAt", o.received_at AS "receivedAt", o.completed_at AS "completedAt", o.cancelled_at AS "cancelledAt"',
);
type OrderColumns = Omit<ListedOrder, 'checkoutId'>;
const listed = (row: OrderColumns): ListedOrder => ({ ...row, checkoutId: groupOf(row.orderId) });
const page = ({ state, before, limit }: OrderFilter) => sql`
  (${state ?? null}::text IS NULL OR o.state = ${state ?? null}) AND (${before ?? null}::uuid IS NULL OR o.order_id < ${before ?? null}::uuid)
  ORDER BY o.order_id DESC LIMIT ${limit}`;

export async function ordersOfBuyer(
  handle: Db,
  buyerId: string,
  filter: OrderFilter,
): Promise<ListedOrder[]> {
  const { rows } = await sql<OrderColumns>`
    SELECT ${columns} FROM orders."order" o WHERE o.buyer_id = ${buyerId} AND ${page(filter)}
  `.execute(handle);
  return rows.map(listed);
}

export async function ordersOfShop(handle: Db, shopId: string, filter: OrderFilter): Promise<ListedOrder[]> {
  const { rows } = await sql<OrderColumns>`
    SELECT ${columns} FROM orders."order" o WHERE o.shop_id = ${shopId} AND ${page(filter)}
  `.execute(handle);
  return rows.map(listed);
}

/** Orders of all these shops: the newest of each by its key, merged, so that no index on the order alone is paid for by every order placed. */
export async function ordersOfShops(
  handle: Db,
  shopIds: readonly string[],
  filter: OrderFilter,
): Promise<ListedOrder[]> {
  const { rows } = await sql<OrderColumns>`
    SELECT found.* FROM unnest(${plainArray(shopIds)}::uuid[]) AS s (shop_id)
    CROSS JOIN LATERAL (SELECT ${columns} FROM orders."order" o WHERE o.shop_id = s.shop_id AND ${page(filter)}) AS found
    ORDER BY found."orderId" DESC LIMIT ${filter.limit}
  `.execute(handle);
  return rows.map(listed);
}

/** These orders of a shop, or of a buyer: whichever is given must own them. */
export async function ordersById(
  handle: Db,
  owner: { readonly shopId: string } | { readonly buyerId: string },
  orderIds: readonly string[],
): Promise<ListedOrder[]> {
  const owned = 'shopId' in owner ? sql`o.shop_id = ${owner.shopId}` : sql`o.buyer_id = ${owner.buyerId}`;
  const { rows } = await sql<OrderColumns>`
    SELECT ${columns} FROM orders."order" o WHERE ${owned} AND o.order_id = ANY(${plainArray(orderIds)}::uuid[]) ORDER BY o.order_id DESC
  `.execute(handle);
  return rows.map(listed);
}

/** Lines by order id, in order. */
export async function listedLines(
  handle: Db,
  orders: readonly { readonly shopId: string; readonly orderId: string }[],
): Promise<Map<string, ListedLine[]>> {
  const { rows } = await sql<
    Omit<ListedLine, 'attribution'> & { credit: CreditSnapshot | null; clickId: string | null }
  >`
    SELECT l.order_id AS "orderId", l.line_no AS "lineNo", l.sku_id AS "skuId", l.product_id AS "productId", l.quantity,
      l.unit_price_minor AS "unitPriceMinor", l.discount_minor AS "discountMinor", l.amount_minor AS "amountMinor",
      l.refunded_quantity AS "refundedQuantity", l.refunded_minor AS "refundedMinor", l.terms, g.body AS goods, c.body AS credit, l.click_id AS "clickId"
    FROM orders.line l
    JOIN unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
      ON l.shop_id = k.shop_id AND l.order_id = k.order_id
    JOIN orders.snapshot g ON g.shop_id = l.shop_id AND g.snapshot_id = l.goods_id
    LEFT JOIN orders.snapshot c ON c.shop_id = l.shop_id AND c.snapshot_id = l.credit_id
    ORDER BY l.order_id, l.line_no
  `.execute(handle);
  const lines = rows.map(({ credit, clickId, ...line }) => ({
    ...line,
    attribution: attributionOf({ credit, clickId }),
  }));
  return Map.groupBy(lines, (line) => line.orderId);
}

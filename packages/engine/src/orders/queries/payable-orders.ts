import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import { groupOf, lastOfGroup } from '../../ids.ts';
import type { Minor } from '../../money.ts';
import { isRefusal } from '../../refusal.ts';
import { duePart } from '../rules/due-part.ts';
import type { OrderRow, PaymentPart } from '../store/open-orders.ts';

/** What an order waits for. */
export interface PayableOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly currency: string;
  /** All of it, or a presale's deposit or balance. */
  readonly part: PaymentPart;
  readonly dueMinor: Minor;
  readonly expiresAt: Date;
}
type Row = Omit<PayableOrder, 'part' | 'dueMinor'> & Pick<OrderRow, 'state' | 'presale' | 'totalMinor'>;

/** What the orders of a buyer's checkout wait for now, by order; undefined when the buyer has no such checkout. */
export async function payableOrders(
  handle: Db,
  buyerId: string,
  checkoutId: string,
  now: Date,
): Promise<PayableOrder[] | undefined> {
  if (groupOf(checkoutId) !== checkoutId) return undefined;
  const { rows } = await sql<Row>`
    SELECT shop_id AS "shopId", order_id AS "orderId", order_no AS "orderNo", currency, state, total_minor AS "totalMinor",
      expires_at AS "expiresAt", presale
    FROM orders."order" WHERE buyer_id = ${buyerId} AND order_id BETWEEN ${checkoutId}::uuid AND ${lastOfGroup(checkoutId)}::uuid
    ORDER BY order_id
  `.execute(handle);
  if (rows.length === 0) return undefined;
  return rows.flatMap((row) => {
    const due = duePart(row, undefined, now);
    return due === 'nothing' || isRefusal(due) ? [] : [{ ...row, part: due.part, dueMinor: due.amountMinor }];
  });
}

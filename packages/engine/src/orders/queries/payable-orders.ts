import type { OrderState } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import { groupOf, lastOfGroup } from '../../ids.ts';
import type { Minor } from '../../money.ts';

/** What an order waits for. */
export interface PayableOrder {
  readonly shopId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly currency: string;
  /** All of it, or a presale's deposit or balance. */
  readonly part: 'whole' | 'deposit' | 'balance';
  readonly dueMinor: Minor;
  readonly expiresAt: Date;
}
interface Row {
  readonly shopId: string;
  readonly orderId: string;
  readonly orderNo: string;
  readonly currency: string;
  readonly state: OrderState;
  readonly totalMinor: Minor;
  readonly expiresAt: Date;
  readonly presale: { readonly depositMinor: Minor; readonly balanceFrom: string } | null;
}

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
  return rows
    .filter(({ expiresAt }) => expiresAt > now)
    .flatMap((row) => {
      const due = dueNow(row, now);
      return due ? [{ ...row, ...due }] : [];
    });
}

function dueNow(
  { state, totalMinor, presale }: Row,
  now: Date,
): Pick<PayableOrder, 'part' | 'dueMinor'> | undefined {
  if (state === 'awaiting_payment')
    return presale
      ? { part: 'deposit', dueMinor: presale.depositMinor }
      : { part: 'whole', dueMinor: totalMinor };
  if (state === 'deposit_paid' && presale && new Date(presale.balanceFrom) <= now)
    return { part: 'balance', dueMinor: totalMinor - presale.depositMinor };
  return undefined;
}

import type { OrderState } from '@yellowcart/contract';
import { sql } from 'kysely';
import { canMove } from '#orders';
import type { Db } from '../../db/open.ts';
import { ledgerMismatches, stockMismatches } from '../fixtures.ts';
import type { Seen } from './seen.ts';

/** What must hold of any database at any time, whoever did what. Answers with what does not. */
export async function unsound(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'an order''s total is the sum of its lines' AS broken, o.order_id::text AS id FROM orders."order" o
    JOIN (SELECT order_id, sum(amount_minor) AS total, sum(refunded_minor) AS refunded FROM orders.line GROUP BY order_id) l USING (order_id)
    WHERE o.total_minor <> l.total OR o.refunded_minor <> l.refunded
    UNION ALL
    SELECT 'the shares of a paid line sum to its amount, and what came back to what was refunded', l.order_id || '/' || l.line_no
    FROM orders.line l JOIN orders."order" o USING (shop_id, order_id)
    LEFT JOIN (SELECT order_id, line_no, sum(amount_minor) AS amount, sum(reversed_minor) AS reversed FROM commission.share GROUP BY order_id, line_no) s
      ON s.order_id = l.order_id AND s.line_no = l.line_no
    WHERE o.paid_at IS NOT NULL AND (l.amount_minor <> coalesce(s.amount, 0) OR l.refunded_minor <> coalesce(s.reversed, 0))
    UNION ALL
    SELECT 'the books hold what buyers paid and did not get back', 'clearing' FROM ledger.account
    WHERE purpose = 'clearing' HAVING coalesce(-sum(balance_minor), 0) <>
      (SELECT coalesce(sum(total_minor - refunded_minor), 0) FROM orders."order" WHERE paid_at IS NOT NULL)
    UNION ALL
    SELECT 'a party has in the books what its shares have left', a.party_id::text FROM (
      SELECT party_id, sum(balance_minor) AS balance FROM ledger.account WHERE purpose <> 'clearing' GROUP BY party_id) a
    LEFT JOIN (SELECT party_id, sum(amount_minor - reversed_minor) AS left FROM commission.share JOIN orders."order" USING (shop_id, order_id)
      WHERE "order".paid_at IS NOT NULL GROUP BY party_id) s USING (party_id)
    WHERE a.balance <> coalesce(s.left, 0)
  `.execute(db);
  return [...rows, ...(await stockMismatches(db)), ...(await ledgerMismatches(db))];
}

/** Orders that went where no order may go. */
export function wrongMoves(before: Seen, after: Seen): string[] {
  return Object.entries(after.orders)
    .map(([name, { state }]) => [name, before.orders[name]?.state ?? 'awaiting_payment', state] as const)
    .filter(([, from, to]) => !leads(from as OrderState, to as OrderState))
    .map(([name, from, to]) => `${name}: ${from} → ${to}`);
}

const STATES: readonly OrderState[] = [
  'awaiting_payment',
  'paid',
  'partly_shipped',
  'shipped',
  'received',
  'completed',
  'cancelled',
];

function leads(from: OrderState, to: OrderState): boolean {
  return from === to || STATES.some((next) => canMove(from, next) && leads(next, to));
}

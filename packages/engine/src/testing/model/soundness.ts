import type { OrderState } from '@yellowcart/contract';
import { sql } from 'kysely';
import { canMove } from '#orders';
import type { Db } from '../../db/open.ts';
import { ledgerMismatches, stockMismatches } from '../fixtures.ts';
import type { Seen } from './seen.ts';

/** What must hold of any database at any time, whoever did what. Answers with what does not. */
export async function unsound(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    WITH withheld AS (
      SELECT order_id, merchant_id, sum(withheld_minor) AS withheld FROM aftersale.refund JOIN catalog.shop USING (shop_id)
      WHERE state = 'refunded' GROUP BY order_id, merchant_id
    )
    SELECT 'an order''s total is the sum of its lines and the freight' AS broken, o.order_id::text AS id FROM orders."order" o
    JOIN (SELECT order_id, sum(amount_minor) AS total, sum(refunded_minor) AS refunded FROM orders.line GROUP BY order_id) l USING (order_id)
    LEFT JOIN withheld w USING (order_id)
    WHERE o.total_minor <> l.total + o.freight_minor OR o.refunded_minor <> l.refunded - coalesce(w.withheld, 0)
    UNION ALL
    SELECT 'the shares of a paid line sum to its amount, and what came back to what was refunded', l.order_id || '/' || l.line_no
    FROM orders.line l JOIN orders."order" o USING (shop_id, order_id)
    LEFT JOIN (SELECT order_id, line_no, sum(amount_minor) AS amount, sum(reversed_minor) AS reversed FROM commission.share GROUP BY order_id, line_no) s
      ON s.order_id = l.order_id AND s.line_no = l.line_no
    WHERE CASE WHEN o.paid_at IS NULL THEN s.order_id IS NOT NULL
      ELSE l.amount_minor <> coalesce(s.amount, 0) OR l.refunded_minor <> coalesce(s.reversed, 0) END
    UNION ALL
    SELECT 'the books hold what buyers paid and did not get back', 'clearing' FROM ledger.account
    WHERE purpose = 'clearing' HAVING coalesce(-sum(balance_minor), 0) <>
      (SELECT coalesce(sum(total_minor - refunded_minor), 0) FROM orders."order" WHERE paid_at IS NOT NULL)
    UNION ALL
    SELECT 'a party has in the books what its shares have left, and what was withheld for it', a.party_id::text FROM (
      SELECT party_id, sum(balance_minor) AS balance FROM ledger.account WHERE purpose <> 'clearing' GROUP BY party_id) a
    LEFT JOIN (SELECT party_id, sum(amount_minor - reversed_minor) AS left FROM commission.share GROUP BY party_id) s USING (party_id)
    LEFT JOIN (SELECT merchant_id AS party_id, sum(withheld) AS withheld FROM withheld GROUP BY merchant_id) w USING (party_id)
    WHERE a.balance <> coalesce(s.left, 0) + coalesce(w.withheld, 0)
    UNION ALL
    SELECT 'a limited offer is used by the orders that hold a place in it', q.quota_id::text FROM quotas.quota q
    LEFT JOIN (
      SELECT (use ->> 0)::uuid AS quota_id, sum((use ->> 1)::bigint) AS held FROM orders.line JOIN orders."order" o USING (shop_id, order_id)
      CROSS JOIN LATERAL json_array_elements(terms -> 'quotas') AS use
      WHERE o.state <> 'cancelled' OR o.paid_at IS NOT NULL GROUP BY 1
    ) h USING (quota_id)
    LEFT JOIN (SELECT quota_id, sum(used) AS used FROM quotas.buyer GROUP BY quota_id) b USING (quota_id)
    WHERE q.used <> coalesce(h.held, 0) OR q.used <> coalesce(b.used, 0) OR q.used > q.total_max
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
  'deposit_paid',
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

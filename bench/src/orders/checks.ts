import type { Db } from '@yellowcart/engine';
import { ledgerMismatches } from '@yellowcart/engine/testing/fixtures';
import { sql } from 'kysely';

/** What must hold of a database after any load; every count is zero. */
export interface Faults {
  /** Orders beside the one that their key stands for. */
  readonly doubled: number;
  /** SKUs of which more is promised than there was. */
  readonly oversold: number;
  /** Stock levels whose units are not explained by the log and the orders, and limits whose use is not. */
  readonly stockMismatch: number;
  /** Entries that do not sum to zero, accounts that are not the sum of their postings, and paid orders that are not booked to the fen. */
  readonly ledgerImbalance: number;
}

/**
 * What orders hold: the units that a line names, or else its own SKU from the general pool. `open`: set aside and not
 * paid yet; `sold`: paid at some time, whatever came later.
 */
const HELD = sql`(
  SELECT o.shop_id, o.buyer_id, u.sku_id, u.pool, u.quantity, o.expires_at,
    o.state IN ('awaiting_payment', 'deposit_paid') AS open, o.paid_at IS NOT NULL AS sold
  FROM orders."order" o JOIN orders.line l USING (shop_id, order_id)
  CROSS JOIN LATERAL (
    SELECT l.sku_id, 'general', l.quantity::bigint WHERE l.terms -> 'units' IS NULL
    UNION ALL
    SELECT (unit ->> 0)::uuid, unit ->> 1, (unit ->> 2)::bigint FROM json_array_elements(l.terms -> 'units') AS unit
  ) AS u (sku_id, pool, quantity)
) AS held`;

/** What orders took of limited offers, but for what was given back when they were cancelled unpaid. */
const TAKEN = sql`(
  SELECT o.buyer_id, (quota ->> 0)::uuid AS quota_id, (quota ->> 1)::bigint AS quantity
  FROM orders."order" o JOIN orders.line l USING (shop_id, order_id)
  CROSS JOIN LATERAL json_array_elements(l.terms -> 'quotas') AS quota
  WHERE o.state <> 'cancelled' OR o.paid_at IS NOT NULL
) AS taken`;

export async function countOrders(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM orders."order"`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function findFaults(db: Db): Promise<Faults> {
  return {
    doubled: await countDoubled(db),
    oversold: await countOversold(db),
    stockMismatch: await countStockMismatches(db),
    ledgerImbalance: await countLedgerImbalances(db),
  };
}

/** Checkouts of a bench touch one shop, so each key stands for one order. */
async function countDoubled(db: Db): Promise<number> {
  const { rows } = await sql<{ doubled: number }>`
    SELECT (SELECT count(*) FROM orders."order") - (SELECT count(*) FROM orders.request) AS doubled
  `.execute(db);
  return rows[0]?.doubled ?? 0;
}

/** Counted over all pools from what was promised and not given back, not from what the level rows say of themselves. */
export async function countOversold(db: Db): Promise<number> {
  const { rows } = await sql<{ oversold: number }>`
    SELECT count(*) AS oversold FROM (
      SELECT shop_id, sku_id, sum(quantity) AS promised FROM ${HELD} WHERE open OR sold GROUP BY shop_id, sku_id
    ) p LEFT JOIN (
      SELECT shop_id, sku_id, sum(quantity) AS arrived FROM stock.movement WHERE kind <> 'sold' GROUP BY shop_id, sku_id
    ) m USING (shop_id, sku_id) WHERE p.promised > coalesce(m.arrived, 0)
  `.execute(db);
  return rows[0]?.oversold ?? 0;
}

/** On hand is the sum of the log, reserved what open orders hold, sold what paid ones do; and a limit's use what orders took. */
export async function countStockMismatches(db: Db): Promise<number> {
  const { rows } = await sql<{ mismatches: number }>`
    SELECT (
      SELECT count(*) FROM stock.level l
      FULL JOIN (
        SELECT shop_id, sku_id, pool, sum(quantity) AS moved, coalesce(sum(quantity) FILTER (WHERE kind = 'sold'), 0) AS sold
        FROM stock.movement GROUP BY shop_id, sku_id, pool
      ) m USING (shop_id, sku_id, pool)
      FULL JOIN (
        SELECT shop_id, sku_id, pool, coalesce(sum(quantity) FILTER (WHERE open), 0) AS open,
          coalesce(sum(quantity) FILTER (WHERE sold), 0) AS sold
        FROM ${HELD} GROUP BY shop_id, sku_id, pool
      ) h USING (shop_id, sku_id, pool)
      WHERE coalesce(l.on_hand, 0) <> coalesce(m.moved, 0) OR coalesce(l.reserved, 0) <> coalesce(h.open, 0)
        OR coalesce(h.sold, 0) <> -coalesce(m.sold, 0)
    ) + (
      SELECT count(*) FROM quotas.quota q
      LEFT JOIN (SELECT quota_id, sum(quantity) AS used FROM ${TAKEN} GROUP BY quota_id) t USING (quota_id)
      WHERE q.used <> coalesce(t.used, 0)
    ) AS mismatches
  `.execute(db);
  return rows[0]?.mismatches ?? 0;
}

/** Times that limited offers were given. */
export async function countGiven(db: Db): Promise<number> {
  const { rows } = await sql<{
    given: number;
  }>`SELECT coalesce(sum(quantity), 0) AS given FROM ${TAKEN}`.execute(db);
  return rows[0]?.given ?? 0;
}

/** Times that limited offers were given beyond their limit, in total and to one buyer; counted from the orders' lines. */
export async function countGiftsOverLimit(db: Db): Promise<number> {
  const { rows } = await sql<{ over: number }>`
    SELECT (
      SELECT coalesce(sum(given - total_max), 0) FROM quotas.quota
      JOIN (SELECT quota_id, sum(quantity) AS given FROM ${TAKEN} GROUP BY quota_id) t USING (quota_id) WHERE given > total_max
    ) + (
      SELECT coalesce(sum(given - buyer_max), 0) FROM quotas.quota
      JOIN (SELECT quota_id, buyer_id, sum(quantity) AS given FROM ${TAKEN} GROUP BY quota_id, buyer_id) b USING (quota_id)
      WHERE given > buyer_max
    ) AS over
  `.execute(db);
  return rows[0]?.over ?? 0;
}

/** The books add up, and hold what each paid order cost: no more, no less, and once. */
export async function countLedgerImbalances(db: Db): Promise<number> {
  const { rows } = await sql<{ unbooked: number }>`
    SELECT count(*) AS unbooked FROM (
      SELECT order_id::text AS reference, total_minor AS due FROM orders."order"
      WHERE paid_at IS NOT NULL AND total_minor > 0 AND kind = 'normal'
    ) o FULL JOIN (
      SELECT reference, -sum(amount_minor) FILTER (WHERE purpose = 'clearing') AS booked FROM ledger.entry
      JOIN ledger.posting USING (entry_id) JOIN ledger.account USING (account_id) WHERE kind = 'paid' GROUP BY reference
    ) b USING (reference) WHERE due IS DISTINCT FROM booked
  `.execute(db);
  return (await ledgerMismatches(db)).length + (rows[0]?.unbooked ?? 0);
}

/** Units set aside at `at` beyond what orders hold that can still be paid then. */
export async function countStuckUnits(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ stuck: number }>`
    SELECT (SELECT coalesce(sum(reserved), 0) FROM stock.level)
      - (SELECT coalesce(sum(quantity), 0) FROM ${HELD} WHERE open AND expires_at > ${at}) AS stuck
  `.execute(db);
  return rows[0]?.stuck ?? 0;
}

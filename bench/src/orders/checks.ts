import type { Db } from '@yellowcart/engine';
import { ledgerMismatches, stockMismatches } from '@yellowcart/engine/testing/fixtures';
import { sql } from 'kysely';

/** What must hold of a database after any load; every count is zero. */
export interface Faults {
  /** Orders beside the one that their key stands for. */
  readonly doubled: number;
  /** SKUs of which more is promised than there was. */
  readonly oversold: number;
  /** SKUs whose units are not explained by the log and the open orders. */
  readonly stockMismatch: number;
  /** Entries that do not sum to zero and accounts that are not the sum of their postings. */
  readonly ledgerImbalance: number;
}

export async function countOrders(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM orders."order"`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function findFaults(db: Db): Promise<Faults> {
  return {
    doubled: await countDoubled(db),
    oversold: await countOversold(db),
    stockMismatch: (await stockMismatches(db)).length,
    ledgerImbalance: (await ledgerMismatches(db)).length,
  };
}

/** Checkouts of a bench touch one shop, so each key stands for one order. */
async function countDoubled(db: Db): Promise<number> {
  const { rows } = await sql<{ doubled: number }>`
    SELECT (SELECT count(*) FROM orders."order") - (SELECT count(*) FROM orders.request) AS doubled
  `.execute(db);
  return rows[0]?.doubled ?? 0;
}

/** Counted from the lines that were sold and not given back, not from what the level row says of itself. */
export async function countOversold(db: Db): Promise<number> {
  const { rows } = await sql<{ oversold: number }>`
    SELECT count(*) AS oversold FROM (
      SELECT sku_id, sum(quantity) AS ordered FROM orders.line JOIN orders."order" USING (shop_id, order_id)
      WHERE state <> 'cancelled' OR paid_at IS NOT NULL GROUP BY sku_id
    ) o LEFT JOIN (
      SELECT sku_id, sum(quantity) AS arrived FROM stock.movement WHERE kind IN ('increment', 'returned') GROUP BY sku_id
    ) m USING (sku_id) WHERE o.ordered > coalesce(m.arrived, 0)
  `.execute(db);
  return rows[0]?.oversold ?? 0;
}

/** Units set aside for orders that nobody can pay any more: all that is reserved beyond what open orders hold. */
export async function countStuckUnits(db: Db): Promise<number> {
  const { rows } = await sql<{ stuck: number }>`
    SELECT (SELECT coalesce(sum(reserved), 0) FROM stock.level) - (SELECT coalesce(sum(quantity), 0)
      FROM orders.line JOIN orders."order" USING (shop_id, order_id) WHERE state = 'awaiting_payment') AS stuck
  `.execute(db);
  return rows[0]?.stuck ?? 0;
}

/** There are no gifts yet that could be given too often. */
export async function countGiftsOverLimit(_db: Db): Promise<number> {
  return 0;
}

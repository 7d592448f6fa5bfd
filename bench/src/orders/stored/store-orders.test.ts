import { openDatabase } from '@yellowcart/engine';
import { ledgerMismatches } from '@yellowcart/engine/testing/fixtures';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { openGrounds } from '../../databases/grounds.ts';
import { findFaults } from '../checks.ts';
import { seedMarket } from '../market.ts';
import { endOpenOrders, storeOrders } from './store-orders.ts';

/** Thousands of rows on the embedded engine, on a machine that may be busy. */
const PATIENCE_MS = 180_000;

it(
  'stored orders fit the tables of today, and all that must hold of orders holds of them',
  async () => {
    const grounds = await openGrounds('pglite', { profiled: false });
    try {
      const market = await seedMarket(grounds);
      const database = await openDatabase(grounds.seed);
      const { db } = database;
      await storeOrders(db, market, 400);
      const { doubled, oversold, stockMismatch } = await findFaults(db);
      expect({ doubled, oversold, stockMismatch, books: await ledgerMismatches(db) }).toEqual({
        doubled: 0,
        oversold: 0,
        stockMismatch: 0,
        books: [],
      });
      const { rows } = await sql<{ state: string; orders: number; shares: number }>`
      SELECT state, count(*) AS orders, coalesce(sum(shares), 0) AS shares FROM orders."order"
      LEFT JOIN (SELECT order_id, count(*) AS shares FROM commission.share GROUP BY order_id) s USING (order_id)
      GROUP BY state ORDER BY state
    `.execute(db);
      expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'completed', 'paid', 'shipped']);
      expect(rows.map(({ shares }) => shares > 0)).toEqual([false, true, true, true]);
      expect(rows.reduce((sum, { orders }) => sum + orders, 0)).toBe(400);

      // One that a run left open, as it is on the shelf and in its order.
      await sql`UPDATE orders."order" SET state = 'awaiting_payment', cancelled_at = NULL, cancel_reason = NULL WHERE state = 'cancelled'`.execute(
        db,
      );
      await endOpenOrders(db);
      expect((await findFaults(db)).stockMismatch).toBe(0);
      await database.close();
    } finally {
      await grounds.stop();
    }
  },
  PATIENCE_MS,
);

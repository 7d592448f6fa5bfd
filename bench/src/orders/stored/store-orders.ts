import { statfs } from 'node:fs/promises';
import type { Db } from '@yellowcart/engine';
import { CompiledQuery, sql } from 'kysely';
import { CannotGoOn } from '../../cannot-go-on.ts';
import { say } from '../../progress.ts';
import type { Market } from '../market.ts';
import {
  BUYERS,
  CHUNK,
  CREDITS,
  MAKE_BUYERS,
  PREPARE,
  SNAPSHOTS,
  TAKE_OFF_SHELF,
  WRITE,
} from './chunk-statements.ts';
import { expectKnownTables } from './known-tables.ts';

const ORDERS_PER_BUYER = 10;
/** With all that belongs to it and its indexes, measured, and a little more. */
const BYTES_PER_ORDER = 4_800;
/** `max_wal_size`. */
const LOG_BYTES = 8e9;

/**
 * Fills a seeded database with what `count` orders of a year leave behind, ten to a buyer: buyers with accounts,
 * requests, orders, lines, snapshots, payments, shares, parcels and stock movements. The books are not written, as
 * placing does not look at them. Leaves it vacuumed, analysed and on disk. Throws CannotGoOn where the tables have
 * changed, or the disk is too small.
 */
export async function storeOrders(db: Db, market: Market, count: number): Promise<void> {
  await expectKnownTables(db);
  await expectRoom(db, count);
  const buyers = Math.max(market.buyers.length, Math.ceil(count / ORDERS_PER_BUYER));
  const given: Readonly<Record<string, unknown>> = {
    count,
    buyers,
    creator: market.creatorId,
    platform: market.platformId,
  };
  await db.connection().execute(async (connection) => {
    const run = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
      connection.executeQuery(CompiledQuery.raw(text, [...values]));
    // Nothing is lost that could not be generated again, and each chunk would wait for the disk.
    await run('SET synchronous_commit = off');
    await run("SET work_mem = '256MB'");
    await run(`SELECT setseed(0.5)`);
    await run(PREPARE[0], [JSON.stringify(market.shops.map(({ shopId }) => shopId))]);
    await run(PREPARE[1]);
    await run(BUYERS[0], [JSON.stringify(market.buyers.map(({ partyId }) => partyId)), buyers]);
    for (const text of [...MAKE_BUYERS, ...SNAPSHOTS]) await run(text);
    await run(CREDITS, [market.creatorId]);
    await run('ANALYZE stored_goods, stored_buyer');
    for (let from = 1; from <= count; from += CHUNK) {
      const to = Math.min(from + CHUNK - 1, count);
      await run('BEGIN');
      for (const { text, values } of WRITE)
        await run(
          text,
          values.map((name) => given[name] ?? (name === 'from' ? from : to)),
        );
      await run('COMMIT');
      say(`  ${to.toLocaleString('en')} of ${count.toLocaleString('en')} orders are stored …`);
    }
    await run(TAKE_OFF_SHELF);
    await run('VACUUM (ANALYZE)');
    await run('CHECKPOINT');
  });
  const { rows } = await sql<{ stored: number; size: string }>`
    SELECT count(*) AS stored, pg_size_pretty(pg_database_size(current_database())) AS size FROM orders."order"
  `.execute(db);
  if (rows[0]?.stored !== count) throw new CannotGoOn(`${rows[0]?.stored} orders were stored, not ${count}.`);
  say(`  stored in ${rows[0].size}`);
}

/**
 * Ends the orders that a run left open, as their expiry would a quarter of an hour later: then it would be in the middle
 * of another run on the same database.
 */
export async function endOpenOrders(db: Db): Promise<void> {
  await sql`
    UPDATE orders."order" SET state = 'cancelled', cancelled_at = now(), cancel_reason = 'expired' WHERE state = 'awaiting_payment'
  `.execute(db);
  await sql`UPDATE stock.level SET reserved = 0 WHERE reserved > 0`.execute(db);
}

/** Where the server is on this machine, its disk can be looked at beforehand. */
async function expectRoom(db: Db, count: number): Promise<void> {
  const { rows } = await sql<{ folder: string }>`SELECT current_setting('data_directory') AS folder`.execute(
    db,
  );
  const disk = await statfs(rows[0]?.folder ?? '').catch(() => undefined);
  const needed = count * BYTES_PER_ORDER + LOG_BYTES;
  const free = disk && disk.bavail * disk.bsize;
  if (free !== undefined && free < needed)
    throw new CannotGoOn(
      `${count.toLocaleString('en')} stored orders need ${Math.ceil(needed / 1e9)} GB of disk at ${rows[0]?.folder}; ${Math.floor(free / 1e9)} GB are free.`,
    );
}

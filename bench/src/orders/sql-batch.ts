import { openDatabase, systemIds } from '@yellowcart/engine';
import { CompiledQuery } from 'kysely';
import type { Grounds } from '../databases/grounds.ts';
import { loadNow } from '../machine.ts';
import type { Result } from '../report/results.ts';
import { countOrders, findFaults } from './checks.ts';
import type { Market } from './market.ts';
import { statementsOf } from './sql-batch-statements.ts';

const WARM_UP_S = 2;

/**
 * The limit of placing: the rows of an order, written straight to the database in transactions of `batch` orders, with
 * nothing decided, nobody asking and nothing delivered. Two transactions at once, one on the embedded engine.
 */
export async function measureSqlBatch(
  grounds: Grounds,
  market: Market,
  batch: number,
  seconds: number,
): Promise<Result> {
  const ground = await grounds.fresh();
  const database = await openDatabase(ground.target);
  try {
    const { db } = database;
    let until = 0;
    let orderNo = 0;
    const write = async (): Promise<void> => {
      while (performance.now() < until) {
        orderNo += batch;
        const statements = statementsOf(market, batch, orderNo, () => systemIds.next());
        await db.transaction().execute(async (tx) => {
          for (const { text, values } of statements)
            await tx.executeQuery(CompiledQuery.raw(text, [...values]));
        });
      }
    };
    const run = async (length: number): Promise<number> => {
      const started = performance.now();
      until = started + length * 1000;
      await Promise.all(ground.kind === 'pglite' ? [write()] : [write(), write()]);
      return (performance.now() - started) / 1000;
    };
    await run(WARM_UP_S);
    const before = await countOrders(db);
    const took = await run(seconds);
    const placed = (await countOrders(db)) - before;
    const { doubled, oversold, stockMismatch } = await findFaults(db);
    return {
      name: 'limit.sql-batch',
      engine: ground.kind,
      connections: batch,
      value: placed / took,
      unit: 'orders/s',
      check: { doubled, oversold, stockMismatch },
      load: loadNow(),
    };
  } finally {
    await database.close();
    await ground.drop();
  }
}

import { openDatabase, systemIds } from '@yellowcart/engine';
import { CompiledQuery } from 'kysely';
import type { Grounds } from '../databases/grounds.ts';
import { loadNow } from '../machine.ts';
import type { Result } from '../report/results.ts';
import { countOrders, findFaults } from './checks.ts';
import type { Market } from './market.ts';
import { type BatchTaste, batchOrder } from './sql-batch-orders.ts';
import { statementsOf } from './sql-batch-statements.ts';

const WARM_UP_S = 2;

/**
 * The limit of placing: the rows of an order, taken and written straight to the database in transactions of `batch` orders, with
 * nothing decided, nobody asking and nothing delivered. Two transactions at once, one on the embedded engine.
 */
export async function measureSqlBatch(
  grounds: Grounds,
  market: Market,
  { taste, batch, seconds }: { readonly taste: BatchTaste; readonly batch: number; readonly seconds: number },
): Promise<Result> {
  const ground = await grounds.fresh();
  const database = await openDatabase(ground.target);
  try {
    const { db } = database;
    // Several write at once, each for other shops: otherwise they would wait for each other's stock rows.
    const writers = ground.kind === 'pglite' ? [0] : [0, 1];
    let until = 0;
    let orderNo = 0;
    const write = async (writer: number): Promise<void> => {
      while (performance.now() < until) {
        const first = orderNo;
        orderNo += batch;
        const orders = Array.from({ length: batch }, (_, index) =>
          batchOrder(market, taste, (first + index) * writers.length + writer, () => systemIds.next()),
        );
        const statements = statementsOf(market, orders, first);
        await db.transaction().execute(async (tx) => {
          for (const { text, values } of statements)
            await tx.executeQuery(CompiledQuery.raw(text, [...values]));
        });
      }
    };
    const run = async (length: number): Promise<number> => {
      const started = performance.now();
      until = started + length * 1000;
      await Promise.all(writers.map(write));
      return (performance.now() - started) / 1000;
    };
    await run(WARM_UP_S);
    const before = await countOrders(db);
    const took = await run(seconds);
    const placed = (await countOrders(db)) - before;
    const { doubled, oversold, stockMismatch } = await findFaults(db);
    return {
      name: taste === 'spread' ? 'limit.sql-batch' : 'limit.sql-batch-kit-gifts',
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

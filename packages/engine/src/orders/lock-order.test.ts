import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { byLevel, inKeyOrder, takeUnitsStatement } from '#stock';
import { describeOnBothDatabases, makeEngine, openTestShop } from '../testing/index.ts';

describeOnBothDatabases('taking units', (open) => {
  it('locks rows in key order, however they lie in the table', async () => {
    const engine = makeEngine(await open());
    // The embedded database has one session: nobody waits there.
    if (engine.kind === 'pglite') return;
    const { shopId, products } = await openTestShop(engine, { stock: [[10, 10, 10, 10, 10]] });
    const skuIds = [...(products[0]?.skuIds ?? [])].sort();
    const [first = '', second = ''] = skuIds;
    // An update moves the first row behind the others.
    await sql`UPDATE stock.level SET reserved = reserved WHERE sku_id = ${first}`.execute(engine.db);
    const changes = byLevel(skuIds.map((skuId) => ({ shopId, skuId, pool: 'general', quantity: 1 })));
    const waiting = async (): Promise<boolean> =>
      (await sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`.execute(engine.db)).rows
        .length > 0;

    const { taking } = await engine.db.transaction().execute(async (tx) => {
      await sql`SELECT 1 FROM stock.level WHERE sku_id = ${first} FOR UPDATE`.execute(tx);
      const taking = engine.db.transaction().execute(async (other) => {
        await inKeyOrder().execute(other);
        return takeUnitsStatement(changes).execute(other);
      });
      taking.catch(() => undefined);
      await expect.poll(waiting).toBe(true);
      // Who waits for the first row must not hold a later one yet.
      await sql`SELECT 1 FROM stock.level WHERE sku_id = ${second} FOR UPDATE`.execute(tx);
      return { taking };
    });
    expect((await taking).rows).toHaveLength(5);
  });
});

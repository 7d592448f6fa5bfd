import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createOrderDesk } from '#orders';
import { createFlashSale, startFlashSale } from '#promotions';
import {
  describeOnBothDatabases,
  ledgerMismatches,
  makeEngine,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
} from '../testing/index.ts';
import { requestRefunds } from './commands/request-refund.ts';

const ROOM = '0190f000-0000-7000-8000-00000000aaaa';

describeOnBothDatabases('refunds beside others', (open) => {
  test('wait for stock before they hold the books, also for units that come back to another pool', async () => {
    const engine = makeEngine(await open());
    // The embedded database has one session: nobody waits there.
    if (engine.kind === 'pglite') return;
    const shop = await openTestShop(engine, { stock: [[10, 10]] });
    const desk = createOrderDesk(engine);
    const [plain = '', sold = ''] = shop.products[0]?.skuIds ?? [];
    const buyerId = shop.buyerIds[0] ?? '';
    const { dealId } = await createFlashSale(engine, shop.shopId, {
      name: '整点秒杀',
      roomId: ROOM,
      skuId: sold,
      priceMinor: 990,
      units: 5,
    });
    await startFlashSale(engine, ROOM, dealId, { countdownSeconds: 10, minutes: 5 });
    engine.clock.advance(10_000);
    const orderIds: string[] = [];
    for (const line of [
      { skuId: plain, quantity: 1 },
      { skuId: sold, quantity: 1, dealId },
    ]) {
      const key = `key-of-${line.skuId}`;
      const { orders } = await desk.place({ buyerId, key, lines: [line], address: TEST_ADDRESS });
      const orderId = orders[0]?.orderId ?? '';
      await desk.pay({ buyerId, orderId, provider: 'test', approved: true });
      orderIds.push(orderId);
    }
    const refunds = orderIds.map((orderId) => ({
      buyerId,
      orderId,
      key: 'back',
      reason: '不要了',
      lines: [{ lineNo: 1, quantity: 1 }],
    }));
    const given = await engine.db.transaction().execute(async (tx) => {
      await sql`SELECT 1 FROM stock.level WHERE sku_id = ${sold} AND pool = 'general' FOR UPDATE`.execute(tx);
      const asked = requestRefunds(engine, refunds);
      asked.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 300));
      // As whoever pays does next.
      await sql`SELECT 1 FROM ledger.account ORDER BY account_id FOR UPDATE`.execute(tx);
      return { asked };
    });
    expect(await given.asked).toMatchObject([{ state: 'refunded' }, { state: 'refunded' }]);
    expect(await stockMismatches(engine.db)).toEqual([]);
    expect(await ledgerMismatches(engine.db)).toEqual([]);
  });
});

import { beforeEach, expect, test } from 'vitest';
import { createOrderDesk, type OrderDesk } from '#orders';
import { closeEndedDeals, createFlashSale, dealsOf, startFlashSale } from '#promotions';
import { freeInPools, levelKey } from '#stock';
import {
  describeOnBothDatabases,
  makeEngine,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import { requestRefund } from './commands/request-refund.ts';

describeOnBothDatabases('returns of what was bought in a flash sale', (open) => {
  let engine: TestEngine;
  let desk: OrderDesk;
  let shop: TestShop;
  let skuId: string;
  let dealId: string;

  beforeEach(async () => {
    engine = makeEngine(await open());
    desk = createOrderDesk(engine);
    shop = await openTestShop(engine, { stock: [[10]] });
    skuId = shop.products[0]?.skuIds[0] ?? '';
    const roomId = engine.ids.next();
    const sale = { name: '秒杀', roomId, skuId, priceMinor: 1_000, units: 6 };
    ({ dealId } = await createFlashSale(engine, shop.shopId, sale));
    await startFlashSale(engine, roomId, dealId, { countdownSeconds: 10, minutes: 5 });
    engine.clock.advance(10_000);
  });

  async function free(): Promise<(number | undefined)[]> {
    const keys = ['general', `room:${dealId}`].map((pool) => ({ shopId: shop.shopId, skuId, pool }));
    const left = await freeInPools(engine.db, keys);
    return keys.map((key) => left.get(levelKey(key)));
  }

  test('come back to general stock, however long the sale has been over', async () => {
    const buyerId = shop.buyerIds[0] ?? '';
    const placed = await desk.place({
      buyerId,
      key: 'flash',
      lines: [{ skuId, quantity: 4, dealId }],
      address: TEST_ADDRESS,
    });
    const orderId = placed.orders[0]?.orderId ?? '';
    await desk.pay({ orderId, buyerId, provider: 'test', approved: true });
    expect(await free()).toEqual([4, 2]);
    const back = (key: string, quantity: number) =>
      requestRefund(engine, buyerId, orderId, { key, reason: '不想要了', lines: [{ lineNo: 1, quantity }] });
    await back('during the sale', 1);
    expect(await free()).toEqual([5, 2]);
    engine.clock.advance(5 * 60_000);
    await closeEndedDeals(engine);
    await back('after the sale', 3);
    expect(await free()).toEqual([10, 0]);
    expect((await dealsOf(engine, shop.shopId, { limit: 1 })).items).toMatchObject([{ state: 'closed' }]);
    expect(await stockMismatches(engine.db)).toEqual([]);
  });
});

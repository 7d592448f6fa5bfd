import { beforeEach, expect, test } from 'vitest';
import { createGiftRule, giftRulesOf } from '#promotions';
import {
  describeOnBothDatabases,
  makeEngine,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import { createOrderDesk, type OrderDesk } from './order-desk.ts';

describeOnBothDatabases('first_n beside other rules', (open) => {
  let engine: TestEngine;
  let desk: OrderDesk;
  let shop: TestShop;

  beforeEach(async () => {
    engine = makeEngine(await open());
    desk = createOrderDesk(engine);
    shop = await openTestShop(engine, { stock: [[10], [10]] });
  });

  const sku = (product: number): string => shop.products[product]?.skuIds[0] ?? '';
  const rule = (kind: 'first_n' | 'threshold_pieces', priority: number, stacks: boolean) =>
    createGiftRule(engine, shop.shopId, {
      kind,
      name: kind,
      bands: [{ from: 1, gifts: [{ skuId: sku(1), quantity: 1 }] }],
      pool: 'general',
      totalMax: 5,
      priority,
      stacks,
    });
  async function buy(): Promise<void> {
    const buyerId = shop.buyerIds[0] ?? '';
    const lines = [{ skuId: sku(0), quantity: 1 }];
    const { orders } = await desk.place({ buyerId, key: 'one order', lines, address: TEST_ADDRESS });
    const orderId = orders[0]?.orderId ?? '';
    await desk.pay({ orderId, buyerId, provider: 'test', approved: true });
  }
  async function given(): Promise<Record<string, number>> {
    const { items } = await giftRulesOf(engine, shop.shopId, { limit: 10 });
    return Object.fromEntries(items.map((item) => [item.kind, item.given]));
  }

  test('gives way to one that comes first, where neither stacks', async () => {
    await rule('first_n', 2, false);
    await rule('threshold_pieces', 1, false);
    await buy();
    expect(await given()).toEqual({ first_n: 0, threshold_pieces: 1 });
    expect(await stockMismatches(engine.db)).toEqual([]);
  });

  test('takes the other’s place, where it comes first', async () => {
    await rule('first_n', 1, false);
    await rule('threshold_pieces', 2, false);
    await buy();
    expect(await given()).toEqual({ first_n: 1, threshold_pieces: 0 });
  });

  test('is given too, where they stack', async () => {
    await rule('first_n', 2, true);
    await rule('threshold_pieces', 1, false);
    await buy();
    expect(await given()).toEqual({ first_n: 1, threshold_pieces: 1 });
    expect(await stockMismatches(engine.db)).toEqual([]);
  });
});

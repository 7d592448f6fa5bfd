import { expect, test } from 'vitest';
import { shipOrder } from '#fulfilment';
import { createOrderDesk } from '#orders';
import { createGiftRule } from '#promotions';
import { describeOnBothDatabases, makeEngine, openTestShop, TEST_ADDRESS } from '../testing/index.ts';
import { decideRefund } from './commands/decide-refund.ts';
import { requestRefund } from './commands/request-refund.ts';

describeOnBothDatabases('a gift that is asked back by itself', (open) => {
  test('comes back once, also where the goods that earned it come back meanwhile', async () => {
    const engine = makeEngine(await open());
    const shop = await openTestShop(engine, { stock: [[10], [10]] });
    const [goods, gift] = shop.products.map(({ skuIds }) => skuIds[0] ?? '');
    await createGiftRule(engine, shop.shopId, {
      kind: 'buy_gift',
      name: '买二赠一',
      bands: [{ from: 2, gifts: [{ skuId: gift ?? '', quantity: 1 }] }],
      pool: 'general',
    });
    const desk = createOrderDesk(engine);
    const buyerId = shop.buyerIds[0] ?? '';
    const lines = [{ skuId: goods ?? '', quantity: 2 }];
    const { orders } = await desk.place({ buyerId, key: 'with a gift', lines, address: TEST_ADDRESS });
    const orderId = orders[0]?.orderId ?? '';
    await desk.pay({ buyerId, orderId, provider: 'test', approved: true });
    await shipOrder(engine, shop.shopId, orderId, { carrier: '顺丰', trackingNo: 'SF1' });
    const ask = (key: string, lineNo: number, quantity: number) =>
      requestRefund(engine, buyerId, orderId, { key, reason: '不想要了', lines: [{ lineNo, quantity }] });
    const ofGift = await ask('gift', 2, 1);
    const ofGoods = await ask('goods', 1, 2);
    const agree = (refundId: string) => decideRefund(engine, shop.shopId, refundId, { agree: true });
    expect(await agree(ofGoods.refundId)).toMatchObject({ state: 'refunded' });
    expect(await agree(ofGift.refundId)).toMatchObject({ state: 'refunded', amountMinor: 0 });
  });
});

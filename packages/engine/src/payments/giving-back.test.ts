import { openAlipay, openWeChatPay } from '@yellowcart/payments';
import { openAlipaySandbox, openWeChatPaySandbox } from '@yellowcart/payments/sandbox';
import { expect, test } from 'vitest';
import { requestRefund } from '#aftersale';
import { expireOrders } from '#orders';
import { createPresale } from '#promotions';
import { describeOnBothDatabases, refusalOf, TEST_ADDRESS } from '../testing/index.ts';
import { DAY_MS, MINUTE_MS, type OpenBoxes, type Placed, usePaymentScene } from '../testing/payment-scene.ts';
import { sendRefunds } from './commands/send-refunds.ts';

const openBoxes: OpenBoxes = async (now) => {
  const [alipay, wechat] = [await openAlipaySandbox({ now }), await openWeChatPaySandbox({ now })];
  return { alipay, wechat, providers: [openAlipay(alipay.settings), openWeChatPay(wechat.settings)] };
};

describeOnBothDatabases('giving money back', (open) => {
  const scene = usePaymentScene(open, openBoxes);

  test('a refund of a paid order goes back through its provider, part by part, with retries', async () => {
    const relay = scene.deliver();
    const lines = [{ skuId: scene.shops[0]?.products[0]?.skuIds[0] ?? '', quantity: 3 }];
    const placed = await scene.desk.place({
      buyerId: scene.buyerId(),
      key: scene.nextKey(),
      lines,
      address: TEST_ADDRESS,
    });
    const { attemptNo } = await scene.start(placed, 'wechat');
    scene.sandboxes.wechat.pay(attemptNo);
    await scene.told(attemptNo, 'wechat');
    const refund = async (quantity: number, key: string): Promise<void> => {
      const orderId = placed.orders[0]?.orderId ?? '';
      await requestRefund(scene.engine, scene.buyerId(), orderId, {
        key,
        reason: '不想要了',
        lines: [{ lineNo: 1, quantity }],
      });
      await relay.drain();
    };
    await refund(1, 'one');
    scene.sandboxes.wechat.faults.slowRefunds = true;
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 0, failed: [] });
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 0, failed: [] });
    scene.sandboxes.wechat.faults.slowRefunds = false;
    scene.engine.clock.advance(MINUTE_MS);
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 1, failed: [] });
    scene.sandboxes.wechat.faults.down = true;
    await refund(2, 'two');
    await sendRefunds(scene.engine, scene.ways);
    scene.sandboxes.wechat.faults.down = false;
    scene.engine.clock.advance(MINUTE_MS);
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 1, failed: [] });
    expect(scene.refundsAt(attemptNo, 'wechat')).toEqual([
      { amountMinor: 10_000, times: 2 },
      { amountMinor: 20_000, times: 1 },
    ]);
    expect(await scene.balance('clearing')).toBe(0);
    await scene.expectSound();
  });

  /** A presale of 45 yuan, 5 of them ahead; the balance is due after a day, for a day. */
  async function placePresale(): Promise<Placed> {
    const skuId = scene.shops[0]?.products[0]?.skuIds[0] ?? '';
    const inDays = (days: number): string =>
      new Date(scene.engine.clock.now().getTime() + days * 24 * 60 * MINUTE_MS).toISOString();
    const { dealId } = await createPresale(scene.engine, scene.shops[0]?.shopId ?? '', {
      name: '春茶预售',
      skuId,
      priceMinor: 4_500,
      depositMinor: 500,
      depositRefundable: true,
      units: 5,
      endsAt: inDays(1),
      balanceFrom: inDays(1),
      balanceUntil: inDays(2),
      shipBy: inDays(5),
    });
    const lines = [{ skuId, quantity: 1, dealId }];
    return scene.desk.place({ buyerId: scene.buyerId(), key: scene.nextKey(), lines, address: TEST_ADDRESS });
  }

  test('a presale is paid in two payments, and a refund goes back to both', async () => {
    const relay = scene.deliver();
    const placed = await placePresale();
    const deposit = await scene.start(placed);
    expect(deposit).toMatchObject({ amountMinor: 500, orders: [{ part: 'deposit' }] });
    const twin = await scene.start(placed, 'wechat');
    scene.sandboxes.alipay.pay(deposit.attemptNo);
    scene.sandboxes.wechat.pay(twin.attemptNo);
    await scene.told(deposit.attemptNo);
    expect(await refusalOf(scene.start(placed))).toBe('nothing_to_pay');
    scene.engine.clock.advance(DAY_MS);
    // A second deposit never pays the balance.
    expect(await scene.told(twin.attemptNo, 'wechat')).toMatchObject({ what: 'paid' });
    expect(await scene.states()).toEqual(['deposit_paid']);
    const balanceDue = await scene.start(placed, 'wechat');
    expect(balanceDue).toMatchObject({ amountMinor: 4_000, orders: [{ part: 'balance' }] });
    scene.sandboxes.wechat.pay(balanceDue.attemptNo);
    await scene.told(balanceDue.attemptNo, 'wechat');
    expect(await scene.states()).toEqual(['paid']);
    const lines = [{ lineNo: 1, quantity: 1 }];
    const orderId = placed.orders[0]?.orderId ?? '';
    await requestRefund(scene.engine, scene.buyerId(), orderId, { key: 'k', reason: '不想要了', lines });
    await relay.drain();
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 3, failed: [] });
    expect(scene.refundsAt(deposit.attemptNo)).toEqual([{ amountMinor: 500, times: 1 }]);
    expect(scene.refundsAt(twin.attemptNo, 'wechat')).toEqual([{ amountMinor: 500, times: 1 }]);
    expect(scene.refundsAt(balanceDue.attemptNo, 'wechat')).toEqual([{ amountMinor: 4_000, times: 1 }]);
    expect(await scene.balance('clearing')).toBe(0);
    await scene.expectSound();
  });

  test('a deposit that is returned goes back through its provider', async () => {
    const relay = scene.deliver();
    const deposit = await scene.start(await placePresale());
    scene.sandboxes.alipay.pay(deposit.attemptNo);
    await scene.told(deposit.attemptNo);
    scene.engine.clock.advance(3 * DAY_MS);
    await expireOrders(scene.engine, 100);
    await relay.drain();
    expect(await scene.states()).toEqual(['cancelled']);
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 1, failed: [] });
    expect(scene.refundsAt(deposit.attemptNo)).toEqual([{ amountMinor: 500, times: 1 }]);
    expect(await scene.balance('clearing')).toBe(0);
  });

  test('a refund of an order that was paid another way touches no provider', async () => {
    const relay = scene.deliver();
    const placed = await scene.place();
    await scene.start(placed);
    const orderId = placed.orders[0]?.orderId ?? '';
    await scene.desk.pay({ buyerId: scene.buyerId(), orderId, provider: 'test', approved: true });
    const lines = [{ lineNo: 1, quantity: 1 }];
    await requestRefund(scene.engine, scene.buyerId(), orderId, { key: 'k', reason: '不想要了', lines });
    await relay.drain();
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 0, failed: [] });
  });

  test('a refund that nobody takes for a day is left for people', async () => {
    const { attemptNo } = await scene.start(await scene.place());
    scene.sandboxes.alipay.pay(attemptNo);
    await scene.expireAll();
    await scene.told(attemptNo);
    scene.sandboxes.alipay.faults.slowRefunds = true;
    let failed: readonly string[] = [];
    for (let hour = 0; hour < 40 && failed.length === 0; hour += 1) {
      ({ failed } = await sendRefunds(scene.engine, scene.ways));
      scene.engine.clock.advance(60 * MINUTE_MS);
    }
    expect(failed).toHaveLength(1);
    expect(await scene.view(attemptNo)).toMatchObject({ refunds: [{ state: 'failed' }] });
    expect(await scene.balance('owed')).toBe(10_000);
  });
});

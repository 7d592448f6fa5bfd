import { openAlipay, openWeChatPay, type PaymentProvider } from '@yellowcart/payments';
import { openAlipaySandbox, openWeChatPaySandbox } from '@yellowcart/payments/sandbox';
import { expect, test } from 'vitest';
import type { OrderDesk } from '#orders';
import { describeOnBothDatabases } from '../testing/index.ts';
import { MINUTE_MS, type OpenBoxes, usePaymentScene } from '../testing/payment-scene.ts';
import { reconcilePayments } from './commands/reconcile-payments.ts';
import { sendRefunds } from './commands/send-refunds.ts';

const openBoxes: OpenBoxes = async (now) => {
  const [alipay, wechat] = [await openAlipaySandbox({ now }), await openWeChatPaySandbox({ now })];
  return { alipay, wechat, providers: [openAlipay(alipay.settings), openWeChatPay(wechat.settings)] };
};

describeOnBothDatabases('money that an order cannot take', (open) => {
  const scene = usePaymentScene(open, openBoxes);

  test('money that comes after the order expired goes back by itself, once', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await scene.start(await scene.place(), name);
      scene.sandboxes[name].pay(attemptNo);
      await scene.expireAll();
      expect(await scene.told(attemptNo, name)).toMatchObject({ taken: true, what: 'paid' });
      expect(await scene.view(attemptNo)).toMatchObject({
        orders: [{ state: 'late' }],
        refunds: [{ state: 'waiting' }],
      });
      expect(await scene.balance('owed')).toBe(10_000);
      expect(await scene.balance('clearing')).toBe(-10_000);
      expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 1, failed: [] });
      expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 0, failed: [] });
      expect(await scene.told(attemptNo, name)).toMatchObject({ what: 'repeat' });
      expect(scene.refundsAt(attemptNo, name)).toEqual([{ amountMinor: 10_000, times: 1 }]);
      expect(await scene.balance('owed')).toBe(0);
      expect(await scene.balance('clearing')).toBe(0);
      await scene.expectSound();
    }
    expect(await scene.states()).toEqual(['cancelled', 'cancelled']);
  });

  test('of a checkout over several scene.shops, exactly the part that came too late goes back', async () => {
    const placed = await scene.place(2);
    const { attemptNo } = await scene.start(placed);
    await scene.desk.cancel({ buyerId: scene.buyerId(), orderId: placed.orders[0]?.orderId ?? '' });
    scene.sandboxes.alipay.pay(attemptNo);
    await scene.told(attemptNo);
    expect((await scene.states()).sort()).toEqual(['cancelled', 'paid']);
    await sendRefunds(scene.engine, scene.ways);
    expect(scene.refundsAt(attemptNo)).toEqual([{ amountMinor: 10_000, times: 1 }]);
    expect(await scene.balance('clearing')).toBe(-10_000);
    await scene.expectSound();
  });

  test('who pays at two providers gets the second payment back', async () => {
    const placed = await scene.place();
    const [first, second] = [await scene.start(placed), await scene.start(placed, 'wechat')];
    scene.sandboxes.alipay.pay(first.attemptNo);
    scene.sandboxes.wechat.pay(second.attemptNo);
    await Promise.all([scene.told(first.attemptNo), scene.told(second.attemptNo, 'wechat')]);
    await sendRefunds(scene.engine, scene.ways);
    expect(await scene.states()).toEqual(['paid']);
    expect([...scene.refundsAt(first.attemptNo), ...scene.refundsAt(second.attemptNo, 'wechat')]).toEqual([
      { amountMinor: 10_000, times: 1 },
    ]);
    expect(await scene.balance('clearing')).toBe(-10_000);
    await scene.expectSound();
  });

  test('a process that dies between the money and the orders leaves the rest to the next look', async () => {
    const { attemptNo } = await scene.start(await scene.place(2));
    scene.sandboxes.alipay.pay(attemptNo);
    const dying = { pay: () => Promise.reject(new Error('the process died')) };
    await expect(scene.told(attemptNo, 'alipay', {}, dying)).rejects.toThrow('died');
    expect(await scene.view(attemptNo)).toMatchObject({ state: 'received' });
    scene.engine.clock.advance(MINUTE_MS);
    await reconcilePayments(scene.engine, scene.desk, scene.ways);
    expect(await scene.view(attemptNo)).toMatchObject({ state: 'paid' });
    expect(await scene.states()).toEqual(['paid', 'paid']);
  });

  test('a process that dies after the orders were paid pays nothing twice and gives nothing back', async () => {
    const { attemptNo } = await scene.start(await scene.place(2));
    scene.sandboxes.alipay.pay(attemptNo);
    const dying: Pick<OrderDesk, 'pay'> = {
      async pay(payment) {
        await scene.desk.pay(payment);
        throw new Error('the process died');
      },
    };
    await expect(scene.told(attemptNo, 'alipay', {}, dying)).rejects.toThrow('died');
    await scene.expireAll();
    await reconcilePayments(scene.engine, scene.desk, scene.ways);
    expect(await scene.view(attemptNo)).toMatchObject({ state: 'paid', refunds: [] });
    expect(await scene.balance('clearing')).toBe(-20_000);
    await scene.expectSound();
  });

  test('a process that dies after the provider gave money back gives it back once', async () => {
    const { attemptNo } = await scene.start(await scene.place());
    scene.sandboxes.alipay.pay(attemptNo);
    await scene.expireAll();
    await scene.told(attemptNo);
    const alipay = scene.ways.providers.get('alipay');
    if (!alipay) throw new Error('alipay');
    const answerLost: PaymentProvider = {
      ...alipay,
      async refund(order) {
        await alipay.refund(order);
        throw new Error('the answer was lost');
      },
    };
    const lossy = { ...scene.ways, providers: new Map([['alipay', answerLost]]) };
    expect(await sendRefunds(scene.engine, lossy)).toEqual({ done: 0, failed: [] });
    scene.engine.clock.advance(MINUTE_MS);
    expect(await sendRefunds(scene.engine, scene.ways)).toEqual({ done: 1, failed: [] });
    expect(scene.refundsAt(attemptNo)).toEqual([{ amountMinor: 10_000, times: 2 }]);
    expect(await scene.balance('owed')).toBe(0);
  });
});

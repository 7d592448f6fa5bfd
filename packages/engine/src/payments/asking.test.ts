import { openAlipay, openWeChatPay } from '@yellowcart/payments';
import { openAlipaySandbox, openWeChatPaySandbox } from '@yellowcart/payments/sandbox';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../testing/index.ts';
import { MINUTE_MS, type OpenBoxes, usePaymentScene } from '../testing/payment-scene.ts';
import { reconcilePayments } from './commands/reconcile-payments.ts';
import { sendRefunds } from './commands/send-refunds.ts';

const openBoxes: OpenBoxes = async (now) => {
  const [alipay, wechat] = [await openAlipaySandbox({ now }), await openWeChatPaySandbox({ now })];
  return { alipay, wechat, providers: [openAlipay(alipay.settings), openWeChatPay(wechat.settings)] };
};

describeOnBothDatabases('asking providers', (open) => {
  const scene = usePaymentScene(open, openBoxes);

  test('when less is owed than was asked for, a new payment takes the place of the old one', async () => {
    const placed = await scene.place(2);
    const old = await scene.start(placed);
    await scene.desk.cancel({ buyerId: scene.buyerId(), orderId: placed.orders[0]?.orderId ?? '' });
    const fresh = await scene.start(placed);
    expect(fresh).toMatchObject({ amountMinor: 10_000 });
    expect(fresh.attemptNo).not.toBe(old.attemptNo);
    await reconcilePayments(scene.engine, scene.desk, scene.ways);
    expect(await scene.view(old.attemptNo)).toMatchObject({ state: 'closed' });
    expect(() => scene.sandboxes.alipay.pay(old.attemptNo)).toThrow('closed');
  });

  test('a notification that never comes is made up for by asking', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await scene.start(await scene.place(), name);
      expect((await reconcilePayments(scene.engine, scene.desk, scene.ways)).looks).toBe(0);
      scene.sandboxes[name].pay(attemptNo);
      scene.engine.clock.advance(MINUTE_MS);
      expect(await reconcilePayments(scene.engine, scene.desk, scene.ways)).toMatchObject({
        looks: 1,
        taken: [{ what: 'paid' }],
      });
      expect(await scene.view(attemptNo)).toMatchObject({ state: 'paid' });
      expect(await scene.told(attemptNo, name)).toMatchObject({ what: 'repeat' });
    }
    expect(await scene.states()).toEqual(['paid', 'paid']);
  });

  test('what was paid in time and heard of late is taken while the order still waits', async () => {
    const { attemptNo } = await scene.start(await scene.place());
    scene.engine.clock.advance(14 * MINUTE_MS);
    scene.sandboxes.alipay.pay(attemptNo);
    scene.engine.clock.advance(2 * MINUTE_MS);
    await scene.told(attemptNo);
    expect(await scene.states()).toEqual(['paid']);
  });

  test('payments of expired checkouts are closed at the provider, unless the buyer was faster', async () => {
    const slow = await scene.start(await scene.place());
    const fast = await scene.start(await scene.place(), 'wechat');
    scene.engine.clock.advance(14 * MINUTE_MS);
    scene.sandboxes.wechat.pay(fast.attemptNo);
    await scene.expireAll();
    await reconcilePayments(scene.engine, scene.desk, scene.ways);
    expect(await scene.view(slow.attemptNo)).toMatchObject({ state: 'closed' });
    expect(scene.sandboxes.alipay.trade(slow.attemptNo).state).toBe('closed');
    expect(await scene.view(fast.attemptNo)).toMatchObject({ state: 'paid', orders: [{ state: 'late' }] });
    await sendRefunds(scene.engine, scene.ways);
    expect(scene.refundsAt(fast.attemptNo, 'wechat')).toEqual([{ amountMinor: 10_000, times: 1 }]);
    expect((await reconcilePayments(scene.engine, scene.desk, scene.ways)).looks).toBe(0);
  });

  test('a provider that is down is an error for one payment, not for the others', async () => {
    const [down, up] = [
      await scene.start(await scene.place()),
      await scene.start(await scene.place(), 'wechat'),
    ];
    scene.sandboxes.alipay.pay(down.attemptNo);
    scene.sandboxes.wechat.pay(up.attemptNo);
    scene.sandboxes.alipay.faults.down = true;
    scene.engine.clock.advance(MINUTE_MS);
    await expect(reconcilePayments(scene.engine, scene.desk, scene.ways)).rejects.toThrow('1 payments');
    expect(await scene.view(up.attemptNo)).toMatchObject({ state: 'paid' });
    scene.sandboxes.alipay.faults.down = false;
    scene.engine.clock.advance(2 * MINUTE_MS);
    await reconcilePayments(scene.engine, scene.desk, scene.ways);
    expect(await scene.view(down.attemptNo)).toMatchObject({ state: 'paid' });
  });

  test('a start that the provider does not answer can be repeated', async () => {
    const placed = await scene.place();
    scene.sandboxes.alipay.faults.down = true;
    await expect(scene.start(placed)).rejects.toThrow('alipay');
    scene.sandboxes.alipay.faults.down = false;
    const payment = await scene.start(placed);
    expect(payment.qr).not.toBeNull();
    const { rows } = await sql`SELECT attempt_no FROM payments.attempt`.execute(scene.engine.db);
    expect(rows).toHaveLength(1);
  });
});

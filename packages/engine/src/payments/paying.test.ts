import { openAlipay, openWeChatPay } from '@yellowcart/payments';
import { openAlipaySandbox, openWeChatPaySandbox } from '@yellowcart/payments/sandbox';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createOrderDesk } from '#orders';
import { describeOnBothDatabases, refusalOf } from '../testing/index.ts';
import { MINUTE_MS, type OpenBoxes, usePaymentScene } from '../testing/payment-scene.ts';
import { startPayment } from './commands/start-payment.ts';
import { paymentView } from './queries/payment-view.ts';

const openBoxes: OpenBoxes = async (now) => {
  const [alipay, wechat] = [await openAlipaySandbox({ now }), await openWeChatPaySandbox({ now })];
  return { alipay, wechat, providers: [openAlipay(alipay.settings), openWeChatPay(wechat.settings)] };
};

describeOnBothDatabases('paying through a provider', (open) => {
  const scene = usePaymentScene(open, openBoxes);

  test('one payment pays every order of the checkout with what they owe', async () => {
    const placed = await scene.place(2);
    const payment = await scene.start(placed);
    expect(payment).toMatchObject({ state: 'created', amountMinor: 20_000, currency: 'CNY', redirect: null });
    expect(payment.qr).toContain(payment.attemptNo);
    scene.sandboxes.alipay.pay(payment.attemptNo);
    expect(await scene.told(payment.attemptNo)).toMatchObject({ taken: true, what: 'paid' });
    expect(await scene.states()).toEqual(['paid', 'paid']);
    expect(await scene.view(payment.attemptNo)).toMatchObject({
      state: 'paid',
      orders: [{ state: 'paid' }, { state: 'paid' }],
      refunds: [],
    });
    expect(await scene.balance('clearing')).toBe(-20_000);
    await scene.expectSound();
  });

  test('starting again shows the same payment; each provider has its own', async () => {
    const placed = await scene.place();
    const [first, second] = await Promise.all([scene.start(placed), scene.start(placed)]);
    expect(second).toEqual(first);
    expect((await scene.start(placed, 'wechat')).attemptNo).not.toBe(first.attemptNo);
  });

  test('a start names whose checkout it is, and refuses what nobody can pay', async () => {
    const placed = await scene.place();
    const of = (changes: { buyerId?: string; checkoutId?: string; provider?: string }) =>
      refusalOf(
        startPayment(scene.engine, scene.ways, {
          buyerId: scene.buyerId(),
          checkoutId: placed.checkoutId,
          provider: 'alipay',
          ...changes,
        }),
      );
    expect(await of({ buyerId: scene.shops[0]?.buyerIds[1] ?? '' })).toBe('checkout_not_found');
    expect(await of({ checkoutId: placed.orders[0]?.orderId ?? '' })).toBe('checkout_not_found');
    expect(await of({ provider: 'paypal' })).toBe('payment_provider_unknown');
    await scene.expireAll();
    expect(await of({})).toBe('nothing_to_pay');
    const { attemptNo } = await scene.start(await scene.place());
    expect(await refusalOf(paymentView(scene.engine.db, scene.shops[0]?.buyerIds[1] ?? '', attemptNo))).toBe(
      'payment_not_found',
    );
  });

  test('a notification that comes twice, or twice at once, pays once', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await scene.start(await scene.place(), name);
      scene.sandboxes[name].pay(attemptNo);
      const whats = (await Promise.all([scene.told(attemptNo, name), scene.told(attemptNo, name)])).map(
        ({ what }) => what,
      );
      expect(whats.sort()).toEqual(['paid', 'repeat']);
      expect(await scene.told(attemptNo, name)).toMatchObject({ taken: true, what: 'repeat' });
    }
    expect(await scene.states()).toEqual(['paid', 'paid']);
    expect(await scene.balance('clearing')).toBe(-20_000);
    await scene.expectSound();
  });

  test('a notification that several desks get at once pays once', async () => {
    const desks = [
      createOrderDesk(scene.engine),
      createOrderDesk(scene.engine),
      createOrderDesk(scene.engine),
    ];
    const { attemptNo } = await scene.start(await scene.place(2));
    scene.sandboxes.alipay.pay(attemptNo);
    const all = await Promise.all(desks.map((desk) => scene.told(attemptNo, 'alipay', {}, desk)));
    expect(all.map(({ what }) => what).sort()).toEqual(['paid', 'repeat', 'repeat']);
    expect(await scene.states()).toEqual(['paid', 'paid']);
    expect(await scene.balance('clearing')).toBe(-20_000);
    await scene.expectSound();
  });

  test('forged, foreign and stale notifications change nothing', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await scene.start(await scene.place(), name);
      scene.sandboxes[name].pay(attemptNo);
      const stale = { signedAt: new Date(Date.now() - 6 * MINUTE_MS) };
      for (const tampering of [
        { signature: 'wrong' },
        { appId: 'another' },
        { merchantId: 'another' },
      ] as const)
        expect(await scene.told(attemptNo, name, tampering)).toMatchObject({
          taken: false,
          what: 'unbelieved',
        });
      if (name === 'wechat')
        expect(await scene.told(attemptNo, name, stale)).toMatchObject({ what: 'unbelieved' });
      expect(await scene.view(attemptNo)).toMatchObject({ state: 'created' });
    }
    expect(await scene.states()).toEqual(['awaiting_payment', 'awaiting_payment']);
  });

  test('another amount is flagged and pays nothing, and one that comes after the right one changes nothing', async () => {
    const first = await scene.start(await scene.place());
    scene.sandboxes.alipay.pay(first.attemptNo);
    expect(await scene.told(first.attemptNo, 'alipay', { amountMinor: 1 })).toMatchObject({
      what: 'mismatch',
    });
    expect(await scene.told(first.attemptNo)).toMatchObject({ what: 'mismatch' });
    expect(await scene.view(first.attemptNo)).toMatchObject({ state: 'mismatch' });
    const second = await scene.start(await scene.place());
    scene.sandboxes.alipay.pay(second.attemptNo);
    await scene.told(second.attemptNo);
    expect(await scene.told(second.attemptNo, 'alipay', { amountMinor: 1 })).toMatchObject({
      what: 'mismatch',
    });
    expect(await scene.view(second.attemptNo)).toMatchObject({ state: 'paid' });
    expect(await scene.states()).toEqual(['awaiting_payment', 'paid']);
  });

  test("a number that is not ours, or another provider's, is not taken", async () => {
    const { attemptNo } = await scene.start(await scene.place());
    scene.sandboxes.alipay.pay(attemptNo);
    await sql`UPDATE payments.attempt SET provider = 'wechat'`.execute(scene.engine.db);
    expect(await scene.told(attemptNo)).toMatchObject({ taken: false, what: 'unknown' });
    expect(await scene.states()).toEqual(['awaiting_payment']);
  });
});

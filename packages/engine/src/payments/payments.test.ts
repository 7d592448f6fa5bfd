import { openAlipay, openWeChatPay, type PaymentProvider } from '@yellowcart/payments';
import { openAlipaySandbox, openWeChatPaySandbox, type PaymentSandbox } from '@yellowcart/payments/sandbox';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestRefund } from '#aftersale';
import { verifyLedger } from '#ledger';
import { createOrderDesk, expireOrders, type OrderDesk } from '#orders';
import { type Relay, startRelay } from '#outbox';
import { createPresale } from '#promotions';
import { systemIds } from '../ids.ts';
import {
  describeOnBothDatabases,
  makeEngine,
  openTestShop,
  refusalOf,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import { reconcilePayments } from './commands/reconcile-payments.ts';
import { sendRefunds } from './commands/send-refunds.ts';
import { startPayment } from './commands/start-payment.ts';
import { type Taken, takeNotification } from './commands/take-notification.ts';
import { paymentView } from './queries/payment-view.ts';
import { paymentsReactions } from './reactions.ts';
import type { PaymentWays } from './ways.ts';

const MINUTE_MS = 60_000;

describeOnBothDatabases('payments', (open) => {
  let engine: TestEngine;
  let desk: OrderDesk;
  let shops: readonly TestShop[];
  let sandboxes: Record<'alipay' | 'wechat', PaymentSandbox>;
  let ways: PaymentWays;
  const relays: Relay[] = [];
  let keys = 0;

  beforeAll(async () => {
    const now = (): Date => engine.clock.now();
    const [alipay, wechat] = [await openAlipaySandbox({ now }), await openWeChatPaySandbox({ now })];
    sandboxes = { alipay, wechat };
    const providers: PaymentProvider[] = [openAlipay(alipay.settings), openWeChatPay(wechat.settings)];
    ways = {
      providers: new Map(providers.map((provider) => [provider.name, provider])),
      notifyUrl: (provider) => `http://127.0.0.1:9/${provider}`,
    };
  });
  afterAll(() => Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.close())));
  beforeEach(async () => {
    // Numbers that no test before has used at the sandboxes.
    engine = { ...makeEngine(await open()), ids: systemIds };
    desk = createOrderDesk(engine);
    shops = [await openTestShop(engine), await openTestShop(engine)];
    for (const sandbox of Object.values(sandboxes)) {
      sandbox.faults.down = false;
      sandbox.faults.slowRefunds = false;
    }
  });

  afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));

  const buyerId = (): string => shops[0]?.buyerIds[0] ?? '';
  type Placed = Awaited<ReturnType<OrderDesk['place']>>;

  /** A checkout of one unit from each of so many shops, 100 yuan each. */
  async function place(shopCount = 1): Promise<Placed> {
    keys += 1;
    const lines = shops
      .slice(0, shopCount)
      .map((shop) => ({ skuId: shop.products[0]?.skuIds[0] ?? '', quantity: 1 }));
    return desk.place({ buyerId: buyerId(), key: `key-${keys}`, lines, address: TEST_ADDRESS });
  }
  const start = (placed: Placed, provider: 'alipay' | 'wechat' = 'alipay') =>
    startPayment(engine, ways, { buyerId: buyerId(), checkoutId: placed.checkoutId, provider });
  const told = (
    attemptNo: string,
    name: 'alipay' | 'wechat' = 'alipay',
    tampering: Parameters<PaymentSandbox['notification']>[1] = {},
    payer: Pick<OrderDesk, 'pay'> = desk,
  ): Promise<Taken> => {
    const provider = ways.providers.get(name);
    if (!provider) throw new Error(name);
    return takeNotification(engine, payer, provider, sandboxes[name].notification(attemptNo, tampering));
  };
  const view = (attemptNo: string) => paymentView(engine.db, buyerId(), attemptNo);
  const refundsAt = (attemptNo: string, name: 'alipay' | 'wechat' = 'alipay') =>
    [...sandboxes[name].trade(attemptNo).refunds.values()].map(({ amountMinor, times }) => ({
      amountMinor,
      times,
    }));
  const states = async (): Promise<string[]> =>
    (
      await sql<{ state: string }>`SELECT state FROM orders."order" ORDER BY order_id`.execute(engine.db)
    ).rows.map((row) => row.state);
  const balance = async (purpose: string): Promise<number> =>
    (
      await sql<{ sum: number }>`
        SELECT coalesce(sum(balance_minor), 0)::bigint AS sum FROM ledger.account WHERE purpose = ${purpose}
      `.execute(engine.db)
    ).rows[0]?.sum ?? 0;
  function deliver(): Relay {
    const relay = startRelay(engine.db, [paymentsReactions(engine)], (error) => {
      throw error;
    });
    relays.push(relay);
    return relay;
  }
  async function expireAll(): Promise<void> {
    engine.clock.advance(16 * MINUTE_MS);
    await expireOrders(engine, 100);
  }
  async function expectSound(): Promise<void> {
    expect(await verifyLedger(engine.db)).toMatchObject({ ok: true });
    expect(await stockMismatches(engine.db)).toEqual([]);
  }

  test('one payment pays every order of the checkout with what they owe', async () => {
    const placed = await place(2);
    const payment = await start(placed);
    expect(payment).toMatchObject({ state: 'created', amountMinor: 20_000, currency: 'CNY', redirect: null });
    expect(payment.qr).toContain(payment.attemptNo);
    sandboxes.alipay.pay(payment.attemptNo);
    expect(await told(payment.attemptNo)).toMatchObject({ taken: true, what: 'paid' });
    expect(await states()).toEqual(['paid', 'paid']);
    expect(await view(payment.attemptNo)).toMatchObject({
      state: 'paid',
      orders: [{ state: 'paid' }, { state: 'paid' }],
      refunds: [],
    });
    expect(await balance('clearing')).toBe(-20_000);
    await expectSound();
  });

  test('starting again shows the same payment; each provider has its own', async () => {
    const placed = await place();
    const [first, second] = await Promise.all([start(placed), start(placed)]);
    expect(second).toEqual(first);
    expect((await start(placed, 'wechat')).attemptNo).not.toBe(first.attemptNo);
  });

  test('a start names whose checkout it is, and refuses what nobody can pay', async () => {
    const placed = await place();
    const of = (changes: { buyerId?: string; checkoutId?: string; provider?: string }) =>
      refusalOf(
        startPayment(engine, ways, {
          buyerId: buyerId(),
          checkoutId: placed.checkoutId,
          provider: 'alipay',
          ...changes,
        }),
      );
    expect(await of({ buyerId: shops[0]?.buyerIds[1] ?? '' })).toBe('checkout_not_found');
    expect(await of({ checkoutId: placed.orders[0]?.orderId ?? '' })).toBe('checkout_not_found');
    expect(await of({ provider: 'paypal' })).toBe('payment_provider_unknown');
    await expireAll();
    expect(await of({})).toBe('nothing_to_pay');
    const { attemptNo } = await start(await place());
    expect(await refusalOf(paymentView(engine.db, shops[0]?.buyerIds[1] ?? '', attemptNo))).toBe(
      'payment_not_found',
    );
  });

  test('when less is owed than was asked for, a new payment takes the place of the old one', async () => {
    const placed = await place(2);
    const old = await start(placed);
    await desk.cancel({ buyerId: buyerId(), orderId: placed.orders[0]?.orderId ?? '' });
    const fresh = await start(placed);
    expect(fresh).toMatchObject({ amountMinor: 10_000 });
    expect(fresh.attemptNo).not.toBe(old.attemptNo);
    await reconcilePayments(engine, desk, ways);
    expect(await view(old.attemptNo)).toMatchObject({ state: 'closed' });
    expect(() => sandboxes.alipay.pay(old.attemptNo)).toThrow('closed');
  });

  test('a notification that comes twice, or twice at once, pays once', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await start(await place(), name);
      sandboxes[name].pay(attemptNo);
      const whats = (await Promise.all([told(attemptNo, name), told(attemptNo, name)])).map(
        ({ what }) => what,
      );
      expect(whats.sort()).toEqual(['paid', 'repeat']);
      expect(await told(attemptNo, name)).toMatchObject({ taken: true, what: 'repeat' });
    }
    expect(await states()).toEqual(['paid', 'paid']);
    expect(await balance('clearing')).toBe(-20_000);
    await expectSound();
  });

  test('forged, foreign and stale notifications change nothing', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await start(await place(), name);
      sandboxes[name].pay(attemptNo);
      const stale = { signedAt: new Date(Date.now() - 6 * MINUTE_MS) };
      for (const tampering of [
        { signature: 'wrong' },
        { appId: 'another' },
        { merchantId: 'another' },
      ] as const)
        expect(await told(attemptNo, name, tampering)).toMatchObject({ taken: false, what: 'unbelieved' });
      if (name === 'wechat') expect(await told(attemptNo, name, stale)).toMatchObject({ what: 'unbelieved' });
      expect(await view(attemptNo)).toMatchObject({ state: 'created' });
    }
    expect(await states()).toEqual(['awaiting_payment', 'awaiting_payment']);
  });

  test('another amount is flagged and pays nothing, and one that comes after the right one changes nothing', async () => {
    const first = await start(await place());
    sandboxes.alipay.pay(first.attemptNo);
    expect(await told(first.attemptNo, 'alipay', { amountMinor: 1 })).toMatchObject({ what: 'mismatch' });
    expect(await told(first.attemptNo)).toMatchObject({ what: 'mismatch' });
    expect(await view(first.attemptNo)).toMatchObject({ state: 'mismatch' });
    const second = await start(await place());
    sandboxes.alipay.pay(second.attemptNo);
    await told(second.attemptNo);
    expect(await told(second.attemptNo, 'alipay', { amountMinor: 1 })).toMatchObject({ what: 'mismatch' });
    expect(await view(second.attemptNo)).toMatchObject({ state: 'paid' });
    expect(await states()).toEqual(['awaiting_payment', 'paid']);
  });

  test("a number that is not ours, or another provider's, is not taken", async () => {
    const { attemptNo } = await start(await place());
    sandboxes.alipay.pay(attemptNo);
    await sql`UPDATE payments.attempt SET provider = 'wechat'`.execute(engine.db);
    expect(await told(attemptNo)).toMatchObject({ taken: false, what: 'unknown' });
    expect(await states()).toEqual(['awaiting_payment']);
  });

  test('money that comes after the order expired goes back by itself, once', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await start(await place(), name);
      sandboxes[name].pay(attemptNo);
      await expireAll();
      expect(await told(attemptNo, name)).toMatchObject({ taken: true, what: 'paid' });
      expect(await view(attemptNo)).toMatchObject({
        orders: [{ state: 'late' }],
        refunds: [{ state: 'waiting' }],
      });
      expect(await balance('owed')).toBe(10_000);
      expect(await balance('clearing')).toBe(-10_000);
      expect(await sendRefunds(engine, ways)).toEqual({ done: 1, failed: [] });
      expect(await sendRefunds(engine, ways)).toEqual({ done: 0, failed: [] });
      expect(await told(attemptNo, name)).toMatchObject({ what: 'repeat' });
      expect(refundsAt(attemptNo, name)).toEqual([{ amountMinor: 10_000, times: 1 }]);
      expect(await balance('owed')).toBe(0);
      expect(await balance('clearing')).toBe(0);
      await expectSound();
    }
    expect(await states()).toEqual(['cancelled', 'cancelled']);
  });

  test('of a checkout over several shops, exactly the part that came too late goes back', async () => {
    const placed = await place(2);
    const { attemptNo } = await start(placed);
    await desk.cancel({ buyerId: buyerId(), orderId: placed.orders[0]?.orderId ?? '' });
    sandboxes.alipay.pay(attemptNo);
    await told(attemptNo);
    expect((await states()).sort()).toEqual(['cancelled', 'paid']);
    await sendRefunds(engine, ways);
    expect(refundsAt(attemptNo)).toEqual([{ amountMinor: 10_000, times: 1 }]);
    expect(await balance('clearing')).toBe(-10_000);
    await expectSound();
  });

  test('who pays at two providers gets the second payment back', async () => {
    const placed = await place();
    const [first, second] = [await start(placed), await start(placed, 'wechat')];
    sandboxes.alipay.pay(first.attemptNo);
    sandboxes.wechat.pay(second.attemptNo);
    await Promise.all([told(first.attemptNo), told(second.attemptNo, 'wechat')]);
    await sendRefunds(engine, ways);
    expect(await states()).toEqual(['paid']);
    expect([...refundsAt(first.attemptNo), ...refundsAt(second.attemptNo, 'wechat')]).toEqual([
      { amountMinor: 10_000, times: 1 },
    ]);
    expect(await balance('clearing')).toBe(-10_000);
    await expectSound();
  });

  test('a process that dies between the money and the orders leaves the rest to the next look', async () => {
    const { attemptNo } = await start(await place(2));
    sandboxes.alipay.pay(attemptNo);
    const dying = { pay: () => Promise.reject(new Error('the process died')) };
    await expect(told(attemptNo, 'alipay', {}, dying)).rejects.toThrow('died');
    expect(await view(attemptNo)).toMatchObject({ state: 'received' });
    engine.clock.advance(MINUTE_MS);
    await reconcilePayments(engine, desk, ways);
    expect(await view(attemptNo)).toMatchObject({ state: 'paid' });
    expect(await states()).toEqual(['paid', 'paid']);
  });

  test('a process that dies after the orders were paid pays nothing twice and gives nothing back', async () => {
    const { attemptNo } = await start(await place(2));
    sandboxes.alipay.pay(attemptNo);
    const dying: Pick<OrderDesk, 'pay'> = {
      async pay(payment) {
        await desk.pay(payment);
        throw new Error('the process died');
      },
    };
    await expect(told(attemptNo, 'alipay', {}, dying)).rejects.toThrow('died');
    await expireAll();
    await reconcilePayments(engine, desk, ways);
    expect(await view(attemptNo)).toMatchObject({ state: 'paid', refunds: [] });
    expect(await balance('clearing')).toBe(-20_000);
    await expectSound();
  });

  test('a process that dies after the provider gave money back gives it back once', async () => {
    const { attemptNo } = await start(await place());
    sandboxes.alipay.pay(attemptNo);
    await expireAll();
    await told(attemptNo);
    const alipay = ways.providers.get('alipay');
    if (!alipay) throw new Error('alipay');
    const answerLost: PaymentProvider = {
      ...alipay,
      async refund(order) {
        await alipay.refund(order);
        throw new Error('the answer was lost');
      },
    };
    const lossy = { ...ways, providers: new Map([['alipay', answerLost]]) };
    expect(await sendRefunds(engine, lossy)).toEqual({ done: 0, failed: [] });
    engine.clock.advance(MINUTE_MS);
    expect(await sendRefunds(engine, ways)).toEqual({ done: 1, failed: [] });
    expect(refundsAt(attemptNo)).toEqual([{ amountMinor: 10_000, times: 2 }]);
    expect(await balance('owed')).toBe(0);
  });

  test('a notification that never comes is made up for by asking', async () => {
    for (const name of ['alipay', 'wechat'] as const) {
      const { attemptNo } = await start(await place(), name);
      expect((await reconcilePayments(engine, desk, ways)).looks).toBe(0);
      sandboxes[name].pay(attemptNo);
      engine.clock.advance(MINUTE_MS);
      expect(await reconcilePayments(engine, desk, ways)).toMatchObject({
        looks: 1,
        taken: [{ what: 'paid' }],
      });
      expect(await view(attemptNo)).toMatchObject({ state: 'paid' });
      expect(await told(attemptNo, name)).toMatchObject({ what: 'repeat' });
    }
    expect(await states()).toEqual(['paid', 'paid']);
  });

  test('what was paid in time and heard of late is taken while the order still waits', async () => {
    const { attemptNo } = await start(await place());
    engine.clock.advance(14 * MINUTE_MS);
    sandboxes.alipay.pay(attemptNo);
    engine.clock.advance(2 * MINUTE_MS);
    await told(attemptNo);
    expect(await states()).toEqual(['paid']);
  });

  test('payments of expired checkouts are closed at the provider, unless the buyer was faster', async () => {
    const slow = await start(await place());
    const fast = await start(await place(), 'wechat');
    engine.clock.advance(14 * MINUTE_MS);
    sandboxes.wechat.pay(fast.attemptNo);
    await expireAll();
    await reconcilePayments(engine, desk, ways);
    expect(await view(slow.attemptNo)).toMatchObject({ state: 'closed' });
    expect(sandboxes.alipay.trade(slow.attemptNo).state).toBe('closed');
    expect(await view(fast.attemptNo)).toMatchObject({ state: 'paid', orders: [{ state: 'late' }] });
    await sendRefunds(engine, ways);
    expect(refundsAt(fast.attemptNo, 'wechat')).toEqual([{ amountMinor: 10_000, times: 1 }]);
    expect((await reconcilePayments(engine, desk, ways)).looks).toBe(0);
  });

  test('a provider that is down is an error for one payment, not for the others', async () => {
    const [down, up] = [await start(await place()), await start(await place(), 'wechat')];
    sandboxes.alipay.pay(down.attemptNo);
    sandboxes.wechat.pay(up.attemptNo);
    sandboxes.alipay.faults.down = true;
    engine.clock.advance(MINUTE_MS);
    await expect(reconcilePayments(engine, desk, ways)).rejects.toThrow('1 payments');
    expect(await view(up.attemptNo)).toMatchObject({ state: 'paid' });
    sandboxes.alipay.faults.down = false;
    engine.clock.advance(2 * MINUTE_MS);
    await reconcilePayments(engine, desk, ways);
    expect(await view(down.attemptNo)).toMatchObject({ state: 'paid' });
  });

  test('a start that the provider does not answer can be repeated', async () => {
    const placed = await place();
    sandboxes.alipay.faults.down = true;
    await expect(start(placed)).rejects.toThrow('alipay');
    sandboxes.alipay.faults.down = false;
    const payment = await start(placed);
    expect(payment.qr).not.toBeNull();
    const { rows } = await sql`SELECT attempt_no FROM payments.attempt`.execute(engine.db);
    expect(rows).toHaveLength(1);
  });

  test('a refund of a paid order goes back through its provider, part by part, with retries', async () => {
    const relay = deliver();
    keys += 1;
    const lines = [{ skuId: shops[0]?.products[0]?.skuIds[0] ?? '', quantity: 3 }];
    const placed = await desk.place({ buyerId: buyerId(), key: `key-${keys}`, lines, address: TEST_ADDRESS });
    const { attemptNo } = await start(placed, 'wechat');
    sandboxes.wechat.pay(attemptNo);
    await told(attemptNo, 'wechat');
    const refund = async (quantity: number, key: string): Promise<void> => {
      const orderId = placed.orders[0]?.orderId ?? '';
      await requestRefund(engine, buyerId(), orderId, {
        key,
        reason: '不想要了',
        lines: [{ lineNo: 1, quantity }],
      });
      await relay.drain();
    };
    await refund(1, 'one');
    sandboxes.wechat.faults.slowRefunds = true;
    expect(await sendRefunds(engine, ways)).toEqual({ done: 0, failed: [] });
    expect(await sendRefunds(engine, ways)).toEqual({ done: 0, failed: [] });
    sandboxes.wechat.faults.slowRefunds = false;
    engine.clock.advance(MINUTE_MS);
    expect(await sendRefunds(engine, ways)).toEqual({ done: 1, failed: [] });
    sandboxes.wechat.faults.down = true;
    await refund(2, 'two');
    await sendRefunds(engine, ways);
    sandboxes.wechat.faults.down = false;
    engine.clock.advance(MINUTE_MS);
    expect(await sendRefunds(engine, ways)).toEqual({ done: 1, failed: [] });
    expect(refundsAt(attemptNo, 'wechat')).toEqual([
      { amountMinor: 10_000, times: 2 },
      { amountMinor: 20_000, times: 1 },
    ]);
    expect(await balance('clearing')).toBe(0);
    await expectSound();
  });

  /** A presale of 45 yuan, 5 of them ahead; the balance is due after a day, for a day. */
  async function placePresale(): Promise<Placed> {
    const skuId = shops[0]?.products[0]?.skuIds[0] ?? '';
    const inDays = (days: number): string =>
      new Date(engine.clock.now().getTime() + days * 24 * 60 * MINUTE_MS).toISOString();
    const { dealId } = await createPresale(engine, shops[0]?.shopId ?? '', {
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
    keys += 1;
    const lines = [{ skuId, quantity: 1, dealId }];
    return desk.place({ buyerId: buyerId(), key: `key-${keys}`, lines, address: TEST_ADDRESS });
  }
  const DAY_MS = 24 * 60 * MINUTE_MS;

  test('a presale is paid in two payments, and a refund goes back to both', async () => {
    const relay = deliver();
    const placed = await placePresale();
    const deposit = await start(placed);
    expect(deposit).toMatchObject({ amountMinor: 500, orders: [{ part: 'deposit' }] });
    const twin = await start(placed, 'wechat');
    sandboxes.alipay.pay(deposit.attemptNo);
    sandboxes.wechat.pay(twin.attemptNo);
    await told(deposit.attemptNo);
    expect(await refusalOf(start(placed))).toBe('nothing_to_pay');
    engine.clock.advance(DAY_MS);
    // A second deposit never pays the balance.
    expect(await told(twin.attemptNo, 'wechat')).toMatchObject({ what: 'paid' });
    expect(await states()).toEqual(['deposit_paid']);
    const balanceDue = await start(placed, 'wechat');
    expect(balanceDue).toMatchObject({ amountMinor: 4_000, orders: [{ part: 'balance' }] });
    sandboxes.wechat.pay(balanceDue.attemptNo);
    await told(balanceDue.attemptNo, 'wechat');
    expect(await states()).toEqual(['paid']);
    const lines = [{ lineNo: 1, quantity: 1 }];
    const orderId = placed.orders[0]?.orderId ?? '';
    await requestRefund(engine, buyerId(), orderId, { key: 'k', reason: '不想要了', lines });
    await relay.drain();
    expect(await sendRefunds(engine, ways)).toEqual({ done: 3, failed: [] });
    expect(refundsAt(deposit.attemptNo)).toEqual([{ amountMinor: 500, times: 1 }]);
    expect(refundsAt(twin.attemptNo, 'wechat')).toEqual([{ amountMinor: 500, times: 1 }]);
    expect(refundsAt(balanceDue.attemptNo, 'wechat')).toEqual([{ amountMinor: 4_000, times: 1 }]);
    expect(await balance('clearing')).toBe(0);
    await expectSound();
  });

  test('a deposit that is returned goes back through its provider', async () => {
    const relay = deliver();
    const deposit = await start(await placePresale());
    sandboxes.alipay.pay(deposit.attemptNo);
    await told(deposit.attemptNo);
    engine.clock.advance(3 * DAY_MS);
    await expireOrders(engine, 100);
    await relay.drain();
    expect(await states()).toEqual(['cancelled']);
    expect(await sendRefunds(engine, ways)).toEqual({ done: 1, failed: [] });
    expect(refundsAt(deposit.attemptNo)).toEqual([{ amountMinor: 500, times: 1 }]);
    expect(await balance('clearing')).toBe(0);
  });

  test('a refund of an order that was paid another way touches no provider', async () => {
    const relay = deliver();
    const placed = await place();
    await start(placed);
    const orderId = placed.orders[0]?.orderId ?? '';
    await desk.pay({ buyerId: buyerId(), orderId, provider: 'test', approved: true });
    const lines = [{ lineNo: 1, quantity: 1 }];
    await requestRefund(engine, buyerId(), orderId, { key: 'k', reason: '不想要了', lines });
    await relay.drain();
    expect(await sendRefunds(engine, ways)).toEqual({ done: 0, failed: [] });
  });

  test('a refund that nobody takes for a day is left for people', async () => {
    const { attemptNo } = await start(await place());
    sandboxes.alipay.pay(attemptNo);
    await expireAll();
    await told(attemptNo);
    sandboxes.alipay.faults.slowRefunds = true;
    let failed: readonly string[] = [];
    for (let hour = 0; hour < 40 && failed.length === 0; hour += 1) {
      ({ failed } = await sendRefunds(engine, ways));
      engine.clock.advance(60 * MINUTE_MS);
    }
    expect(failed).toHaveLength(1);
    expect(await view(attemptNo)).toMatchObject({ refunds: [{ state: 'failed' }] });
    expect(await balance('owed')).toBe(10_000);
  });
});

import { problems } from '@yellowcart/contract';
import type { AlipaySettings } from '@yellowcart/payments';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';

let platform: TestPlatform;
let keys = 0;

beforeAll(async () => {
  platform = await openTestPlatform(undefined, 'sandbox');
  await platform.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => platform.close());

async function place(on = platform): Promise<{ checkoutId: string; orderId: string }> {
  keys += 1;
  const { json } = await on.ask('POST /api/v1/checkouts', {
    as: 'buyer',
    headers: { 'idempotency-key': `pay-by-provider-${keys}` },
    body: {
      lines: [{ skuId: on.shop.products[0]?.skuIds[0], quantity: 1 }],
      address: {
        name: '李晓',
        phone: '199 0000 0001',
        province: '浙江省',
        city: '杭州市',
        district: '西湖区',
        street: '文三路 1 号',
      },
    },
  });
  return { checkoutId: json.checkoutId, orderId: json.orders[0].orderId };
}

function sandboxOf(name: 'alipay' | 'wechat') {
  const sandbox = platform.ways.sandbox?.[name];
  if (!sandbox) throw new Error(name);
  return sandbox;
}

const notify = (provider: string, headers: object, payload: string) =>
  platform.app.inject({
    method: 'POST',
    url: `/api/v1/payments/notifications/${provider}`,
    headers: headers as Record<string, string>,
    payload,
  });

test('the platform says which ways to pay it has', async () => {
  const { json } = await platform.ask('GET /api/v1/payments/providers');
  expect(json.items).toEqual([
    { name: 'alipay', currencies: ['CNY'], sandbox: true },
    { name: 'wechat', currencies: ['CNY'], sandbox: true },
  ]);
});

test('where a real provider is set up, test pay takes nothing that costs something', async () => {
  const alipay = sandboxOf('alipay').settings as AlipaySettings;
  const real = await openTestPlatform(undefined, { publicUrl: undefined, alipay, wechat: undefined });
  try {
    expect((await real.ask('GET /api/v1/payments/providers')).json).toMatchObject({
      items: [{ name: 'alipay', sandbox: false }],
      testPay: false,
    });
    const { orderId } = await place(real);
    const body = { provider: 'test' };
    const refused = await real.ask(`POST /api/v1/orders/${orderId}/payment`, { as: 'buyer', body });
    expect(refused.json.code).toBe('payment_provider_unknown');
    const { json } = await real.ask(`GET /api/v1/orders/${orderId}`, { as: 'buyer' });
    expect(json.state).toBe('awaiting_payment');
  } finally {
    await real.close();
  }
});

test.each(['alipay', 'wechat'] as const)(
  'from the order to the paid order over HTTP: a click on the pay page of %s, its notification, a refund',
  async (provider) => {
    const { checkoutId, orderId } = await place();
    const started = await platform.ask(`POST /api/v1/checkouts/${checkoutId}/payments`, {
      as: 'buyer',
      body: { provider },
    });
    expect(started.status).toBe(201);
    const { attemptNo, qr } = started.json;
    const page = await fetch(qr, { method: 'POST' });
    expect(await page.text()).toContain('notified');
    const order = await platform.ask(`GET /api/v1/orders/${orderId}`, { as: 'buyer' });
    expect(order.json.state).toBe('paid');
    expect((await platform.ask(`GET /api/v1/payments/${attemptNo}`, { as: 'buyer' })).json).toMatchObject({
      state: 'paid',
      amountMinor: 10_000,
      refunds: [],
    });
    expect(await sandboxOf(provider).deliver(attemptNo)).toMatchObject({ acknowledged: true });

    await platform.ask(`POST /api/v1/orders/${orderId}/refunds`, {
      as: 'buyer',
      body: { key: 'k', reason: '不想要了', lines: [{ lineNo: 1, quantity: 1 }] },
    });
    await expect
      .poll(
        () =>
          [...sandboxOf(provider).trade(attemptNo).refunds.values()].map(({ amountMinor }) => amountMinor),
        {
          timeout: 15_000,
        },
      )
      .toEqual([10_000]);
  },
);

test('a forged notification is answered as the provider expects a failure, and changes nothing', async () => {
  const { checkoutId, orderId } = await place();
  for (const provider of ['alipay', 'wechat'] as const) {
    const started = await platform.ask(`POST /api/v1/checkouts/${checkoutId}/payments`, {
      as: 'buyer',
      body: { provider },
    });
    sandboxOf(provider).pay(started.json.attemptNo);
    const forged = await sandboxOf(provider).deliver(started.json.attemptNo, { signature: 'wrong' });
    expect(forged).toMatchObject({ acknowledged: false });
    expect(forged.body).toMatch(/^(fail|\{"code":"FAIL","message":"失败"\})$/);
  }
  expect((await platform.ask(`GET /api/v1/orders/${orderId}`, { as: 'buyer' })).json.state).toBe(
    'awaiting_payment',
  );
});

test('bad notifications are refused before anything is read of them', async () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await notify('paypal', form, 'a=1')).statusCode).toBe(problems.invalid_request.status);
  const large = await notify('alipay', form, `a=${'x'.repeat(70_000)}`);
  expect(large.json()).toMatchObject({ code: 'body_too_large', context: { maxBytes: 65_536 } });
  const text = await notify('alipay', { 'content-type': 'text/html' }, '<b>');
  expect(text.json()).toMatchObject({ code: 'unsupported_media_type' });
  for (const body of ['', 'a=1', '{', '%', 'sign_type=RSA2&sign=x', 'sign_type=RSA2&sign=x&sign=y'])
    expect((await notify('alipay', form, body)).body).toBe('fail');
  const wechat = {
    'content-type': 'application/json',
    'wechatpay-timestamp': `${Math.floor(Date.now() / 1000)}`,
  };
  for (const body of ['', '{', '{}', '[]', 'null'])
    expect((await notify('wechat', wechat, body)).statusCode).toBe(500);
});

test("another buyer's checkout and payment do not exist for me", async () => {
  const { checkoutId } = await place();
  const start = { body: { provider: 'alipay' } };
  const mine = await platform.ask(`POST /api/v1/checkouts/${checkoutId}/payments`, { as: 'buyer', ...start });
  const theirs = await platform.ask(`POST /api/v1/checkouts/${checkoutId}/payments`, {
    as: 'creator',
    ...start,
  });
  expect(theirs.json.code).toBe('checkout_not_found');
  const seen = await platform.ask(`GET /api/v1/payments/${mine.json.attemptNo}`, { as: 'creator' });
  expect(seen.json.code).toBe('payment_not_found');
});

test('a provider that does not answer is a problem that says so', async () => {
  const { checkoutId } = await place();
  sandboxOf('alipay').faults.down = true;
  const started = await platform.ask(`POST /api/v1/checkouts/${checkoutId}/payments`, {
    as: 'buyer',
    body: { provider: 'alipay' },
  });
  sandboxOf('alipay').faults.down = false;
  expect(started.status).toBe(503);
  expect(started.json.code).toBe('payment_provider_unavailable');
});

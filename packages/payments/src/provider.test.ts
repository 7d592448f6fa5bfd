import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openAlipay } from './alipay.ts';
import { type Charge, type PaymentProvider, ProviderError, type RefundOrder } from './provider.ts';
import { openAlipaySandbox, openWeChatPaySandbox, type PaymentSandbox } from './sandbox/index.ts';
import { openWeChatPay } from './wechat-pay.ts';

interface Opened {
  readonly sandbox: PaymentSandbox;
  readonly provider: PaymentProvider;
  /** The same settings, but for one thing that is wrong. */
  readonly stranger: PaymentProvider;
}

const NOW = new Date('2026-03-01T02:00:00Z');
const WAYS: Record<string, () => Promise<Opened>> = {
  async alipay() {
    const sandbox = await openAlipaySandbox({ now: () => NOW });
    const { settings } = sandbox;
    const stranger = openAlipay({ ...settings, privateKey: (await openAndClose()).privateKey });
    return { sandbox, provider: openAlipay(settings), stranger };
  },
  async wechat() {
    const sandbox = await openWeChatPaySandbox({ now: () => NOW });
    const { settings } = sandbox;
    const stranger = openWeChatPay({ ...settings, privateKey: (await openAndClose()).privateKey });
    return { sandbox, provider: openWeChatPay(settings), stranger };
  },
};

/** Settings of another box, whose keys fit nothing here. */
async function openAndClose() {
  const other = await openAlipaySandbox();
  await other.close();
  return other.settings;
}

describe.each(Object.keys(WAYS))('what every provider does: %s', (name) => {
  let sandbox: PaymentSandbox;
  let provider: PaymentProvider;
  let stranger: PaymentProvider;
  let attemptNo = '';
  let count = 0;

  beforeAll(async () => {
    const open = WAYS[name];
    if (!open) throw new Error(name);
    ({ sandbox, provider, stranger } = await open());
  });
  afterAll(() => sandbox.close());
  beforeEach(() => {
    count += 1;
    attemptNo = `P260301${String(count).padStart(15, '0')}`;
    sandbox.faults.down = false;
    sandbox.faults.slowRefunds = false;
  });

  const charge = (changes: Partial<Charge> = {}): Charge => ({
    attemptNo,
    amountMinor: 8_880,
    currency: 'CNY',
    subject: '青禾小店 “核桃” & 枣',
    expiresAt: new Date(NOW.getTime() + 900_000),
    notifyUrl: 'http://127.0.0.1:9/notifications',
    ...changes,
  });
  const refundOf = (refundNo: string, amountMinor: number): RefundOrder => ({
    attemptNo,
    refundNo,
    amountMinor,
    totalMinor: 8_880,
    currency: 'CNY',
    reason: '超时支付',
  });
  const paid = async (): Promise<void> => {
    await provider.start(charge());
    sandbox.pay(attemptNo);
  };
  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'no error',
      (error: unknown) => (error instanceof ProviderError ? error.code : String(error)),
    );

  test('starting twice is one trade, and both starts show the same code', async () => {
    const first = await provider.start(charge());
    expect(await provider.start(charge())).toEqual(first);
    expect(first).toEqual({ qr: `${sandbox.url}/pay/${attemptNo}` });
    expect(sandbox.trade(attemptNo)).toMatchObject({
      amountMinor: 8_880,
      subject: charge().subject,
      expiresAt: charge().expiresAt,
    });
  });

  test('the gateway takes nothing that another key signed', async () => {
    expect(await codeOf(stranger.start(charge()))).toMatch(/invalid-signature|SIGN_ERROR/);
    expect(await codeOf(stranger.query(attemptNo))).toMatch(/invalid-signature|SIGN_ERROR/);
  });

  test('a trade is absent, unpaid, then paid with its number, amount and time', async () => {
    expect(await provider.query(attemptNo)).toEqual({ outcome: 'absent', attemptNo });
    await provider.start(charge());
    expect(await provider.query(attemptNo)).toEqual({ outcome: 'unpaid', attemptNo });
    const { tradeNo } = sandbox.pay(attemptNo);
    const trade = { outcome: 'paid', attemptNo, tradeNo, amountMinor: 8_880, currency: 'CNY', paidAt: NOW };
    expect(await provider.query(attemptNo)).toEqual(trade);
    expect(provider.readNotification(sandbox.notification(attemptNo))).toEqual({ believed: true, trade });
  });

  test('a closed trade takes no money; one that was paid first says so', async () => {
    expect(await provider.close(attemptNo)).toMatchObject({ outcome: 'absent' });
    await provider.start(charge());
    expect(await provider.close(attemptNo)).toMatchObject({ outcome: 'closed' });
    expect(await provider.close(attemptNo)).toMatchObject({ outcome: 'closed' });
    expect(() => sandbox.pay(attemptNo)).toThrow('closed');
    attemptNo = `${attemptNo}B`;
    await paid();
    expect(await provider.close(attemptNo)).toMatchObject({ outcome: 'paid', amountMinor: 8_880 });
  });

  test('nothing can be paid when its time is over', async () => {
    await provider.start(charge({ expiresAt: NOW }));
    expect(() => sandbox.pay(attemptNo)).toThrow('closed');
  });

  test('only the provider itself is believed', async () => {
    await paid();
    const read = (tampering: Parameters<PaymentSandbox['notification']>[1]): unknown =>
      provider.readNotification(sandbox.notification(attemptNo, tampering));
    expect(read({ signature: 'wrong' })).toMatchObject({ believed: false, reason: 'signature' });
    expect(read({ appId: '2021009999999999' })).toMatchObject({ believed: false, reason: 'not_ours' });
    expect(read({ merchantId: '1999999999' })).toMatchObject({ believed: false, reason: 'not_ours' });
    const { headers, body } = sandbox.notification(attemptNo);
    for (const forged of [body.replace('0', '1'), body.slice(1), '', '{}', 'a=1&a=2', '\u0000', body + body])
      expect(provider.readNotification({ headers, body: forged })).toMatchObject({ believed: false });
    expect(provider.readNotification({ headers: {}, body: '{"resource":{}}' })).toMatchObject({
      believed: false,
    });
  });

  test('another amount is told as it is, for the caller to compare', async () => {
    await paid();
    const reading = provider.readNotification(sandbox.notification(attemptNo, { amountMinor: 1 }));
    expect(reading).toMatchObject({ believed: true, trade: { amountMinor: 1 } });
  });

  test('a refund by the same number moves money once, and never more than was paid', async () => {
    await paid();
    expect(await provider.refund(refundOf('R1', 8_000))).toMatchObject({ state: 'done' });
    expect(await provider.refund(refundOf('R1', 8_000))).toMatchObject({ state: 'done' });
    expect(await provider.queryRefund(refundOf('R1', 8_000))).toMatchObject({ state: 'done' });
    expect(await codeOf(provider.refund(refundOf('R2', 881)))).not.toBe('no error');
    expect(await provider.refund(refundOf('R2', 880))).toMatchObject({ state: 'done' });
    const refunds = [...sandbox.trade(attemptNo).refunds.values()];
    expect(refunds.map(({ refundNo, amountMinor }) => [refundNo, amountMinor])).toEqual([
      ['R1', 8_000],
      ['R2', 880],
    ]);
  });

  test('a slow refund is waited for', async () => {
    await paid();
    sandbox.faults.slowRefunds = true;
    expect(await provider.refund(refundOf(`R1${attemptNo}`, 100))).toMatchObject({ state: 'waiting' });
    expect(await provider.queryRefund(refundOf(`R1${attemptNo}`, 100))).toMatchObject({ state: 'waiting' });
    sandbox.faults.slowRefunds = false;
    expect(await provider.refund(refundOf(`R1${attemptNo}`, 100))).toMatchObject({ state: 'done' });
  });

  test('a gateway that is down is an error, not an answer', async () => {
    sandbox.faults.down = true;
    const error = await provider.query(attemptNo).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProviderError);
  });
});

test('WeChat Pay notifications that were signed more than five minutes ago are stale', async () => {
  const sandbox = await openWeChatPaySandbox();
  const provider = openWeChatPay(sandbox.settings);
  const expiresAt = new Date(Date.now() + 900_000);
  const attemptNo = 'P260301000000000000001';
  const notifyUrl = 'http://127.0.0.1:9/';
  await provider.start({ attemptNo, amountMinor: 1, currency: 'CNY', subject: '枣', expiresAt, notifyUrl });
  sandbox.pay(attemptNo);
  const signedAt = (agoSeconds: number): Date => new Date(Date.now() - agoSeconds * 1000);
  const read = (agoSeconds: number): unknown =>
    provider.readNotification(sandbox.notification(attemptNo, { signedAt: signedAt(agoSeconds) }));
  expect(read(290)).toMatchObject({ believed: true });
  expect(read(310)).toMatchObject({ believed: false, reason: 'stale' });
  expect(read(-310)).toMatchObject({ believed: false, reason: 'stale' });
  await sandbox.close();
});

test("Alipay's own page is a signed address that opens the trade", async () => {
  const sandbox = await openAlipaySandbox();
  const provider = openAlipay({ ...sandbox.settings, mode: 'page' });
  const screen = await provider.start({
    attemptNo: 'P260301000000000000002',
    amountMinor: 12_345,
    currency: 'CNY',
    subject: '核桃',
    expiresAt: new Date(Date.now() + 900_000),
    notifyUrl: 'http://127.0.0.1:9/',
  });
  const page = await fetch('redirect' in screen ? screen.redirect : '');
  expect(page.url).toBe(`${sandbox.url}/pay/P260301000000000000002`);
  expect(await page.text()).toContain('¥123.45');
  await sandbox.close();
});

import { LINES_MAX, type ProblemCode, problemMessage, problems, QUANTITY_MAX } from '@yellowcart/contract';
import { type Click, signClick } from '@yellowcart/engine/attribution';
import { expireOrders } from '@yellowcart/engine/orders';
import { incrementStock } from '@yellowcart/engine/stock';
import { stockMismatches, TEST_ADDRESS } from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Answer, openTestPlatform, type TestPlatform } from './testing/platform.ts';

const NO_ID = '0190f000-0000-7000-8000-00000000dead';
const DAY_MS = 86_400_000;
const NEIGHBOURS = 20;
const JSON_TYPE = { 'content-type': 'application/json' };

let platform: TestPlatform;
let keys = 0;
let before: number;

beforeAll(async () => {
  platform = await openTestPlatform();
  const { engine, shop } = platform;
  for (const { skuIds } of shop.products)
    for (const skuId of skuIds)
      await incrementStock(engine, shop.shopId, skuId, { key: 'more', delta: 5_000 });
});
afterAll(() => platform.close());
beforeEach(async () => {
  before = await reserved();
});

const sku = (): string => platform.shop.products[0]?.skuIds[0] ?? '';
const nextKey = (): string => {
  keys += 1;
  return `bad-input-${keys}`;
};
const line = (changes: object = {}): object => ({ skuId: sku(), quantity: 1, ...changes });
const cart = (changes: object = {}): object => ({ lines: [line()], address: TEST_ADDRESS, ...changes });

function order(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return platform.ask('POST /api/v1/checkouts', {
    as: 'buyer',
    body,
    headers: { 'idempotency-key': nextKey(), ...headers },
  });
}

async function reserved(): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT sum(reserved)::bigint AS n FROM stock.level`.execute(
    platform.engine.db,
  );
  return rows[0]?.n ?? 0;
}

/** Sends something bad among good orders, in both languages: it gets its own answer, and they are all placed. */
async function refusedAmongGood(bad: (locale: Record<string, string>) => Promise<Answer>) {
  const good = (count: number) => Array.from({ length: count }, () => order(cart()));
  const [first, en, zh, last] = await Promise.all([
    Promise.all(good(NEIGHBOURS / 2)),
    bad({ 'accept-language': 'en' }),
    bad({ 'accept-language': 'zh-CN' }),
    Promise.all(good(NEIGHBOURS / 2)),
  ]);
  expect([...first, ...last].map(({ status }) => status)).toEqual(Array(NEIGHBOURS).fill(201));
  expect(await reserved()).toBe(before + NEIGHBOURS);
  expect(await stockMismatches(platform.engine.db)).toEqual([]);
  return { en, zh };
}

/** One code, its status, and its sentence in both languages, with the same facts in it. */
function expectProblem(
  { en, zh }: { en: Answer; zh: Answer },
  code: ProblemCode,
  says: readonly (string | number)[] = [],
): void {
  for (const [answer, locale] of [
    [en, 'en'],
    [zh, 'zh-CN'],
  ] as const) {
    expect([answer.status, answer.json.code]).toEqual([problems[code].status, code]);
    if (code !== 'invalid_request')
      expect(answer.json.detail).toBe(problemMessage(code, locale, answer.json.context));
    expect(answer.json.detail).not.toMatch(/[{}]/);
    for (const fact of says) expect(answer.json.detail).toContain(String(fact));
  }
  expect(en.json.detail).not.toBe(zh.json.detail);
}

/** What the fields of an invalid request are told, by their paths. */
const told = ({ json }: Answer): Record<string, string> =>
  Object.fromEntries(
    json.context.fields.map(({ path, message }: { path: string; message: string }) => [path, message]),
  );

it('refuses an unknown SKU by its id', async () => {
  const body = cart({ lines: [line(), line({ skuId: NO_ID })] });
  expectProblem(await refusedAmongGood((headers) => order(body, headers)), 'sku_not_found', [NO_ID]);
});

it.each([0, -1, 1_000_000_000, 1.5])('refuses a quantity of %s and names the field', async (quantity) => {
  const body = cart({ lines: [line(), line({ quantity })] });
  const answers = await refusedAmongGood((headers) => order(body, headers));
  expectProblem(answers, 'invalid_request', ['lines[1].quantity']);
  if (quantity > QUANTITY_MAX) expect(told(answers.en)['lines[1].quantity']).toContain(String(QUANTITY_MAX));
});

it('refuses ten thousand lines, and says how many there may be', async () => {
  const body = cart({ lines: Array(10_000).fill(line()) });
  const answers = await refusedAmongGood((headers) => order(body, headers));
  expectProblem(answers, 'invalid_request', ['lines']);
  expect(told(answers.en).lines).toContain(String(LINES_MAX));
});

const clickToken = (changes: Partial<Click>): string => {
  const { engine, shop } = platform;
  const [product] = shop.products;
  if (!product) throw new Error('no product');
  return signClick(engine.clickSecret, {
    clickId: engine.ids.next(),
    at: engine.clock.now(),
    buyerId: undefined,
    creatorId: shop.creatorId,
    surface: 'live_cart',
    contentId: shop.creatorId,
    itemId: product.productId,
    shopId: shop.shopId,
    productId: product.productId,
    planId: product.planId,
    planVersion: 1,
    ...changes,
  });
};

it("refuses another buyer's click token, and one that was changed", async () => {
  const withToken = (token: string) => (headers: Record<string, string>) =>
    order(cart({ lines: [line({ clickToken: token })] }), headers);
  const foreign = clickToken({ buyerId: platform.shop.buyerIds[1] });
  expectProblem(await refusedAmongGood(withToken(foreign)), 'click_token_not_yours');
  before = await reserved();
  expectProblem(await refusedAmongGood(withToken(`${foreign.slice(0, -2)}AA`)), 'click_token_invalid');
});

it("refuses somebody else's session, and shows nobody else the order", async () => {
  const forged = { authorization: 'Bearer of.nothing' };
  expectProblem(
    await refusedAmongGood((headers) => order(cart(), { ...forged, ...headers })),
    'not_signed_in',
  );
  const { json } = await order(cart());
  const seen = (headers: Record<string, string>) =>
    platform.ask(`GET /api/v1/orders/${json.orders[0].orderId}`, { as: 'leader', headers });
  const [en, zh] = [await seen({}), await seen({ 'accept-language': 'zh' })];
  expectProblem({ en, zh }, 'order_not_found');
});

it('refuses a key that was used with another body, and keeps the first order', async () => {
  const key = { 'idempotency-key': nextKey() };
  const first = await order(cart(), key);
  before = await reserved();
  const other = cart({ lines: [line({ quantity: 2 })] });
  expectProblem(
    await refusedAmongGood((headers) => order(other, { ...key, ...headers })),
    'idempotency_key_reused',
  );
  const again = await order(cart(), key);
  expect([again.status, again.json]).toEqual([201, { ...first.json, replayed: true }]);
});

it('refuses a key that is too short or missing', async () => {
  const short = (headers: Record<string, string>) =>
    order(cart(), { 'idempotency-key': 'short', ...headers });
  expectProblem(await refusedAmongGood(short), 'invalid_request', ['idempotency-key']);
  before = await reserved();
  const none = (headers: Record<string, string>) =>
    platform.ask('POST /api/v1/checkouts', { as: 'buyer', body: cart(), headers });
  expectProblem(await refusedAmongGood(none), 'idempotency_key_missing', ['Idempotency-Key']);
});

it.each([
  ['cut off', '{"lines":['],
  ['not JSON', 'lines=1'],
  ['a bare word', 'undefined'],
  ['two documents', '{}{}'],
])('refuses JSON that is %s', async (_what, text) => {
  const answers = await refusedAmongGood((headers) => order(text, { ...JSON_TYPE, ...headers }));
  expectProblem(answers, 'malformed_json');
});

it('refuses ten megabytes, and says how large a body may be', async () => {
  const text = JSON.stringify(cart({ note: 'x'.repeat(10_000_000) }));
  const answers = await refusedAmongGood((headers) => order(text, { ...JSON_TYPE, ...headers }));
  expectProblem(answers, 'body_too_large', [1_048_576]);
});

it('keeps its own time, whatever clocks the buyer and his tokens go by', async () => {
  const skewed = {
    date: 'Thu, 01 Jan 1970 00:00:00 GMT',
    'if-unmodified-since': 'Fri, 31 Dec 2060 00:00:00 GMT',
  };
  const { json } = await order(cart(), skewed);
  const now = platform.engine.clock.now().getTime();
  expect(Math.abs(new Date(json.expiresAt).getTime() - now - 15 * 60_000)).toBeLessThan(10_000);
  const at = (ms: number) => clickToken({ at: new Date(now + ms) });
  for (const token of [at(DAY_MS), at(-400 * DAY_MS)]) {
    const placed = await order(cart({ lines: [line({ clickToken: token })] }));
    const { orderId } = placed.json.orders[0];
    const { rows } = await sql`
      SELECT 1 FROM orders.line l JOIN orders."order" o USING (shop_id, order_id)
      WHERE o.order_id = ${orderId} AND to_json(l)::text LIKE ${`%${platform.shop.creatorId}%`}
    `.execute(platform.engine.db);
    expect([placed.status, rows]).toEqual([201, []]);
  }
});

const preview = async (): Promise<string> => {
  const { json } = await platform.ask('POST /api/v1/checkout/preview', {
    as: 'buyer',
    body: { lines: [line()], province: TEST_ADDRESS.province },
  });
  return json.previewToken;
};

it('refuses a preview token that was changed, or is of another cart, and says so', async () => {
  const previewToken = await preview();
  const promised = (changes: object) => (headers: Record<string, string>) => order(cart(changes), headers);
  expectProblem(await refusedAmongGood(promised({ previewToken: `x${previewToken}` })), 'preview_invalid');
  before = await reserved();
  const otherCart = { previewToken, lines: [line({ quantity: 2 })] };
  const answers = await refusedAmongGood(promised(otherCart));
  expectProblem(answers, 'preview_changed', [20_000]);
  expect(answers.en.json.context.changes).toEqual(['lines']);
});

it('refuses a preview that has expired', async () => {
  const previewToken = await preview();
  const { engine } = platform;
  engine.clock.advance(16 * 60_000);
  // The orders of before are over too: none of them may be given back while we count.
  while ((await expireOrders(engine, 500)).orders > 0);
  before = await reserved();
  const answers = await refusedAmongGood((headers) => order(cart({ previewToken }), headers));
  expectProblem(answers, 'preview_expired');
});

it.each([
  ['a year 0', 'POST /api/v1/merchant/combinations', 'merchant', { startsAt: '0000-01-01T00:00:00Z' }],
  ['a null byte in a path', 'GET /api/v1/payments/%00', 'buyer', undefined],
  ['a null byte in a query', 'GET /api/v1/operator/ledger/accounts?purpose=%00', 'operator', undefined],
] as const)('refuses %s, which no database stores', async (_what, route, as, changes) => {
  const deal = {
    name: '搭配购',
    items: [{ skuId: sku(), quantity: 2 }],
    priceMinor: 1,
    endsAt: '2099-01-01T00:00:00Z',
  };
  const answer = await platform.ask(route, { as, ...(changes && { body: { ...deal, ...changes } }) });
  expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request']);
});

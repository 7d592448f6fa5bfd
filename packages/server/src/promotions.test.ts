import type { RoomEvent } from '@yellowcart/contract';
import { allotUnits } from '@yellowcart/engine/stock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from './testing/platform.ts';
import { followStream } from './testing/stream.ts';

let platform: TestPlatform;
let roomId: string;
let skuId: string;
let otherSkuId: string;
beforeAll(async () => {
  platform = await openTestPlatform();
  const [first, second] = platform.shop.products;
  skuId = first?.skuIds[0] ?? '';
  otherSkuId = second?.skuIds[0] ?? '';
  const scheduled = await platform.ask('POST /api/v1/creator/rooms', {
    as: 'creator',
    body: { title: '今晚' },
  });
  roomId = scheduled.json.roomId;
});
afterAll(() => platform.close());

const in_ = (minutes: number) =>
  new Date(platform.engine.clock.now().getTime() + minutes * 60_000).toISOString();
const merchant = (route: string, body?: unknown) => platform.ask(route, { as: 'merchant', body });
const creator = (route: string, body?: unknown) => platform.ask(route, { as: 'creator', body });

it('a merchant makes, changes, tries and ends a gift rule', async () => {
  const rule = {
    name: '满百赠',
    bands: [{ from: 20_000, gifts: [{ skuId: otherSkuId, quantity: 1 }] }],
    buyerMax: 1,
  };
  const made = await merchant('POST /api/v1/merchant/gift-rules', { kind: 'threshold_amount', ...rule });
  expect(made.json).toMatchObject({ version: 1, state: 'running', bearer: 'merchant', pool: 'gift' });
  const { ruleId } = made.json;
  const body = { lines: [{ skuId, quantity: 2 }] };
  const out = await merchant('POST /api/v1/merchant/gift-rules/simulation', body);
  expect(out.json.rules).toMatchObject([{ ruleId, reason: { code: 'out_of_gifts', whenOut: 'drop' } }]);
  await allotUnits(platform.engine, platform.shop.shopId, otherSkuId, {
    pool: 'gift',
    delta: 2,
    key: 'gifts',
  });
  const given = await merchant('POST /api/v1/merchant/gift-rules/simulation', body);
  expect(given.json).toMatchObject({
    totalMinor: 20_000,
    giftValueMinor: 10_000,
    rules: [{ reason: { code: 'given' } }],
  });

  const around = await platform.ask(`GET /api/v1/products/${platform.shop.products[0]?.productId}/deals`);
  expect(around.json.gifts).toMatchObject([{ ruleId, bands: [{ from: 20_000 }], buyerMax: 1 }]);

  const changed = await merchant(`PUT /api/v1/merchant/gift-rules/${ruleId}`, { ...rule, name: '满二百赠' });
  expect(changed.json).toMatchObject({ version: 2, name: '满二百赠' });
  expect((await merchant(`POST /api/v1/merchant/gift-rules/${ruleId}/end`)).json.state).toBe('ended');
  expect((await merchant('GET /api/v1/merchant/gift-rules')).json.items).toMatchObject([
    { ruleId, state: 'ended' },
  ]);
});

it('says in the reader’s language what is wrong with a rule', async () => {
  const body = { kind: 'first_n', name: '前十名', bands: [{ from: 1, gifts: [{ skuId, quantity: 1 }] }] };
  const { status, json } = await merchant('POST /api/v1/merchant/gift-rules', body);
  expect([status, json.code, json.context]).toEqual([422, 'gift_rule_invalid', { reason: 'limit_missing' }]);
  const room = { ...body, totalMax: 10, roomId: platform.shop.shopId };
  expect((await merchant('POST /api/v1/merchant/gift-rules', room)).json.code).toBe('room_not_found');
});

it('a host runs the flash sale that a merchant gave the room, and viewers follow it live', async () => {
  const body = { name: '秒杀', roomId, skuId, priceMinor: 100, units: 5, buyerMax: 1 };
  const made = await merchant('POST /api/v1/merchant/flash-sales', body);
  expect(made.json).toMatchObject({ kind: 'flash', state: 'waiting', left: 5 });
  const { dealId } = made.json;
  const sales = `/api/v1/creator/rooms/${roomId}/flash-sales`;
  expect((await creator(`GET ${sales}`)).json.items).toMatchObject([
    { dealId, state: 'waiting', startsAt: null },
  ]);
  expect((await platform.ask(`GET /api/v1/rooms/${roomId}/deals`)).json.items).toEqual([]);

  const start = { countdownSeconds: 10, minutes: 1 };
  expect((await creator(`POST ${sales}/${dealId}/start`, start)).json.code).toBe('room_not_live');
  await creator(`POST /api/v1/creator/rooms/${roomId}/start`);
  const origin = await platform.app.listen({ port: 0, host: '127.0.0.1' });
  const viewer = await followStream<RoomEvent>(`${origin}/api/v1/rooms/${roomId}/events`);
  await expect.poll(() => viewer.of('snapshot')[0]?.flash).toEqual([]);
  expect((await creator(`POST ${sales}/${dealId}/start`, { ...start, minutes: 21 })).status).toBe(422);
  const started = await creator(`POST ${sales}/${dealId}/start`, start);
  expect(started.json).toMatchObject({ state: 'countdown', left: 5 });
  await expect
    .poll(() => viewer.of('flash').at(-1)?.sales)
    .toMatchObject([{ dealId, startsAt: started.json.startsAt }]);
  expect((await platform.ask(`GET /api/v1/rooms/${roomId}/deals`)).json.items).toMatchObject([{ dealId }]);

  const late = await followStream<RoomEvent>(`${origin}/api/v1/rooms/${roomId}/events`);
  // In the snapshot, or told after one that is shared with whoever came a moment before.
  const seenLate = () => late.of('flash').at(-1)?.sales ?? late.of('snapshot')[0]?.flash;
  await expect.poll(seenLate).toMatchObject([{ dealId }]);
  expect((await creator(`POST ${sales}/${dealId}/stop`)).json).toEqual({ dealId });
  await expect.poll(() => viewer.of('flash').at(-1)?.sales).toEqual([]);
  const listed = await merchant('GET /api/v1/merchant/deals?kind=flash');
  expect(listed.json.items).toMatchObject([{ dealId, state: 'closed', left: 0 }]);
  viewer.stop();
  late.stop();
});

it('lets only the room’s own host see and run its flash sales', async () => {
  const elsewhere = `/api/v1/creator/rooms/${platform.shop.shopId}/flash-sales`;
  expect((await creator(`GET ${elsewhere}`)).json.code).toBe('room_not_found');
  const start = { countdownSeconds: 10, minutes: 1 };
  expect((await creator(`POST ${elsewhere}/${skuId}/start`, start)).json.code).toBe('room_not_found');
  const unknown = `/api/v1/creator/rooms/${roomId}/flash-sales/${skuId}/stop`;
  expect((await creator(`POST ${unknown}`)).json.code).toBe('deal_not_found');
});

it('a merchant offers sets and presales, and stops them', async () => {
  const items = [
    { skuId, quantity: 1 },
    { skuId: otherSkuId, quantity: 1 },
  ];
  const set = { name: '两件套', items, priceMinor: 15_000, endsAt: in_(60) };
  const made = await merchant('POST /api/v1/merchant/combinations', set);
  expect(made.json).toMatchObject({ kind: 'combination', normalMinor: 20_000, currency: 'CNY' });
  const dear = await merchant('POST /api/v1/merchant/combinations', { ...set, priceMinor: 20_001 });
  expect([dear.status, dear.json.code]).toEqual([422, 'deal_price_high']);
  const presale = {
    name: '预售',
    skuId,
    priceMinor: 9_000,
    depositMinor: 1_000,
    units: 1_000,
    endsAt: in_(60),
    balanceFrom: in_(60),
    balanceUntil: in_(120),
    shipBy: in_(240),
  };
  expect((await merchant('POST /api/v1/merchant/presales', presale)).json.code).toBe('stock_short');
  const ahead = await merchant('POST /api/v1/merchant/presales', { ...presale, units: 2 });
  expect(ahead.json).toMatchObject({ kind: 'presale', depositMinor: 1_000, left: 2 });
  const around = await platform.ask(`GET /api/v1/products/${platform.shop.products[0]?.productId}/deals`);
  expect(around.json).toMatchObject({
    combinations: [{ dealId: made.json.dealId }],
    presales: [{ dealId: ahead.json.dealId, balanceMinor: 8_000 }],
  });
  for (const { dealId } of [made.json, ahead.json]) {
    expect((await merchant(`POST /api/v1/merchant/deals/${dealId}/stop`)).json.state).toBe('closed');
    expect((await merchant(`POST /api/v1/merchant/deals/${dealId}/stop`)).json.code).toBe('deal_over');
  }
});

it('a merchant says how the shop delivers', async () => {
  const none = await merchant('GET /api/v1/merchant/delivery');
  expect(none.json).toEqual({ freightMinor: 0, freeFromMinor: null, surcharges: {}, shipWithinHours: 48 });
  const delivery = {
    freightMinor: 600,
    freeFromMinor: 9_900,
    surcharges: { 西藏: 1_200 },
    shipWithinHours: 24,
  };
  expect((await merchant('PUT /api/v1/merchant/delivery', delivery)).json).toEqual(delivery);
  expect((await merchant('GET /api/v1/merchant/delivery')).json).toEqual(delivery);
  const negative = await merchant('PUT /api/v1/merchant/delivery', { ...delivery, surcharges: { 西藏: -1 } });
  expect(negative.status).toBe(422);
});

import { beforeAll, expect, test } from 'vitest';
import { createShops, insertProducts } from '#catalog';
import { createParties } from '#parties';
import { insertRooms } from '#placements';
import { insertPlans } from '#plans';
import { describeOnBothDatabases, makeEngine, type TestEngine } from '../../testing/index.ts';
import { recordPresence } from '../commands/record-presence.ts';
import { HEARD } from '../events.ts';
import { boardView, bringSampleSales, roomMinutes, roomTotals, soldByItem, soldCountOf } from '../index.ts';
import { insightsProjection } from '../projection.ts';

// Ten in the morning on the platform's day.
const NOW = '2026-03-01T02:00:30Z';
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const MERCHANT = id(1);
const CREATOR = id(2);
const BUYER = id(3);
const OTHER_BUYER = id(4);
const SHOP = id(5);
const SKU = id(6);
const CREAM = id(10);
const LAMP = id(11);
const ROOM = id(20);
const QUIET_ROOM = id(21);
const SCHEDULED = id(22);
const CREAM_ITEM = id(30);
const LAMP_ITEM = id(31);

async function furnish(engine: TestEngine): Promise<void> {
  const at = engine.clock.now();
  const party = (partyId: string, role: 'merchant' | 'creator' | 'buyer', name: string) => {
    return { partyId, role, ref: null, name, profile: {}, createdAt: at };
  };
  const product = (productId: string, title: string, n: number) => ({
    productId,
    shopId: SHOP,
    ref: title,
    title,
    subtitle: '',
    brand: null,
    categoryPath: ['美妆'],
    picture: '/pictures/jar/1.svg',
    attributes: {},
    currency: 'CNY',
    skus: [
      {
        skuId: `${SKU.slice(0, -1)}${n}`,
        ref: title,
        spec: {},
        priceMinor: 900,
        listPriceMinor: null,
        stock: 9,
      },
    ],
  });
  const plan = (productId: string, n: number) => {
    const [planId, kind, leaderId] = [id(40 + n), 'normal' as const, null];
    return {
      planId,
      shopId: SHOP,
      productId,
      kind,
      leaderId,
      createdAt: at,
      commissionBps: 2_000,
      serviceFeeBps: 0,
    };
  };
  const item = (itemId: string, productId: string, n: number) => {
    return { itemId, shopId: SHOP, productId, planId: id(40 + n), planVersion: 1 };
  };
  const room = (roomId: string, title: string, state: 'live' | 'scheduled') => ({
    roomId,
    creatorId: CREATOR,
    ref: null,
    title,
    notice: '',
    cover: '/pictures/cover/jar/1.svg',
    playbackUrl: null,
    state,
    createdAt: at,
    startedAt: state === 'live' ? at : null,
    items: roomId === ROOM ? [item(CREAM_ITEM, CREAM, 0), item(LAMP_ITEM, LAMP, 1)] : [],
  });
  await engine.db.transaction().execute(async (tx) => {
    await createParties(tx, [
      party(MERCHANT, 'merchant', '店主'),
      party(CREATOR, 'creator', '小满'),
      party(BUYER, 'buyer', '三楼的柠檬'),
      party(OTHER_BUYER, 'buyer', '阿远'),
    ]);
    await createShops(tx, [
      { shopId: SHOP, merchantId: MERCHANT, ref: null, name: '店', intro: '', city: '', openedAt: at },
    ]);
    await insertProducts(tx, [product(CREAM, '面霜', 1), product(LAMP, '台灯', 2)], at);
    await insertPlans(tx, [plan(CREAM, 0), plan(LAMP, 1)]);
    await insertRooms(tx, [
      room(QUIET_ROOM, '安静的直播间', 'live'),
      room(ROOM, '热闹的直播间', 'live'),
      room(SCHEDULED, '明天的直播间', 'scheduled'),
    ]);
  });
}

const lines = [
  { productId: CREAM, quantity: 2, amountMinor: 1_800, contentId: ROOM, itemId: CREAM_ITEM },
  { productId: LAMP, quantity: 1, amountMinor: 900, contentId: null, itemId: null },
];
const order = (buyerId: string) => ({ buyerId, currency: 'CNY', totalMinor: 2_700, lines });
const orderInPounds = { buyerId: OTHER_BUYER, currency: 'GBP', totalMinor: 900, lines: lines.slice(1) };
const event = (topic: string, at: string, payload: unknown) => ({
  topic,
  key: 'k',
  at: new Date(at),
  payload,
});
const EVENTS = [
  event(HEARD.paid, '2026-02-28T15:59:59Z', order(BUYER)), // Still the day before.
  event(HEARD.clicked, '2026-03-01T01:58:00Z', { roomId: ROOM }),
  event(HEARD.pinned, '2026-03-01T01:58:10Z', { roomId: ROOM, itemId: CREAM_ITEM }),
  event(HEARD.pinned, '2026-03-01T01:58:20Z', { roomId: ROOM, itemId: LAMP_ITEM }),
  event(HEARD.pinned, '2026-03-01T01:58:30Z', { roomId: ROOM, itemId: CREAM_ITEM }),
  event(HEARD.placed, '2026-03-01T01:58:40Z', order(BUYER)),
  event(HEARD.placed, '2026-03-01T01:58:41Z', order(OTHER_BUYER)),
  event(HEARD.paid, '2026-03-01T01:59:00Z', order(BUYER)),
  event(HEARD.paid, '2026-03-01T02:00:10Z', order(BUYER)),
  event(HEARD.paid, '2026-03-01T02:00:11Z', orderInPounds),
  event(HEARD.refunded, '2026-03-01T02:00:20Z', {
    currency: 'CNY',
    amountMinor: 1_800,
    lines: lines.slice(0, 1),
  }),
];

describeOnBothDatabases('the boards', (open) => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = makeEngine(await open(), { at: NOW });
    await furnish(engine);
    await engine.db.transaction().execute(async (tx) => {
      await insightsProjection().project?.(tx, EVENTS);
      await bringSampleSales(tx, [{ productId: CREAM, day: '2026-02-20', units: 7 }]);
    });
    const minute = new Date('2026-03-01T01:59:30Z');
    await recordPresence(engine.db, [
      { roomId: ROOM, minute, viewersMax: 30, visits: 8 },
      { roomId: QUIET_ROOM, minute, viewersMax: 5, visits: 2 },
    ]);
    await recordPresence(engine.db, [{ roomId: ROOM, minute, viewersMax: 20, visits: 1 }]);
  });
  const board = () => {
    return boardView(engine, { viewers: 12, viewersByRoom: new Map([[ROOM, 12]]) });
  };

  test("the operator's board counts the platform's day in its own currency, each order once", async () => {
    expect(await board()).toMatchObject({
      at: '2026-03-01T02:00:30.000Z',
      day: '2026-03-01',
      gmvMinor: 5_400,
      ordersPlaced: 2,
      ordersPaid: 2,
      buyers: 1,
      viewers: 12,
      refundedMinor: 1_800,
      funnel: { visits: 11, clicks: 1, ordersPlaced: 2, ordersPaid: 2 },
    });
  });

  test('its last hour has sixty minutes, those without news at zero', async () => {
    const { minutes } = await board();
    expect(minutes).toHaveLength(60);
    expect(minutes[0]).toEqual({
      minute: '2026-03-01T01:01:00.000Z',
      gmvMinor: 0,
      orders: 0,
      viewers: 0,
      pins: [],
    });
    expect(minutes.slice(-3)).toEqual([
      { minute: '2026-03-01T01:58:00.000Z', gmvMinor: 0, orders: 0, viewers: 0, pins: ['面霜', '台灯'] },
      { minute: '2026-03-01T01:59:00.000Z', gmvMinor: 2_700, orders: 1, viewers: 35, pins: [] },
      { minute: '2026-03-01T02:00:00.000Z', gmvMinor: 2_700, orders: 1, viewers: 0, pins: [] },
    ]);
  });

  test('its rooms are those on air, by what was bought there today', async () => {
    expect((await board()).rooms).toEqual([
      {
        roomId: ROOM,
        title: '热闹的直播间',
        creatorName: '小满',
        viewers: 12,
        ordersPaid: 2,
        gmvMinor: 3_600,
      },
      {
        roomId: QUIET_ROOM,
        title: '安静的直播间',
        creatorName: '小满',
        viewers: 0,
        ordersPaid: 0,
        gmvMinor: 0,
      },
    ]);
  });

  test('its ticker names buyers masked, newest first', async () => {
    const { ticker } = await board();
    expect(ticker[0]).toEqual({ at: '2026-03-01T02:00:10.000Z', text: '三** 面霜 ×3', amountMinor: 2_700 });
    expect(ticker).toHaveLength(3);
    expect(JSON.stringify(ticker)).not.toContain('三楼');
  });

  test('a room knows its minutes, its totals and its items', async () => {
    const minutes = await roomMinutes(engine.db, ROOM, engine.clock.now());
    expect(minutes).toHaveLength(10);
    expect(minutes.slice(-2)).toEqual([
      { minute: '2026-03-01T01:59:00.000Z', orders: 1, gmvMinor: 1_800, viewers: 30 },
      { minute: '2026-03-01T02:00:00.000Z', orders: 1, gmvMinor: 1_800, viewers: 0 },
    ]);
    const totals = await roomTotals(engine.db, [ROOM, QUIET_ROOM]);
    expect(totals.get(ROOM)).toEqual({ ordersPaid: 3, gmvMinor: 5_400 });
    expect(totals.get(QUIET_ROOM)).toEqual({ ordersPaid: 0, gmvMinor: 0 });
    expect(Object.fromEntries(await soldByItem(engine.db, ROOM))).toEqual({
      [CREAM_ITEM]: { ordersPaid: 3, units: 6, gmvMinor: 5_400 },
    });
  });

  test("a product's sales include what the sample brought along", async () => {
    expect(await soldCountOf(engine.db, CREAM)).toBe(13);
    expect(await soldCountOf(engine.db, LAMP)).toBe(4);
    expect(await soldCountOf(engine.db, ROOM)).toBe(0);
  });
});

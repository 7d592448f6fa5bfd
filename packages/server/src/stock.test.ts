import type { RoomEvent } from '@yellowcart/contract';
import { stockMismatches, TEST_ADDRESS } from '@yellowcart/engine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from './testing/platform.ts';
import { followStream, type Stream } from './testing/stream.ts';

/** A merchant's stock over the API. Every answer is checked against the contract. */
describe('stock over the API', () => {
  let platform: TestPlatform;
  let origin: string;
  let viewer: Stream<RoomEvent> | undefined;
  let skuIds: readonly string[];
  let kit: { skuId: string; productId: string };
  beforeAll(async () => {
    platform = await openTestPlatform();
    origin = await platform.app.listen({ port: 0, host: '127.0.0.1' });
    skuIds = platform.shop.products.flatMap((product) => product.skuIds);
  });
  afterAll(async () => {
    viewer?.stop();
    await platform.close();
  });
  const get = async (path: string) =>
    (await platform.ask(`GET /api/v1/merchant/${path}`, { as: 'merchant' })).json;
  const send = async (route: string, body: unknown) =>
    (await platform.ask(route.replace(' ', ' /api/v1/merchant/'), { as: 'merchant', body })).json;

  it('gives units to a pool, keeps some back and shows each of them', async () => {
    const [skuId] = skuIds;
    const allotment = { pool: 'gift', delta: 4, key: 'for the show' };
    expect(await send(`POST skus/${skuId}/allotments`, allotment)).toMatchObject({ generalAvailable: 6 });
    const policy = { pool: 'general', safety: 4, lowAt: 2 };
    expect(await send(`POST skus/${skuId}/stock-policy`, policy)).toMatchObject({
      available: 2,
      pools: [
        { pool: 'general', onHand: 6 },
        { pool: 'gift', onHand: 4 },
      ],
    });
    expect(await get(`skus/${skuId}/movements?limit=1`)).toMatchObject({
      items: [{ kind: 'moved', reference: 'for the show', quantity: 4, balance: 4 }],
      nextCursor: expect.any(String),
    });
    expect(await get('stock/low')).toMatchObject({ items: [{ skuId, title: '商品 1', available: 2 }] });
    expect((await get('stock/sold-out')).items).toEqual([]);
  });

  it('names what is wrong with a request', async () => {
    const [skuId] = skuIds;
    const code = async (route: string, body: unknown) => (await send(route, body)).code;
    for (const pool of ['general', 'attic', 'room:1', `room:${skuId} `])
      expect(await code(`POST skus/${skuId}/allotments`, { pool, delta: 1, key: 'k' })).toBe(
        'invalid_request',
      );
    expect(await code(`POST skus/${skuId}/stock-policy`, { pool: 'general', borrows: true })).toBe(
      'general_borrows',
    );
    expect(await code(`PUT skus/${skuId}/kit`, { parts: [] })).toBe('kit_parts_count');
    expect(await code(`PUT skus/${skuId}/kit`, { parts: [{ skuId, quantity: 0 }] })).toBe('invalid_request');
  });

  it('lists a kit that shows what it is made of', async () => {
    const parts = skuIds.slice(1).map((skuId, index) => ({ skuId, quantity: index + 1 }));
    const listed = await send('POST products', {
      ref: 'KIT',
      title: '组合装',
      categoryPath: ['测试'],
      skus: [{ ref: 'KIT-1', priceMinor: 15_000, parts }],
    });
    const page = await platform.ask(`GET /api/v1/products/${listed.productId}`);
    kit = { productId: listed.productId, skuId: page.json.skus[0].skuId };
    expect(page.json.skus[0].available).toBe(5);
    expect(await get(`skus/${kit.skuId}/kit`)).toMatchObject({ available: 5, parts });
  });

  it('shows viewers a kit that sells out because one of its parts does', async () => {
    await send(`POST plans`, { productId: kit.productId, commissionBps: 1000, serviceFeeBps: 0 });
    const room = await platform.ask('POST /api/v1/creator/rooms', { as: 'creator', body: { title: '直播' } });
    const rooms = `/api/v1/creator/rooms/${room.json.roomId}`;
    await platform.ask(`POST ${rooms}/start`, { as: 'creator' });
    const body = { productId: kit.productId };
    const hung = await platform.ask(`POST ${rooms}/items`, { as: 'creator', body });
    const stream = await followStream<RoomEvent>(`${origin}/api/v1/rooms/${room.json.roomId}/events`);
    viewer = stream;
    await expect.poll(() => stream.of('snapshot')[0]?.room.items[0]?.available).toBe(5);
    const placed = await platform.ask('POST /api/v1/checkouts', {
      as: 'buyer',
      body: { lines: [{ skuId: skuIds[2], quantity: 9 }], address: TEST_ADDRESS },
      headers: { 'idempotency-key': 'all-but-one' },
    });
    expect(placed.json).toMatchObject({ totalMinor: 90_000 });
    const { itemId } = hung.json;
    await expect
      .poll(() => stream.of('stock').at(-1)?.items, { timeout: 5_000 })
      .toEqual([{ itemId, available: 0, soldCount: 0 }]);
    expect((await get('stock/sold-out')).items).toMatchObject([{ skuId: kit.skuId, kit: true }]);
    expect(await stockMismatches(platform.engine.db)).toEqual([]);
  });
});

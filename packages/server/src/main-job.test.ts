import type { RoomEvent } from '@yellowcart/contract';
import { ledgerMismatches, stockMismatches, TEST_ADDRESS } from '@yellowcart/engine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPlatform, type TestPlatform } from './testing/platform.ts';
import { followStream, type Stream } from './testing/stream.ts';

/** The main job over the API, with a viewer and the operator watching. Every answer is checked against the contract. */
let platform: TestPlatform;
let origin: string;
const streams: Stream<unknown>[] = [];
beforeAll(async () => {
  platform = await openTestPlatform();
  origin = await platform.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  for (const stream of streams) stream.stop();
  await platform.close();
});

describe('the main job over the API', () => {
  let viewer: Stream<RoomEvent>;
  let roomId: string;
  let itemId: string;
  let clickToken: string;
  let orderId: string;
  const product = () => platform.shop.products[0] ?? expect.fail('no product');

  it('a creator finds a product in the library, schedules a room and goes on air', async () => {
    const library = await platform.ask('GET /api/v1/library?sort=earning', { as: 'creator' });
    expect(library.json.items.map((item: { productId: string }) => item.productId)).toContain(
      product().productId,
    );
    const scheduled = await platform.ask('POST /api/v1/creator/rooms', {
      as: 'creator',
      body: { title: '一场直播' },
    });
    roomId = scheduled.json.roomId;
    const started = await platform.ask(`POST /api/v1/creator/rooms/${roomId}/start`, { as: 'creator' });
    expect(started.json.state).toBe('live');
  });

  it('viewers see what she hangs and pins as it happens', async () => {
    viewer = await followStream(`${origin}/api/v1/rooms/${roomId}/events`);
    streams.push(viewer);
    await expect.poll(() => viewer.of('snapshot')[0]?.room.items).toEqual([]);
    const items = `/api/v1/creator/rooms/${roomId}/items`;
    const hung = await platform.ask(`POST ${items}`, {
      as: 'creator',
      body: { productId: product().productId },
    });
    itemId = hung.json.itemId;
    await platform.ask(`PUT /api/v1/creator/rooms/${roomId}/pin`, { as: 'creator', body: { itemId } });
    await expect.poll(() => viewer.of('item_hung')[0]?.item.itemId).toBe(itemId);
    await expect.poll(() => viewer.of('pinned')[0]?.itemId).toBe(itemId);
    expect(viewer.of('item_hung')[0]).not.toHaveProperty('item.commissionBps');
    await expect.poll(() => viewer.of('viewers').at(-1)?.viewers).toBe(1);
  });

  it('who comes back by the last event id gets what came meanwhile, and no snapshot', async () => {
    const before = viewer.lastId();
    const returned = await followStream<RoomEvent>(`${origin}/api/v1/rooms/${roomId}/events`, {
      'last-event-id': before,
    });
    streams.push(returned);
    await platform.ask(`PUT /api/v1/creator/rooms/${roomId}/pin`, { as: 'creator', body: { itemId: null } });
    await expect.poll(() => returned.of('pinned')[0]?.itemId).toBeNull();
    expect(returned.of('snapshot')).toEqual([]);
    returned.stop();
    const stranger = await followStream<RoomEvent>(`${origin}/api/v1/rooms/${roomId}/events`, {
      'last-event-id': 'deadbeef-4',
    });
    streams.push(stranger);
    await expect.poll(() => stranger.of('snapshot')).toHaveLength(1);
    stranger.stop();
  });

  it('a room that is not there has no stream', async () => {
    const { status, json } = await platform.ask(
      'GET /api/v1/rooms/0190f000-0000-7000-8000-00000000dead/events',
    );
    expect([status, json.code]).toEqual([404, 'room_not_found']);
  });

  it('a buyer taps, orders and pays; viewers see stock and buyers, the operator the board', async () => {
    const board = await followStream<{ ordersPaid: number; gmvMinor: number }>(
      `${origin}/api/v1/operator/board/events`,
      { authorization: `Bearer ${platform.tokens.operator}` },
    );
    streams.push(board);
    const click = await platform.ask('POST /api/v1/clicks', { as: 'buyer', body: { roomId, itemId } });
    clickToken = click.json.clickToken;
    await platform.ask(`GET /api/v1/products/${click.json.productId}`);
    const [skuId] = product().skuIds;
    const body = {
      lines: [{ skuId, quantity: 2, clickToken }],
      address: TEST_ADDRESS,
      expectedTotalMinor: 20_000,
    };
    const place = () =>
      platform.ask('POST /api/v1/checkouts', {
        as: 'buyer',
        body,
        headers: { 'idempotency-key': 'the-first-order' },
      });
    const placed = await place();
    expect(placed.json).toMatchObject({ totalMinor: 20_000, replayed: false });
    expect((await platform.ask('GET /api/v1/me', { as: 'buyer' })).json.address).toEqual(TEST_ADDRESS);
    expect((await place()).json).toEqual({ ...placed.json, replayed: true });
    orderId = placed.json.orders[0].orderId;
    const paid = await platform.ask(`POST /api/v1/orders/${orderId}/payment`, {
      as: 'buyer',
      body: { provider: 'test' },
    });
    expect(paid.json).toMatchObject({ state: 'paid', buyerName: '买家1' });
    await expect
      .poll(() => viewer.of('stock').at(-1)?.items)
      .toEqual([{ itemId, available: 18, soldCount: 2 }]);
    await expect
      .poll(() => viewer.of('bought')[0], { timeout: 5_000 })
      .toMatchObject({
        itemId,
        buyers: 1,
        nickname: '买**',
      });
    await expect
      .poll(() => board.events.at(-1), { timeout: 5_000 })
      .toMatchObject({ ordersPaid: 1, gmvMinor: 20_000 });
  });

  it('the shop ships, the buyer receives, and settlement comes when the clock says so', async () => {
    const listed = await platform.ask('GET /api/v1/merchant/orders?state=paid', { as: 'merchant' });
    expect(listed.json.items[0]).toMatchObject({
      orderId,
      lines: [{ attribution: { commissionBps: 2_000 } }],
    });
    const shipment = { carrier: '顺丰速运', trackingNo: 'SF1' };
    await platform.ask(`POST /api/v1/merchant/orders/${orderId}/shipment`, {
      as: 'merchant',
      body: shipment,
    });
    const received = await platform.ask(`POST /api/v1/orders/${orderId}/receipt`, { as: 'buyer' });
    expect(received.json).toMatchObject({ state: 'received', shipment });
    const pending = await platform.ask('GET /api/v1/balance', { as: 'creator' });
    expect(pending.json).toMatchObject({ walletMinor: 0, pendingMinor: expect.any(Number) });
    expect(pending.json.pendingMinor).toBeGreaterThan(0);
    platform.engine.clock.advance(8 * 86_400_000);
    const creator = () => platform.ask('GET /api/v1/balance', { as: 'creator' });
    await expect.poll(async () => (await creator()).json.walletMinor, { timeout: 5_000 }).toBeGreaterThan(0);
    const shares = await platform.ask('GET /api/v1/commissions?state=settled', { as: 'creator' });
    expect(shares.json.items[0]).toMatchObject({ orderId, role: 'creator', state: 'settled' });
  });

  it('a refund takes it back, and the books and the stock add up', async () => {
    const body = { key: 'r1', reason: '不合适', lines: [{ lineNo: 1, quantity: 1 }] };
    const asked = await platform.ask(`POST /api/v1/orders/${orderId}/refunds`, { as: 'buyer', body });
    expect(asked.json.state).toBe('requested');
    const decision = `POST /api/v1/merchant/refunds/${asked.json.refundId}/decision`;
    const agreed = await platform.ask(decision, { as: 'merchant', body: { agree: true } });
    expect(agreed.json).toMatchObject({ state: 'refunded', amountMinor: 10_000 });
    const accounts = await platform.ask('GET /api/v1/operator/ledger/accounts', { as: 'operator' });
    expect(accounts.json.sums).toEqual([{ currency: 'CNY', sumMinor: 0 }]);
    const [account] = accounts.json.items;
    const entries = `GET /api/v1/operator/ledger/accounts/${account.accountId}/entries`;
    expect((await platform.ask(entries, { as: 'operator' })).status).toBe(200);
    expect(await ledgerMismatches(platform.engine.db)).toEqual([]);
    expect(await stockMismatches(platform.engine.db)).toEqual([]);
  });

  it('every list of every role is as the contract says', async () => {
    const reads = [
      ['GET /api/v1/orders', 'buyer'],
      [`GET /api/v1/orders/${orderId}`, 'buyer'],
      [`GET /api/v1/merchant/orders/${orderId}`, 'merchant'],
      ['GET /api/v1/merchant/products', 'merchant'],
      ['GET /api/v1/merchant/plans', 'merchant'],
      ['GET /api/v1/operator/orders', 'operator'],
      ['GET /api/v1/operator/board', 'operator'],
      ['GET /api/v1/operator/clock', 'buyer'],
      ['GET /api/v1/creator/rooms', 'creator'],
      [`GET /api/v1/creator/rooms/${roomId}`, 'creator'],
      ['GET /api/v1/rooms', 'buyer'],
      [`GET /api/v1/rooms/${roomId}`, 'buyer'],
      ['GET /api/v1/platform', 'buyer'],
      ['GET /api/v1/me', 'buyer'],
    ] as const;
    for (const [route, as] of reads)
      expect([route, (await platform.ask(route, { as })).status]).toEqual([route, 200]);
  });

  it('an order of a shop is masked for the operator and whole for the buyer', async () => {
    const { json } = await platform.ask('GET /api/v1/operator/orders', { as: 'operator' });
    expect(json.items[0]).toMatchObject({ buyerName: '买**', address: null });
  });

  it('shutting down ends the streams and refuses what comes', async () => {
    const closing = platform.close();
    const late = await platform.ask('GET /api/v1/rooms');
    expect([late.status, late.json.code]).toEqual([503, 'shutting_down']);
    await closing;
    await expect.poll(() => viewer.ended()).toBe(true);
  });
});

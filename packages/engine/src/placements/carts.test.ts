import { beforeEach, expect, it } from 'vitest';
import { setShelf } from '#catalog';
import { takeEvents } from '#outbox';
import { changeRates } from '#plans';
import type { Engine } from '../engine.ts';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import {
  endRoom,
  hangItem,
  hostRoom,
  insertRooms,
  itemForClick,
  type NewRoom,
  openRooms,
  orderItems,
  pinItem,
  removeItem,
  roomView,
  startRoom,
} from './index.ts';

const NOBODY = { viewers: 0, soldByItem: new Map() };

/** What the outbox holds, oldest first, and takes it off. */
async function announced(engine: Engine): Promise<{ topic: string; payload: Record<string, unknown> }[]> {
  const { events } = await engine.db.transaction().execute((tx) => takeEvents(tx, 100));
  return events.map(({ topic, payload }) => ({ topic, payload: payload as Record<string, unknown> }));
}

describeOnBothDatabases('a live cart', (open) => {
  let engine: TestEngine;
  let shopId: string;
  let creatorId: string;
  let roomId: string;
  let add: ReturnType<typeof market>;

  beforeEach(async () => {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop();
    creatorId = await add.party('creator', '林小满');
    roomId = await add.liveRoom(creatorId);
    await announced(engine);
  });

  /** Hangs `count` new products. */
  async function hangNew(count: number): Promise<{ itemId: string; productId: string; planId: string }[]> {
    const items = [];
    for (let i = 0; i < count; i += 1) {
      const { productId, planId } = await add.promoted(shopId);
      const { itemId } = await hangItem(engine, creatorId, roomId, { productId });
      items.push({ itemId, productId, planId });
    }
    return items;
  }
  const view = () => roomView(engine, roomId, NOBODY);

  it('shows a hung product to viewers without commission, and to its host with it', async () => {
    const { productId, planId } = await add.promoted(shopId, {
      title: '手剥巴旦木 500g',
      priceMinor: 3990,
      commissionBps: 1750,
    });
    const hung = await hangItem(engine, creatorId, roomId, { productId });
    expect(hung).toMatchObject({
      planId,
      commissionBps: 1750,
      earningMinor: 698,
      position: 1,
      state: 'active',
    });
    const { items, revision, creator } = await view();
    const shown = {
      itemId: hung.itemId,
      productId,
      title: '手剥巴旦木 500g',
      priceMinor: 3990,
      available: 10,
    };
    expect(items).toMatchObject([shown]);
    expect(items[0]).not.toHaveProperty('commissionBps');
    expect(creator.name).toBe('林小满');
    expect(await hostRoom(engine, creatorId, roomId, NOBODY)).toMatchObject({ items: [hung] });
    expect(await announced(engine)).toMatchObject([
      { topic: 'plans.opened' },
      { topic: 'placements.item_hung', payload: { roomId, revision, item: shown } },
    ]);
  });

  it('counts what was bought where the caller knows it', async () => {
    const [item] = await hangNew(1);
    const soldByItem = new Map([[item?.itemId ?? '', { units: 7, ordersPaid: 3, gmvMinor: 35_000 }]]);
    expect((await roomView(engine, roomId, { viewers: 12, soldByItem })).items).toMatchObject([
      { soldCount: 7 },
    ]);
    const host = await hostRoom(engine, creatorId, roomId, { viewers: 12, soldByItem });
    expect(host).toMatchObject({ viewers: 12, items: [{ soldCount: 7, ordersPaid: 3, gmvMinor: 35_000 }] });
  });

  it('takes a product once', async () => {
    const [item] = await hangNew(1);
    const again = hangItem(engine, creatorId, roomId, { productId: item?.productId ?? '' });
    await expect(again).rejects.toMatchObject({ code: 'already_hung' });
  });

  it('refuses what cannot be promoted', async () => {
    const unplanned = await add.product(shopId);
    const other = await add.promoted(shopId);
    const hang = (input: { productId: string; planId?: string }) =>
      hangItem(engine, creatorId, roomId, input);
    await expect(hang({ productId: engine.ids.next() })).rejects.toMatchObject({ code: 'product_not_found' });
    await expect(hang({ productId: unplanned })).rejects.toMatchObject({ code: 'no_plan' });
    await expect(hang({ productId: unplanned, planId: other.planId })).rejects.toMatchObject({
      code: 'no_plan',
    });
    await setShelf(engine, shopId, other.productId, false);
    await expect(hang({ productId: other.productId })).rejects.toMatchObject({ code: 'product_off_shelf' });
  });

  it('holds a hundred items', async () => {
    const [item] = await hangNew(1);
    const hundred = Array.from({ length: 100 }, () => ({
      itemId: engine.ids.next(),
      shopId,
      productId: engine.ids.next(),
      planId: item?.planId ?? '',
      planVersion: 1,
    }));
    const full: NewRoom = {
      roomId: engine.ids.next(),
      creatorId,
      ref: null,
      title: '满满一车',
      notice: '',
      cover: '/pictures/cover/bag/1.svg',
      playbackUrl: null,
      state: 'live',
      createdAt: engine.clock.now(),
      startedAt: engine.clock.now(),
      items: hundred,
    };
    await engine.db.transaction().execute((tx) => insertRooms(tx, [full]));
    const hang = () => hangItem(engine, creatorId, full.roomId, { productId: item?.productId ?? '' });
    await expect(hang()).rejects.toMatchObject({ code: 'cart_full', detail: { max: 100 } });
    await removeItem(engine, creatorId, full.roomId, hundred[50]?.itemId ?? '');
    expect(await hang()).toMatchObject({ position: 101 });
  });

  it('is nobody else’s to touch', async () => {
    const [item] = await hangNew(1);
    const itemId = item?.itemId ?? '';
    const stranger = await add.party('creator');
    const { productId } = await add.promoted(shopId);
    const notFound = { code: 'room_not_found' };
    await expect(hangItem(engine, stranger, roomId, { productId })).rejects.toMatchObject(notFound);
    await expect(removeItem(engine, stranger, roomId, itemId)).rejects.toMatchObject(notFound);
    await expect(orderItems(engine, stranger, roomId, [itemId])).rejects.toMatchObject(notFound);
    await expect(pinItem(engine, stranger, roomId, itemId)).rejects.toMatchObject(notFound);
    await expect(startRoom(engine, stranger, roomId)).rejects.toMatchObject(notFound);
    await expect(endRoom(engine, stranger, roomId)).rejects.toMatchObject(notFound);
    await expect(hostRoom(engine, stranger, roomId, NOBODY)).rejects.toMatchObject(notFound);
  });

  it('is put in order, pinned, and emptied, each step with a revision of its own', async () => {
    const [a, b, c] = (await hangNew(3)).map((item) => item.itemId) as [string, string, string];
    await announced(engine);
    const { revision } = await view();
    await orderItems(engine, creatorId, roomId, [c, a, b]);
    expect((await view()).items.map((item) => item.itemId)).toEqual([c, a, b]);
    expect(await pinItem(engine, creatorId, roomId, a, '今天最低价')).toEqual({
      pinnedItemId: a,
      revision: revision + 2,
    });
    await removeItem(engine, creatorId, roomId, a);
    await expect(removeItem(engine, creatorId, roomId, a)).rejects.toMatchObject({ code: 'item_not_found' });
    await expect(orderItems(engine, creatorId, roomId, [c, a, b])).rejects.toMatchObject({
      code: 'cart_changed',
    });
    expect(await view()).toMatchObject({ pinnedItemId: null, revision: revision + 4, itemCount: 2 });
    expect(await announced(engine)).toEqual([
      expect.objectContaining({
        topic: 'placements.items_ordered',
        payload: { roomId, revision: revision + 1, itemIds: [c, a, b] },
      }),
      expect.objectContaining({
        topic: 'placements.pinned',
        payload: { roomId, revision: revision + 2, itemId: a, line: '今天最低价' },
      }),
      expect.objectContaining({
        topic: 'placements.pinned',
        payload: { roomId, revision: revision + 3, itemId: null },
      }),
      expect.objectContaining({
        topic: 'placements.item_removed',
        payload: { roomId, revision: revision + 4, itemId: a },
      }),
    ]);
  });

  it('hangs a product again after it was taken off', async () => {
    const [item] = await hangNew(1);
    await removeItem(engine, creatorId, roomId, item?.itemId ?? '');
    await hangItem(engine, creatorId, roomId, { productId: item?.productId ?? '' });
    expect((await view()).items).toHaveLength(1);
  });

  it('shows the host a raise at once', async () => {
    const [item] = await hangNew(1);
    engine.clock.advance(1000);
    await changeRates(engine, shopId, item?.planId ?? '', { commissionBps: 3000, serviceFeeBps: 0 });
    expect(await hostRoom(engine, creatorId, roomId, NOBODY)).toMatchObject({
      items: [{ commissionBps: 3000 }],
    });
  });

  it('gives a click what it records, and refuses what is not there', async () => {
    const [item] = await hangNew(1);
    const itemId = item?.itemId ?? '';
    expect(await itemForClick(engine.db, roomId, itemId)).toEqual({
      creatorId,
      surface: 'live_cart',
      contentId: roomId,
      itemId,
      shopId,
      productId: item?.productId,
      planId: item?.planId,
      planVersion: 1,
      state: 'active',
      reason: null,
    });
    const nothing = engine.ids.next();
    await expect(itemForClick(engine.db, nothing, itemId)).rejects.toMatchObject({ code: 'room_not_found' });
    await expect(itemForClick(engine.db, roomId, nothing)).rejects.toMatchObject({ code: 'item_not_found' });
    await removeItem(engine, creatorId, roomId, itemId);
    await expect(itemForClick(engine.db, roomId, itemId)).rejects.toMatchObject({ code: 'item_not_found' });
  });

  it('is over when the show ends', async () => {
    const [item] = await hangNew(1);
    const itemId = item?.itemId ?? '';
    await pinItem(engine, creatorId, roomId, itemId);
    await announced(engine);
    expect(await endRoom(engine, creatorId, roomId)).toMatchObject({ state: 'ended', itemCount: 1 });
    expect((await announced(engine)).map((event) => event.topic)).toEqual([
      'placements.pinned',
      'placements.room_ended',
    ]);
    const { productId } = await add.promoted(shopId);
    const ended = { code: 'room_ended' };
    await expect(hangItem(engine, creatorId, roomId, { productId })).rejects.toMatchObject(ended);
    await expect(startRoom(engine, creatorId, roomId)).rejects.toMatchObject(ended);
    await expect(itemForClick(engine.db, roomId, itemId)).rejects.toMatchObject(ended);
    await expect(pinItem(engine, creatorId, roomId, itemId)).rejects.toMatchObject({ code: 'room_not_live' });
    await expect(endRoom(engine, creatorId, roomId)).rejects.toMatchObject({ code: 'room_not_live' });
    expect(await openRooms(engine)).toEqual([]);
  });
});

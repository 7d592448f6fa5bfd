import { beforeEach, expect, it } from 'vitest';
import { setShelf } from '#catalog';
import { startRelay, takeEvents } from '#outbox';
import { closePlan, endClosedPlans } from '#plans';
import type { Engine } from '../engine.ts';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import { hangItem, hostRoom, itemForClick, pinItem, placementsReactions, roomView } from './index.ts';

const NOBODY = { viewers: 0, soldByItem: new Map() };
const DAY_SECONDS = 86_400;

/** What the outbox holds, oldest first, and takes it off. */
async function announced(engine: Engine): Promise<{ topic: string; payload: Record<string, unknown> }[]> {
  const { events } = await engine.db.transaction().execute((tx) => takeEvents(tx, 100));
  return events.map(({ topic, payload }) => ({ topic, payload: payload as Record<string, unknown> }));
}

/** Lets the module react to everything announced so far. */
async function react(engine: Engine): Promise<void> {
  const errors: unknown[] = [];
  const relay = startRelay(engine.db, [placementsReactions(engine)], (error) => errors.push(error));
  await relay.drain();
  await relay.stop();
  expect(errors).toEqual([]);
}

describeOnBothDatabases('a live cart, when others act too,', (open) => {
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

  it('suspends and unpins what goes off the shelf, and restores it exactly', async () => {
    const [, pinned] = await hangNew(3);
    await pinItem(engine, creatorId, roomId, pinned?.itemId ?? '');
    const before = await view();
    await setShelf(engine, shopId, pinned?.productId ?? '', false);
    await react(engine);
    const suspended = await view();
    expect(suspended).toMatchObject({ pinnedItemId: null, itemCount: 3, revision: before.revision + 2 });
    expect(suspended.items[1]).toMatchObject({ state: 'suspended', reason: 'off_shelf', position: 2 });
    expect(suspended.items[0]).toEqual(before.items[0]);
    const click = await itemForClick(engine.db, roomId, pinned?.itemId ?? '');
    expect(click).toMatchObject({ state: 'suspended', reason: 'off_shelf' });
    await expect(pinItem(engine, creatorId, roomId, pinned?.itemId ?? '')).rejects.toMatchObject({
      code: 'item_not_active',
    });
    await setShelf(engine, shopId, pinned?.productId ?? '', true);
    await react(engine);
    expect((await view()).items).toEqual(before.items);
  });

  it('does nothing when the product is back before anybody looked', async () => {
    const [item] = await hangNew(1);
    const before = await view();
    await setShelf(engine, shopId, item?.productId ?? '', false);
    await setShelf(engine, shopId, item?.productId ?? '', true);
    await react(engine);
    expect(await view()).toEqual(before);
  });

  it('keeps an item whose plan is closing until its midnight, then suspends it', async () => {
    const [item] = await hangNew(1);
    await closePlan(engine, shopId, item?.planId ?? '');
    expect(await endClosedPlans(engine)).toBe(0);
    await react(engine);
    expect((await view()).items).toMatchObject([{ state: 'active' }]);
    engine.clock.advance(DAY_SECONDS * 1000);
    expect(await endClosedPlans(engine)).toBe(1);
    expect(await endClosedPlans(engine)).toBe(0);
    await react(engine);
    expect((await view()).items).toMatchObject([{ state: 'suspended', reason: 'plan_ended' }]);
    expect(await hostRoom(engine, creatorId, roomId, NOBODY)).toMatchObject({ items: [{ earningMinor: 0 }] });
  });

  it('takes a product once from two hosts at once', async () => {
    const { productId } = await add.promoted(shopId);
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => hangItem(engine, creatorId, roomId, { productId })),
    );
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'already_hung' });
    expect((await view()).items).toHaveLength(1);
  });

  it('gives everything done at once a place and a revision of its own', async () => {
    const [a, b] = (await hangNew(2)).map((item) => item.itemId) as [string, string];
    const { revision } = await view();
    await announced(engine);
    const goods = await Promise.all(Array.from({ length: 6 }, () => add.promoted(shopId)));
    await Promise.all([
      ...goods.map(({ productId }) => hangItem(engine, creatorId, roomId, { productId })),
      pinItem(engine, creatorId, roomId, a),
      pinItem(engine, creatorId, roomId, b),
    ]);
    const after = await view();
    expect(after.items.map((item) => item.position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(after.revision).toBe(revision + 8);
    const told = (await announced(engine)).filter((event) => event.topic.startsWith('placements.'));
    expect(told.map((event) => event.payload.revision)).toEqual(
      Array.from({ length: 8 }, (_, index) => revision + 1 + index),
    );
    const lastPin = told.findLast((event) => event.topic === 'placements.pinned');
    expect(after.pinnedItemId).toBe(lastPin?.payload.itemId);
  });

  it('never keeps an item active that was hung while its product left the shelf', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { productId } = await add.promoted(shopId);
      await Promise.allSettled([
        setShelf(engine, shopId, productId, false),
        hangItem(engine, creatorId, roomId, { productId }),
      ]);
    }
    await react(engine);
    for (const item of (await view()).items) expect(item.state).toBe('suspended');
  });
});

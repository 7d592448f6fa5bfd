import { beforeEach, expect, it } from 'vitest';
import { productCards, skuOffers } from '#catalog';
import { takeEvents } from '#outbox';
import { freeInPools, levelKey, releaseUnits, sellUnits, setLevelPolicy, takeUnitsStatement } from '#stock';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import { refusalOf } from '../testing/refusal-of.ts';
import {
  closeEndedDeals,
  createCombination,
  createFlashSale,
  createPresale,
  dealsOf,
  roomDeals,
  shopTerms,
  startFlashSale,
  stopDeal,
  stopFlashSale,
} from './index.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describeOnBothDatabases('deals', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;
  let skuId: string;
  let roomId: string;

  beforeEach(async () => {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop();
    skuId = await skuOf(shopId, 5_000, 100);
    roomId = engine.ids.next();
  });

  const at = (ms: number) => new Date(engine.clock.now().getTime() + ms).toISOString();
  async function skuOf(shop: string, priceMinor: number, stock: number): Promise<string> {
    const productId = await add.product(shop, { priceMinor, stock });
    const card = (await productCards(engine.db, [productId], engine.clock.now())).get(productId);
    return card?.skuIds[0] ?? '';
  }
  /** Units free in general stock and in a deal's pool. */
  async function free(pool: string, sku = skuId): Promise<(number | undefined)[]> {
    const keys = ['general', pool].map((name) => ({ shopId, skuId: sku, pool: name }));
    const left = await freeInPools(engine.db, keys);
    return keys.map((key) => left.get(levelKey(key)));
  }
  const terms = async () => (await shopTerms(engine.db, [shopId], engine.clock.now())).get(shopId);
  const flash = (changes: Partial<Parameters<typeof createFlashSale>[2]> = {}) =>
    createFlashSale(engine, shopId, {
      name: '整点秒杀',
      roomId,
      skuId,
      priceMinor: 990,
      units: 30,
      ...changes,
    });
  const presale = (changes: Partial<Parameters<typeof createPresale>[2]> = {}) =>
    createPresale(engine, shopId, {
      name: '春茶预售',
      skuId,
      priceMinor: 4_500,
      depositMinor: 500,
      units: 20,
      endsAt: at(DAY_MS),
      balanceFrom: at(DAY_MS),
      balanceUntil: at(2 * DAY_MS),
      shipBy: at(5 * DAY_MS),
      ...changes,
    });
  const reserve = (pool: string, quantity: number) =>
    engine.db
      .transaction()
      .execute((tx) => takeUnitsStatement([{ shopId, skuId, pool, quantity }]).execute(tx));
  const topics = async () => {
    const { events } = await engine.db.transaction().execute((tx) => takeEvents(tx, 1_000));
    return events.map(({ topic }) => topic).filter((topic) => topic.startsWith('promotions.'));
  };

  it('offer a set at one price, with limits, as a version of the shop’s terms', async () => {
    const other = await skuOf(shopId, 2_000, 5);
    const before = await terms();
    const items = [
      { skuId, quantity: 1 },
      { skuId: other, quantity: 2 },
    ];
    const input = { name: '搭配购', items, priceMinor: 8_000, endsAt: at(DAY_MS), totalMax: 10, buyerMax: 2 };
    const view = await createCombination(engine, shopId, input);
    expect(view).toMatchObject({
      kind: 'combination',
      state: 'running',
      priceMinor: 8_000,
      normalMinor: 9_000,
      totalMax: 10,
      buyerMax: 2,
      taken: 0,
    });
    const after = await terms();
    expect(after?.revision).toBe((before?.revision ?? 0) + 1);
    expect(after?.deals).toEqual([
      {
        dealId: view.dealId,
        shopId,
        name: '搭配购',
        limited: true,
        startsAt: engine.clock.now(),
        endsAt: new Date(input.endsAt),
        kind: 'combination',
        items,
        priceMinor: 8_000,
      },
    ]);
  });

  it('refuse a set that is none, that is dearer than its goods, or of another shop', async () => {
    const combine = (items: { skuId: string; quantity: number }[], priceMinor = 100, endsAt = at(DAY_MS)) =>
      refusalOf(createCombination(engine, shopId, { name: '套', items, priceMinor, endsAt }));
    const pair = [{ skuId, quantity: 2 }];
    expect(await combine([{ skuId, quantity: 1 }])).toBe('deal_invalid');
    expect(await combine([...pair, ...pair])).toBe('deal_invalid');
    expect(await combine(pair, 10_001)).toBe('deal_price_high');
    expect(await combine(pair, 100, at(0))).toBe('deal_invalid');
    const foreign = await skuOf(await add.shop(), 100, 1);
    expect(await combine([{ skuId: foreign, quantity: 2 }])).toBe('sku_not_found');
    expect(await terms()).toMatchObject({ deals: [] });
  });

  it('give a flash sale units of its own, for its host to start', async () => {
    const { dealId } = await flash({ buyerMax: 1 });
    expect(await free(`room:${dealId}`)).toEqual([70, 30]);
    expect((await terms())?.deals).toEqual([]);
    expect(await roomDeals(engine.db, roomId, engine.clock.now())).toEqual([]);
    const started = await startFlashSale(engine, roomId, dealId, { countdownSeconds: 30, minutes: 5 });
    expect(started).toMatchObject({
      state: 'countdown',
      left: 30,
      buyerMax: 1,
      startsAt: at(30_000),
      endsAt: at(30_000 + 5 * MINUTE_MS),
    });
    expect((await terms())?.deals).toMatchObject([{ dealId, kind: 'flash', roomId, skuId, priceMinor: 990 }]);
    engine.clock.advance(30_000);
    expect(await roomDeals(engine.db, roomId, engine.clock.now())).toMatchObject([{ state: 'running' }]);
    const again = startFlashSale(engine, roomId, dealId, { countdownSeconds: 30, minutes: 5 });
    expect(await refusalOf(again)).toBe('deal_started');
    const elsewhere = startFlashSale(engine, engine.ids.next(), dealId, { countdownSeconds: 30, minutes: 5 });
    expect(await refusalOf(elsewhere)).toBe('deal_not_found');
  });

  it('are not made where stock is short', async () => {
    expect(await refusalOf(flash({ units: 101 }))).toBe('stock_short');
    expect(await refusalOf(flash({ priceMinor: 5_001 }))).toBe('deal_price_high');
    expect((await dealsOf(engine, shopId, { limit: 10 })).items).toEqual([]);
  });

  it('end by time, and what is left goes back once', async () => {
    const { dealId } = await flash();
    await startFlashSale(engine, roomId, dealId, { countdownSeconds: 10, minutes: 1 });
    engine.clock.advance(10_000 + MINUTE_MS - 1);
    expect(await closeEndedDeals(engine)).toBe(0);
    engine.clock.advance(1);
    const closed = await Promise.all(Array.from({ length: 4 }, () => closeEndedDeals(engine)));
    expect(closed.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await free(`room:${dealId}`)).toEqual([100, 0]);
    expect(await topics()).toEqual(['promotions.flash_started', 'promotions.deal_closed']);
    expect(await roomDeals(engine.db, roomId, engine.clock.now())).toEqual([]);
  });

  it('wait for unpaid orders: units come back when they are released, and not when they are paid for', async () => {
    const { dealId } = await flash();
    const pool = `room:${dealId}`;
    await startFlashSale(engine, roomId, dealId, { countdownSeconds: 10, minutes: 1 });
    await reserve(pool, 3);
    await reserve(pool, 4);
    engine.clock.advance(2 * MINUTE_MS);
    expect(await closeEndedDeals(engine)).toBe(0);
    expect(await free(pool)).toEqual([93, 0]);
    const change = { shopId, skuId, pool };
    await engine.db
      .transaction()
      .execute((tx) => releaseUnits(tx, [{ ...change, quantity: 3 }], engine.clock.now()));
    expect(await closeEndedDeals(engine)).toBe(0);
    expect(await free(pool)).toEqual([96, 0]);
    const sold = [{ ...change, quantity: 4, reference: 'order' }];
    await engine.db.transaction().execute((tx) => sellUnits(tx, sold, engine.clock.now()));
    expect(await closeEndedDeals(engine)).toBe(1);
    expect(await closeEndedDeals(engine)).toBe(0);
    expect(await free(pool)).toEqual([96, 0]);
  });

  it('can be stopped: by the merchant, by the host, before the start, once', async () => {
    const [first, second] = [await flash(), await flash()];
    expect(await stopDeal(engine, shopId, first.dealId)).toMatchObject({ state: 'closed' });
    expect(await free(`room:${first.dealId}`)).toEqual([70, 0]);
    const late = startFlashSale(engine, roomId, first.dealId, { countdownSeconds: 10, minutes: 1 });
    expect(await refusalOf(late)).toBe('deal_over');
    await startFlashSale(engine, roomId, second.dealId, { countdownSeconds: 10, minutes: 1 });
    await stopFlashSale(engine, roomId, second.dealId);
    expect(await free(`room:${second.dealId}`)).toEqual([100, 0]);
    expect(await refusalOf(stopFlashSale(engine, roomId, second.dealId))).toBe('deal_over');
    expect(await refusalOf(stopDeal(engine, await add.shop(), second.dealId))).toBe('deal_not_found');
    // Told of once each; the one that was never started, to nobody in the room.
    expect((await topics()).sort()).toEqual([
      'promotions.deal_closed',
      'promotions.deal_closed',
      'promotions.flash_started',
      'promotions.flash_stopped',
    ]);
  });

  it('sell ahead for a deposit, with windows in order', async () => {
    const view = await presale();
    expect(await free(`campaign:${view.dealId}`)).toEqual([80, 20]);
    expect((await terms())?.deals).toEqual([
      {
        dealId: view.dealId,
        shopId,
        name: '春茶预售',
        limited: false,
        startsAt: engine.clock.now(),
        endsAt: new Date(at(DAY_MS)),
        kind: 'presale',
        skuId,
        priceMinor: 4_500,
        depositMinor: 500,
        depositRefundable: false,
        balanceFrom: new Date(at(DAY_MS)),
        balanceUntil: new Date(at(2 * DAY_MS)),
        shipBy: new Date(at(5 * DAY_MS)),
      },
    ]);
    expect(await refusalOf(presale({ depositMinor: 4_501 }))).toBe('deal_invalid');
    expect(await refusalOf(presale({ depositMinor: 4_500 }))).toBe('deal_invalid');
    expect(await refusalOf(presale({ balanceFrom: at(DAY_MS - 1) }))).toBe('deal_invalid');
    expect(await refusalOf(presale({ balanceUntil: at(DAY_MS) }))).toBe('deal_invalid');
    expect(await refusalOf(presale({ shipBy: at(DAY_MS) }))).toBe('deal_invalid');
    engine.clock.advance(DAY_MS);
    await closeEndedDeals(engine);
    expect(await free(`campaign:${view.dealId}`)).toEqual([100, 0]);
  });

  it.each([4, 30])('give all back at their end, with %i units kept for safety', async (safety) => {
    const { dealId } = await flash();
    const pool = `room:${dealId}`;
    await setLevelPolicy(engine, shopId, skuId, { pool, safety });
    expect(await stopDeal(engine, shopId, dealId)).toMatchObject({ state: 'closed' });
    expect(await free(pool)).toEqual([100, 0]);
  });

  it('are listed newest first, by kind, in pages', async () => {
    const ids = [(await flash()).dealId, (await presale()).dealId, (await flash()).dealId];
    const first = await dealsOf(engine, shopId, { limit: 2 });
    expect(first.items.map(({ dealId }) => dealId)).toEqual([ids[2], ids[1]]);
    const rest = await dealsOf(engine, shopId, { limit: 2, cursor: first.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ dealId: ids[0], state: 'waiting', left: 30 }], nextCursor: null });
    const presales = await dealsOf(engine, shopId, { limit: 5, kind: 'presale' });
    expect(presales.items).toHaveLength(1);
    expect((await dealsOf(engine, await add.shop(), { limit: 5 })).items).toEqual([]);
  });

  it('keep every unit whatever happens to them at once', async () => {
    const deals = await Promise.all(Array.from({ length: 4 }, () => flash({ units: 20 })));
    await Promise.allSettled(
      deals.flatMap(({ dealId }) => [
        stopDeal(engine, shopId, dealId),
        startFlashSale(engine, roomId, dealId, { countdownSeconds: 10, minutes: 1 }),
        stopFlashSale(engine, roomId, dealId),
        closeEndedDeals(engine),
      ]),
    );
    engine.clock.advance(DAY_MS * 8);
    await closeEndedDeals(engine);
    const offers = await skuOffers(engine.db, [skuId], engine.clock.now());
    expect(offers).toHaveLength(1);
    for (const { dealId } of deals) expect(await free(`room:${dealId}`)).toEqual([100, 0]);
  });
});

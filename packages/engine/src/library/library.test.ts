import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setShelf } from '#catalog';
import { changeRates, closePlan, insertPlans, winningPlans } from '#plans';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import { type LibrarySearch, merchantProducts, searchLibrary } from './index.ts';

describeOnBothDatabases('the library', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;

  async function fresh(): Promise<void> {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop('山野小铺');
  }

  const search = (query: Partial<LibrarySearch> = {}) =>
    searchLibrary(engine, { limit: 20, sort: 'newest', ...query });
  const titles = async (query: Partial<LibrarySearch> = {}) =>
    (await search(query)).items.map((item) => item.title);

  /** Units paid for, `daysAgo` before the clock's day. */
  async function sell(productId: string, units: number, daysAgo = 0): Promise<void> {
    const day = new Date(engine.clock.now().getTime() - daysAgo * 86_400_000);
    await sql`
      INSERT INTO insights.product_day (product_id, day, units) VALUES (${productId}, ${day.toISOString().slice(0, 10)}, ${units})
    `.execute(engine.db);
  }

  describe('shows', () => {
    beforeEach(fresh);

    it('goods on the shelf with a plan in force, with what they earn', async () => {
      const { productId, planId } = await add.promoted(shopId, {
        title: '手剥巴旦木 500g',
        priceMinor: 3990,
        commissionBps: 1750,
        stock: 7,
      });
      await add.product(shopId, { title: '没有计划' });
      const off = await add.promoted(shopId, { title: '已下架' });
      await setShelf(engine, shopId, off.productId, false);
      await sell(productId, 5, 29);
      await sell(productId, 100, 30);
      expect(await search()).toEqual({
        items: [
          {
            productId,
            title: '手剥巴旦木 500g',
            picture: expect.any(String),
            shopName: '山野小铺',
            categoryPath: ['食品', '坚果'],
            currency: 'CNY',
            priceMinor: 3990,
            planId,
            planKind: 'normal',
            leaderName: null,
            commissionBps: 1750,
            earningMinor: 698,
            pending: null,
            available: 7,
            sold30d: 5,
          },
        ],
        nextCursor: null,
        total: 1,
        categories: [{ path: '食品', count: 1 }],
      });
    });

    it('a cut that is announced, and nothing that was closed once its midnight is past', async () => {
      const { planId } = await add.promoted(shopId, { commissionBps: 2000 });
      await changeRates(engine, shopId, planId, { commissionBps: 1000, serviceFeeBps: 0 });
      const pending = { commissionBps: 1000, from: '2026-03-01T16:00:00.000Z' };
      expect((await search()).items).toMatchObject([{ commissionBps: 2000, pending }]);
      engine.clock.advance(86_400_000);
      expect((await search()).items).toMatchObject([{ commissionBps: 1000, pending: null }]);
      await closePlan(engine, shopId, planId);
      expect((await search()).total).toBe(1);
      engine.clock.advance(86_400_000);
      expect((await search()).total).toBe(0);
    });

    it('the plan that wins, as plans decides it', async () => {
      const leaderId = await add.party('leader', '团长阿强');
      const both = await add.promoted(shopId, { title: '两种', commissionBps: 1000 });
      const led = await add.product(shopId, { title: '团长专属' });
      const plan = {
        shopId,
        kind: 'leader',
        leaderId,
        serviceFeeBps: 500,
        createdAt: engine.clock.now(),
      } as const;
      await engine.db.transaction().execute((tx) =>
        insertPlans(tx, [
          { ...plan, planId: engine.ids.next(), productId: both.productId, commissionBps: 3000 },
          { ...plan, planId: engine.ids.next(), productId: led, commissionBps: 1500 },
          { ...plan, planId: engine.ids.next(), productId: led, commissionBps: 2500 },
        ]),
      );
      const { items } = await search();
      const won = await winningPlans(engine.db, [both.productId, led], engine.clock.now());
      for (const item of items) expect(item.planId).toBe(won.get(item.productId)?.planId);
      expect(items.find((item) => item.productId === led)).toMatchObject({
        leaderName: '团长阿强',
        commissionBps: 2500,
      });
      expect(items.find((item) => item.productId === both.productId)).toMatchObject({ planKind: 'normal' });
    });
  });

  describe('finds text', () => {
    beforeAll(async () => {
      await fresh();
      const other = await add.shop('北岸数码 Tech');
      await add.promoted(shopId, { title: '每日坚果混合装 750g', brand: '谷满' });
      await add.promoted(shopId, { title: '谷满礼盒', brand: '谷满', categoryPath: ['食品', '礼盒'] });
      await add.promoted(shopId, { title: '谷满', categoryPath: ['食品', '米面'] });
      await add.promoted(other, { title: 'USB-C 快充线 100%纯铜', categoryPath: ['数码', '配件'] });
      await add.promoted(other, { title: '蓝牙耳机_pro', categoryPath: ['数码', '影音'] });
    });

    it.each([
      ['in the middle of a title', '混合装', ['每日坚果混合装 750g']],
      ['in whatever case', 'usb-c', ['USB-C 快充线 100%纯铜']],
      ['in the category', '影音', ['蓝牙耳机_pro']],
      ['in the shop’s name', 'tech', ['USB-C 快充线 100%纯铜', '蓝牙耳机_pro']],
      ['with all its words, in any field', '数码 耳机', ['蓝牙耳机_pro']],
      ['with % as a letter', '0%', ['USB-C 快充线 100%纯铜']],
      ['with _ as a letter', '_', ['蓝牙耳机_pro']],
      ['never with a backslash that is not there', '\\', []],
      ['never across fields', '750g谷满', []],
    ])('%s', async (_where, q, expected) => {
      expect((await titles({ q })).toSorted()).toEqual(expected.toSorted());
    });

    it('and counts top categories whatever category is chosen', async () => {
      const { total, categories, items } = await search({ category: '食品 > 礼盒' });
      expect({ total, categories, titles: items.map((item) => item.title) }).toEqual({
        total: 1,
        categories: [
          { path: '食品', count: 3 },
          { path: '数码', count: 2 },
        ],
        titles: ['谷满礼盒'],
      });
      expect((await search({ category: '食品' })).total).toBe(3);
      expect((await search({ category: '食' })).total).toBe(0);
      expect((await search({ category: '%' })).total).toBe(0);
    });
  });

  it('puts the very title or brand first, then titles that begin so, then titles, then the rest', async () => {
    await fresh();
    await add.promoted(shopId, { title: '杏仁', categoryPath: ['松鼠岭专区'] });
    await add.promoted(shopId, { title: '坚果礼盒 松鼠岭', brand: '远山' });
    await add.promoted(shopId, { title: '松鼠岭每日坚果', brand: '松鼠岭食品' });
    await add.promoted(shopId, { title: '开心果', brand: '松鼠岭' });
    const expected = ['开心果', '松鼠岭每日坚果', '坚果礼盒 松鼠岭', '杏仁'];
    expect(await titles({ q: '松鼠岭', sort: 'relevance' })).toEqual(expected);
  });

  describe('with goods that differ', () => {
    beforeAll(async () => {
      await fresh();
      const row = (title: string, priceMinor: number, commissionBps: number, stock: number) =>
        add.promoted(shopId, { title, priceMinor, commissionBps, stock });
      const a = await row('A', 1000, 5000, 1);
      engine.clock.advance(1000);
      const b = await row('B', 3000, 1000, 0);
      engine.clock.advance(1000);
      const c = await row('C', 9000, 2000, 5);
      await sell(a.productId, 3);
      await sell(b.productId, 9, 3);
      await sell(c.productId, 50, 31);
    });

    it.each([
      ['newest', ['C', 'B', 'A']],
      ['price', ['A', 'B', 'C']],
      ['commission', ['A', 'C', 'B']],
      ['earning', ['C', 'A', 'B']],
      ['sold', ['B', 'A', 'C']],
      ['relevance', ['B', 'A', 'C']],
    ] as const)('sorts by %s', async (sort, expected) => {
      expect(await titles({ sort })).toEqual(expected);
    });

    it.each([
      [{ minCommissionBps: 2000 }, ['C', 'A']],
      [{ minPriceMinor: 3000 }, ['C', 'B']],
      [{ maxPriceMinor: 3000 }, ['B', 'A']],
      [{ minPriceMinor: 1001, maxPriceMinor: 8999 }, ['B']],
      [{ inStock: 'true' }, ['C', 'A']],
      [{ inStock: 'false' }, ['B']],
    ] as const)('filters by %o', async (filter, expected) => {
      expect(await titles(filter)).toEqual(expected);
    });
  });

  describe('turns pages', () => {
    beforeAll(async () => {
      await fresh();
      for (let i = 0; i < 11; i += 1) await add.promoted(shopId, { priceMinor: i < 6 ? 1000 : 2000 });
    });

    it.each(['newest', 'price', 'commission', 'earning', 'sold', 'relevance'] as const)(
      'by %s without losing or repeating a row among equals',
      async (sort) => {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page: Awaited<ReturnType<typeof search>> = await search({ sort, cursor, limit: 4 });
          expect(page.total).toBe(11);
          seen.push(...page.items.map((item) => item.productId));
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(seen).toHaveLength(11);
        expect(new Set(seen).size).toBe(11);
      },
    );

    it('and refuses a cursor of another sort, or of nothing', async () => {
      const cursor = (await search({ sort: 'price', limit: 2 })).nextCursor ?? '';
      await expect(search({ sort: 'sold', cursor })).rejects.toMatchObject({ code: 'invalid_request' });
      await expect(search({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_request' });
    });
  });

  describe('lists a merchant’s products', () => {
    beforeEach(fresh);
    const list = (query: Partial<Parameters<typeof merchantProducts>[2]> = {}) =>
      merchantProducts(engine, shopId, { limit: 20, ...query });

    it('with stock and plan, and nobody else’s', async () => {
      const { productId, planId } = await add.promoted(shopId, {
        title: '有计划',
        stock: 4,
        commissionBps: 2000,
      });
      await changeRates(engine, shopId, planId, { commissionBps: 1500, serviceFeeBps: 0 });
      await add.promoted(await add.shop());
      expect(await list()).toMatchObject({
        nextCursor: null,
        items: [
          {
            productId,
            title: '有计划',
            skuCount: 1,
            available: 4,
            onShelf: true,
            categoryPath: ['食品', '坚果'],
            plan: {
              planId,
              commissionBps: 2000,
              state: 'open',
              pendingCommissionBps: 1500,
              pendingFrom: '2026-03-01T16:00:00.000Z',
            },
          },
        ],
      });
    });

    it('by whether they have a plan, by words and by its own code', async () => {
      await add.promoted(shopId, { title: '甲' });
      await add.product(shopId, { title: '乙' });
      const shown = async (query: Parameters<typeof list>[0]) =>
        (await list(query)).items.map((item) => item.title);
      expect(await shown({ plan: 'with' })).toEqual(['甲']);
      expect(await shown({ plan: 'without' })).toEqual(['乙']);
      expect(await shown({ q: '乙' })).toEqual(['乙']);
      expect(await shown({ q: 'p1' })).toEqual(['甲']);
      expect(await shown({ q: '%' })).toEqual([]);
    });

    it('newest first, page by page', async () => {
      for (const title of ['1', '2', '3', '4', '5']) {
        await add.product(shopId, { title });
        if (title === '3') engine.clock.advance(5);
      }
      const first = await list({ limit: 3 });
      const rest = await list({ limit: 3, cursor: first.nextCursor ?? '' });
      expect([...first.items, ...rest.items].map((item) => item.title)).toEqual(['5', '4', '3', '2', '1']);
      expect(rest.nextCursor).toBeNull();
    });
  });
});

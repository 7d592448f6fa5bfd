import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { takeEvents } from '#outbox';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { stockMismatches } from '../testing/fixtures.ts';
import { market } from '../testing/market.ts';
import { refusalOf } from '../testing/refusal-of.ts';
import {
  allotUnits,
  byLevel,
  GENERAL,
  incrementStock,
  lowStock,
  movePoolUnits,
  openPools,
  type PoolMove,
  setLevelPolicy,
  soldOut,
  stockMovements,
  stockOfSku,
  takeUnitsStatement,
} from './index.ts';

const ROOM = 'room:0190f000-0000-7000-8000-0000000000aa';

describeOnBothDatabases('stock pools', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;

  beforeAll(async () => {
    engine = makeEngine(await open());
    add = market(engine);
  });
  beforeEach(async () => {
    shopId = await add.shop();
    await heard();
  });

  /** A SKU of the shop with so many units. */
  async function sku(stock: number): Promise<string> {
    const productId = await add.product(shopId, { stock });
    const { rows } = await sql<{ id: string }>`
      SELECT sku_id AS id FROM catalog.sku WHERE product_id = ${productId}`.execute(engine.db);
    return rows[0]?.id ?? '';
  }
  const inTx = <T>(work: Parameters<ReturnType<TestEngine['db']['transaction']>['execute']>[0]) =>
    engine.db.transaction().execute(work) as Promise<T>;
  const openRoom = (skuId: string, borrows = false) =>
    inTx((tx) => openPools(tx, [{ shopId, skuId, pool: ROOM, borrows }]));
  const move = (...moves: Omit<PoolMove, 'shopId'>[]) =>
    inTx((tx) =>
      movePoolUnits(
        tx,
        moves.map((one) => ({ ...one, shopId })),
        engine.clock.now(),
      ),
    );
  const reserve = (skuId: string, quantity: number, pool = GENERAL) =>
    inTx((tx) => takeUnitsStatement(byLevel([{ shopId, skuId, pool, quantity }])).execute(tx));
  const pools = async (skuId: string) =>
    new Map((await stockOfSku(engine, shopId, skuId)).pools.map((pool) => [pool.pool, pool]));
  const log = async (skuId: string) => (await stockMovements(engine, shopId, skuId, { limit: 100 })).items;
  const heard = async () =>
    (await inTx<{ events: { topic: string; payload: unknown }[] }>((tx) => takeEvents(tx, 1000))).events.map(
      ({ topic, payload }) => [topic, payload],
    );

  it('opens a pool once, empty, and of known SKUs only', async () => {
    const skuId = await sku(5);
    await openRoom(skuId);
    await openRoom(skuId, true);
    await openRoom(engine.ids.next());
    expect([...(await pools(skuId)).values()]).toMatchObject([
      { pool: GENERAL, onHand: 5, available: 5 },
      { pool: ROOM, onHand: 0, available: 0, borrows: false },
    ]);
    expect(await refusalOf(move({ skuId, from: GENERAL, to: 'gift', quantity: 1, reference: 'x' }))).toBe(
      'pool_not_found',
    );
  });

  it('moves units once for the same cause and the same two pools', async () => {
    const skuId = await sku(10);
    await openRoom(skuId);
    const there = { skuId, from: GENERAL, to: ROOM, quantity: 4, reference: 'deal:1' };
    await move(there, there);
    await move(there);
    await move({ ...there, from: ROOM, to: GENERAL, quantity: 1 });
    expect([...(await pools(skuId)).values()].map((pool) => pool.onHand)).toEqual([7, 3]);
    expect(await log(skuId)).toMatchObject([
      { kind: 'moved', pool: GENERAL, quantity: 1, reference: 'deal:1', otherPool: ROOM, balance: 7 },
      { kind: 'moved', pool: ROOM, quantity: -1, otherPool: GENERAL, balance: 3 },
      { kind: 'moved', pool: ROOM, quantity: 4, otherPool: GENERAL, balance: 4 },
      { kind: 'moved', pool: GENERAL, quantity: -4, otherPool: ROOM, balance: 6 },
      { kind: 'increment', pool: GENERAL, quantity: 10, reference: 'opening', otherPool: null, balance: 10 },
    ]);
  });

  it('moves all or none of what is asked, and never what is reserved', async () => {
    const [skuId, other] = [await sku(5), await sku(5)];
    await openRoom(skuId);
    await openRoom(other);
    await reserve(skuId, 3);
    const short = move(
      { skuId: other, from: GENERAL, to: ROOM, quantity: 1, reference: 'a' },
      { skuId, from: GENERAL, to: ROOM, quantity: 3, reference: 'a' },
    );
    await expect(short).rejects.toMatchObject({ code: 'stock_short', detail: { skuId, available: 2 } });
    expect((await pools(other)).get(ROOM)?.onHand).toBe(0);
    await move({ skuId, from: GENERAL, to: ROOM, quantity: 'all', reference: 'b' });
    expect((await pools(skuId)).get(ROOM)).toMatchObject({ onHand: 2, available: 2 });
  });

  it('moves the last units once when two ask at once', async () => {
    const skuId = await sku(10);
    await openRoom(skuId);
    const tries = await Promise.allSettled(
      ['a', 'b', 'c', 'c'].map((reference) =>
        move({ skuId, from: GENERAL, to: ROOM, quantity: 4, reference }),
      ),
    );
    const { onHand } = (await pools(skuId)).get(ROOM) ?? {};
    expect(onHand).toBe(8);
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'stock_short' });
  });

  it('allots to a pool and takes back, each key once', async () => {
    const skuId = await sku(10);
    const allot = (delta: number, key: string) =>
      allotUnits(engine, shopId, skuId, { pool: 'gift', delta, key });
    expect(await allot(6, 'k1')).toEqual({ skuId, pool: 'gift', available: 6, generalAvailable: 4 });
    expect(await allot(6, 'k1')).toMatchObject({ available: 6, generalAvailable: 4 });
    expect(await refusalOf(allot(-6, 'k1'))).toBe('idempotency_key_reused');
    expect(await refusalOf(allot(5, 'k2'))).toBe('stock_short');
    expect(await allot(-2, 'k2')).toMatchObject({ available: 4, generalAvailable: 6 });
    expect(
      await refusalOf(allotUnits(engine, await add.shop(), skuId, { pool: 'gift', delta: 1, key: 'k' })),
    ).toBe('sku_not_found');
  });

  it('adds and takes in the pool that is named, keys apart for each', async () => {
    const skuId = await sku(1);
    const change = { key: 'delivery', delta: 3 };
    expect(await refusalOf(incrementStock(engine, shopId, skuId, { ...change, pool: ROOM }))).toBe(
      'pool_not_found',
    );
    await openRoom(skuId);
    expect(await incrementStock(engine, shopId, skuId, { ...change, pool: ROOM })).toMatchObject({
      onHand: 3,
    });
    expect(await incrementStock(engine, shopId, skuId, change)).toMatchObject({ onHand: 4 });
    expect(await incrementStock(engine, shopId, skuId, change)).toMatchObject({ onHand: 4 });
    expect(await refusalOf(incrementStock(engine, shopId, skuId, { ...change, delta: 4 }))).toBe(
      'idempotency_key_reused',
    );
    await reserve(skuId, 2, ROOM);
    expect(await refusalOf(incrementStock(engine, shopId, skuId, { key: 'b', delta: -2, pool: ROOM }))).toBe(
      'stock_short',
    );
  });

  it('keeps safety from being sold, and lets the shop itself have it', async () => {
    const skuId = await sku(10);
    const policy = (changes: object) => setLevelPolicy(engine, shopId, skuId, { pool: GENERAL, ...changes });
    await policy({ safety: 8 });
    expect(await stockOfSku(engine, shopId, skuId)).toMatchObject({ available: 2 });
    expect((await reserve(skuId, 3)) as { rows: unknown[] }).toMatchObject({ rows: [] });
    expect(await incrementStock(engine, shopId, skuId, { key: 'spoilt', delta: -9 })).toMatchObject({
      onHand: 1,
      available: 0,
    });
    expect(await refusalOf(policy({ borrows: true }))).toBe('general_borrows');
    expect(await refusalOf(policy({ pool: ROOM, safety: 1 }))).toBe('pool_not_found');
  });

  it('tells when a pool runs low, is sold out and is back', async () => {
    const skuId = await sku(10);
    await setLevelPolicy(engine, shopId, skuId, { pool: GENERAL, lowAt: 4 });
    await heard();
    const crossed = async () =>
      (await heard()).flatMap(([topic, payload]) =>
        topic === 'stock.adjusted' ? [] : [[topic, (payload as { pool: string }).pool]],
      );
    await incrementStock(engine, shopId, skuId, { key: '1', delta: -6 });
    expect(await crossed()).toEqual([['stock.low', GENERAL]]);
    await allotUnits(engine, shopId, skuId, { pool: 'gift', delta: 4, key: '2' });
    expect(await crossed()).toEqual([
      ['stock.sold_out', GENERAL],
      ['stock.back', 'gift'],
    ]);
    await setLevelPolicy(engine, shopId, skuId, { pool: 'gift', safety: 4 });
    expect(await crossed()).toEqual([['stock.sold_out', 'gift']]);
  });

  it('lists what runs low, the scarcest first, and what is sold out', async () => {
    const skuIds = [await sku(5), await sku(1), await sku(0), await sku(9), await sku(0)];
    for (const skuId of skuIds.slice(0, 4))
      await setLevelPolicy(engine, shopId, skuId, { pool: GENERAL, lowAt: 5 });
    const pageThrough = async <Row>(
      list: (page: {
        cursor?: string;
        limit: number;
      }) => Promise<{ items: Row[]; nextCursor: string | null }>,
    ) => {
      const rows: Row[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const page = await list({ limit: 1, ...(cursor === '' ? {} : { cursor }) });
        rows.push(...page.items);
        cursor = page.nextCursor;
      }
      return rows;
    };
    const low = await pageThrough((page) => lowStock(engine, shopId, page));
    expect(low.map((row) => [row.skuId, row.available])).toEqual([
      [skuIds[2], 0],
      [skuIds[1], 1],
      [skuIds[0], 5],
    ]);
    const out = await pageThrough((page) => soldOut(engine, shopId, page));
    expect(out.map((row) => row.skuId)).toEqual([skuIds[2], skuIds[4]]);
  });

  it('explains every unit of every pool, after anything that was asked of it', async () => {
    const pool = fc.constantFrom(GENERAL, 'gift', ROOM);
    const step = fc.oneof(
      fc.record({
        do: fc.constant('add' as const),
        pool,
        delta: fc.integer({ min: -4, max: 4 }),
        key: fc.nat(5),
      }),
      fc.record({
        do: fc.constant('move' as const),
        from: pool,
        to: pool,
        quantity: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant('all' as const)),
        key: fc.nat(3),
      }),
      fc.record({ do: fc.constant('keep' as const), pool, safety: fc.nat(3) }),
      fc.record({ do: fc.constant('reserve' as const), pool, quantity: fc.integer({ min: 1, max: 2 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const skuId = await sku(6);
        for (const other of ['gift', ROOM])
          await inTx((tx) => openPools(tx, [{ shopId, skuId, pool: other, borrows: true }]));
        for (const one of steps) {
          const work: Promise<unknown> =
            one.do === 'add'
              ? incrementStock(engine, shopId, skuId, { ...one, key: `${one.key}` })
              : one.do === 'move'
                ? move({ ...one, skuId, reference: `${one.key}` })
                : one.do === 'keep'
                  ? setLevelPolicy(engine, shopId, skuId, one)
                  : reserve(skuId, one.quantity, one.pool);
          await work.catch(refusalFrom);
        }
        const entries: { pool: string; quantity: number; balance: number }[] = [];
        let cursor: string | undefined;
        do {
          const page = await stockMovements(engine, shopId, skuId, { cursor, limit: 3 });
          entries.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        const counted = new Map<string, number>();
        for (const entry of entries.toReversed()) {
          counted.set(entry.pool, (counted.get(entry.pool) ?? 0) + entry.quantity);
          expect(entry.balance).toBe(counted.get(entry.pool));
        }
        for (const [name, level] of await pools(skuId)) expect(level.onHand).toBe(counted.get(name) ?? 0);
      }),
      { numRuns: 12 },
    );
    // Reservations of these tests belong to no order.
    await sql`UPDATE stock.level SET reserved = 0`.execute(engine.db);
    expect(await stockMismatches(engine.db)).toEqual([]);
  });
});

/** Passes refusals, which are answers, and throws everything else. */
async function refusalFrom(error: unknown): Promise<void> {
  await refusalOf(Promise.reject(error));
}

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { buildKit } from '#catalog';
import { createFlashSale, startFlashSale } from '#promotions';
import { allotUnits, availableBySku, freeInPools, incrementStock, levelKey, setLevelPolicy } from '#stock';
import {
  describeOnBothDatabases,
  ledgerMismatches,
  makeEngine,
  openTestShop,
  refusalOf,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import type { PlacedCheckout } from './commands/replay-orders.ts';
import { createOrderDesk, type OrderDesk, type PlaceInput } from './order-desk.ts';

/** What goes wrong in other open shops, tried here; docs/peers.md has the list. */
describeOnBothDatabases("peers' failures", (open) => {
  let engine: TestEngine;
  let shop: TestShop;
  let desk: OrderDesk;
  let keys = 0;

  /** Product 0 has two SKUs with 10 units each, product 1 one with 10; product 2 has two SKUs without units, to be kits. */
  beforeEach(async () => {
    engine = makeEngine(await open());
    shop = await openTestShop(engine, { stock: [[10, 10], [10], [0, 0]], buyers: 8 });
    desk = createOrderDesk(engine);
  });

  const sku = (product = 0, n = 0): string => shop.products[product]?.skuIds[n] ?? '';
  const buyer = (n = 0): string => shop.buyerIds[n % shop.buyerIds.length] ?? '';
  const wish = (changes: Partial<PlaceInput> = {}): PlaceInput => {
    keys += 1;
    const lines = [{ skuId: sku(), quantity: 1 }];
    return { buyerId: buyer(), key: `key-${keys}`, lines, address: TEST_ADDRESS, ...changes };
  };
  const lines = (...of: (readonly [skuId: string, quantity: number])[]): Pick<PlaceInput, 'lines'> => ({
    lines: of.map(([skuId, quantity]) => ({ skuId, quantity })),
  });
  const free = async (skuId: string, pool = 'general'): Promise<number | undefined> => {
    const key = { shopId: shop.shopId, skuId, pool };
    return (await freeInPools(engine.db, [key])).get(levelKey(key));
  };
  const count = async (table: string): Promise<number> =>
    (await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(engine.db)).rows[0]?.n ??
    0;
  /** How many were placed; all others must have been refused for stock. */
  async function placedOf(asked: readonly Promise<PlacedCheckout>[]): Promise<number> {
    const results = await Promise.allSettled(asked);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'stock_short' });
    return results.filter((result) => result.status === 'fulfilled').length;
  }
  async function expectSound(): Promise<void> {
    expect(await stockMismatches(engine.db)).toEqual([]);
    expect(await ledgerMismatches(engine.db)).toEqual([]);
  }

  /** Kits of product 2: the first is two of SKU 0/0 and one of 1/0, the second one of 0/0 and one of 0/1. */
  async function buildKits(): Promise<readonly [string, string]> {
    const kits = [sku(2, 0), sku(2, 1)] as const;
    await buildKit(engine, shop.shopId, kits[0], [
      { skuId: sku(0, 0), quantity: 2 },
      { skuId: sku(1, 0), quantity: 1 },
    ]);
    await buildKit(engine, shop.shopId, kits[1], [
      { skuId: sku(0, 0), quantity: 1 },
      { skuId: sku(0, 1), quantity: 1 },
    ]);
    return kits;
  }

  /** A sale in a room with `units` of SKU 0/0 in a pool of its own, running now. */
  async function openSale(units: number): Promise<{ dealId: string; pool: string }> {
    const roomId = engine.ids.next();
    const { dealId } = await createFlashSale(engine, shop.shopId, {
      roomId,
      name: '秒杀',
      skuId: sku(),
      priceMinor: 5_000,
      units,
    });
    await startFlashSale(engine, roomId, dealId, { countdownSeconds: 5, minutes: 5 });
    engine.clock.advance(10_000);
    return { dealId, pool: `room:${dealId}` };
  }

  test('medusa #16502: two lines that share one inventory item', async () => {
    expect(await refusalOf(desk.place(wish(lines([sku(), 6], [sku(), 6]))))).toBe('stock_short');
    await desk.place(wish(lines([sku(), 5], [sku(), 5])));
    expect(await free(sku())).toBe(0);
    await expectSound();
  });

  test('medusa #16502: a kit and its own part, and two kits that share a part', async () => {
    const [kit, other] = await buildKits();
    // Four kits take eight; with three more of the part that is eleven of ten.
    expect(await refusalOf(desk.place(wish(lines([kit, 4], [sku(), 3]))))).toBe('stock_short');
    expect(await refusalOf(desk.place(wish(lines([kit, 4], [other, 3]))))).toBe('stock_short');
    expect([await free(sku()), await free(sku(1)), await free(sku(0, 1))]).toEqual([10, 10, 10]);
    await desk.place(wish(lines([kit, 3], [other, 2], [sku(), 2])));
    expect([await free(sku()), await free(sku(1)), await free(sku(0, 1))]).toEqual([0, 7, 8]);
    await expectSound();
  });

  test('medusa #16502: kits, their parts and each other, many buyers at once', async () => {
    const [kit, other] = await buildKits();
    const carts = [lines([kit, 1]), lines([other, 1]), lines([sku(), 1])];
    const asked = Array.from({ length: 30 }, (_, n) =>
      desk.place(wish({ buyerId: buyer(n), ...carts[n % carts.length] })),
    );
    expect(await placedOf(asked)).toBeLessThanOrEqual(10);
    // What is left is too little for the smallest of the three.
    expect(await free(sku())).toBe(0);
    await expectSound();
  });

  test('medusa #14987: what is promised as available can be reserved, whatever other pools hold', async () => {
    const { dealId, pool } = await openSale(6);
    const promised = async () =>
      (await availableBySku(engine.db, [shop.products[0]?.productId ?? ''])).get(sku()) ?? 0;
    expect(await promised()).toBe(4);
    expect(await refusalOf(desk.place(wish(lines([sku(), 5]))))).toBe('stock_short');
    await desk.place(wish(lines([sku(), 4])));
    expect([await promised(), await free(sku(), pool)]).toEqual([0, 6]);
    await desk.place(wish({ lines: [{ skuId: sku(), quantity: 6, dealId }] }));
    expect(await free(sku(), pool)).toBe(0);
    await expectSound();
  });

  test('medusa #14758: one key fifty times at once is one order and one answer, without an error', async () => {
    const input = wish();
    const answers = await Promise.all(Array.from({ length: 50 }, () => desk.place(input)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    const same = answers.map((answer) => JSON.stringify({ ...answer, replayed: true }));
    expect(new Set(same).size).toBe(1);
    expect([await count('orders.order'), await free(sku())]).toEqual([1, 9]);
    const { orderId = '' } = answers[0]?.orders[0] ?? {};
    const payment = { buyerId: buyer(), orderId, provider: 'test', approved: true };
    await Promise.all(Array.from({ length: 20 }, () => desk.pay(payment)));
    expect(await count('orders.payment')).toBe(1);
    await expectSound();
  });

  test('medusa #13892: a pool that may borrow borrows when units are reserved, and one that may not does not', async () => {
    const { dealId, pool } = await openSale(2);
    const five = { lines: [{ skuId: sku(), quantity: 5, dealId }] };
    expect(await refusalOf(desk.place(wish(five)))).toBe('stock_short');
    await setLevelPolicy(engine, shop.shopId, sku(), { pool, borrows: true });
    await desk.place(wish(five));
    expect([await free(sku()), await free(sku(), pool)]).toEqual([5, 0]);
    expect(await refusalOf(desk.place(wish({ lines: [{ skuId: sku(), quantity: 6, dealId }] })))).toBe(
      'stock_short',
    );
    await expectSound();
  });

  test('vendure #3508: the last unit, bought by two at once', async () => {
    await allotUnits(engine, shop.shopId, sku(), { pool: 'gift', delta: 9, key: 'away' });
    for (let turn = 0; turn < 10; turn += 1) {
      const both = [wish({ buyerId: buyer(0) }), wish({ buyerId: buyer(1) })];
      const placed = await Promise.allSettled(both.map((input) => desk.place(input)));
      const winner = placed.findIndex(({ status }) => status === 'fulfilled');
      expect(placed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const result = placed[winner];
      if (result?.status !== 'fulfilled') throw new Error('one of them got it');
      const { orderId = '' } = result.value.orders[0] ?? {};
      await desk.cancel({ buyerId: both[winner]?.buyerId ?? '', orderId });
    }
    await expectSound();
  });

  test('vendure #1738: a cart that was shown, then sold out by another, is refused and takes nothing', async () => {
    const cart = lines([sku(), 5], [sku(1), 1]);
    const { previewToken, totalMinor } = await desk.preview({ buyerId: buyer(1), ...cart });
    await desk.place(wish(lines([sku(), 10])));
    const late = wish({ buyerId: buyer(1), ...cart, previewToken, expectedTotalMinor: totalMinor });
    await expect(desk.place(late)).rejects.toMatchObject({
      code: 'stock_short',
      detail: { skuId: sku(), available: 0 },
    });
    expect([await free(sku(1)), await count('orders.order')]).toEqual([10, 1]);
    await expectSound();
  });

  test('vendure #3398, #2187: checkouts of one buyer at once all keep their lines', async () => {
    const carts = Array.from({ length: 8 }, (_, n) =>
      n % 2 === 0
        ? lines([sku(0, 0), 1], [sku(0, 1), 1], [sku(1, 0), 1])
        : lines([sku(0, 1), 1], [sku(1, 0), 1]),
    );
    const placed = await Promise.all(carts.map((cart) => desk.place(wish(cart))));
    const { rows } = await sql<{ orderId: string; skuIds: string }>`
      SELECT order_id AS "orderId", string_agg(sku_id::text, ' ' ORDER BY line_no) AS "skuIds" FROM orders.line GROUP BY order_id
    `.execute(engine.db);
    const kept = new Map(rows.map((row) => [row.orderId, row.skuIds]));
    expect(placed.map(({ orders }) => kept.get(orders[0]?.orderId ?? ''))).toEqual(
      carts.map((cart) => cart.lines.map(({ skuId }) => skuId).join(' ')),
    );
    await expectSound();
  });

  test('vendure #3398: increments at once all count, each key once', async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        incrementStock(engine, shop.shopId, sku(), { key: `delivery ${n % 20}`, delta: 3 }),
      ),
    );
    expect(await free(sku())).toBe(10 + 20 * 3);
    await expectSound();
  });
});

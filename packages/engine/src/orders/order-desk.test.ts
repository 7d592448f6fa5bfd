import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { listProduct, setShelf, skusByRef } from '#catalog';
import { incrementStock } from '#stock';
import { Refused } from '../refusal.ts';
import {
  clickOn,
  describeOnBothDatabases,
  ledgerMismatches,
  makeEngine,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import { expireOrders } from './commands/cancel-orders.ts';
import { createOrderDesk, type OrderDesk, type PlaceInput } from './order-desk.ts';

const refusalOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refused) return error.code;
  throw error ?? new Error('was not refused');
};

describeOnBothDatabases('order desk', (open) => {
  let engine: TestEngine;
  let shop: TestShop;
  let desk: OrderDesk;
  let keys = 0;

  beforeEach(async () => {
    const database = await open();
    engine = makeEngine(database);
    shop = await openTestShop(engine);
    desk = createOrderDesk(engine);
  });

  const sku = (product = 0, n = 0): string => shop.products[product]?.skuIds[n] ?? '';
  const buyer = (n = 0): string => shop.buyerIds[n] ?? '';
  const wish = (quantity: number, changes: Partial<PlaceInput> = {}): PlaceInput => {
    keys += 1;
    return {
      buyerId: buyer(),
      key: `key-${keys}`,
      lines: [{ skuId: sku(), quantity }],
      address: TEST_ADDRESS,
      ...changes,
    };
  };
  const count = async (table: string): Promise<number> =>
    (await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(engine.db)).rows[0]?.n ??
    0;
  const level = async (skuId: string) =>
    (
      await sql<{
        onHand: number;
        reserved: number;
      }>`SELECT on_hand AS "onHand", reserved FROM stock.level WHERE sku_id = ${skuId}`.execute(engine.db)
    ).rows[0];

  test('copies that waited while the first was placed leave a batch with nothing to place, and the lane goes on', async () => {
    const input = wish(1);
    const first = desk.place(input);
    // By now the first is on its way; what comes meanwhile waits for it.
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const copies = [desk.place(input), desk.place(input)];
    const { checkoutId } = await first;
    for (const copy of copies) expect(await copy).toMatchObject({ checkoutId, replayed: true });
    expect(await desk.place(wish(1))).toMatchObject({ replayed: false });
    expect(await count('orders.request')).toBe(2);
  });

  test('an order reserves stock and snapshots price and attribution; paying writes a share per line and party', async () => {
    const [product] = shop.products;
    if (!product) throw new Error('no product');
    const clickToken = clickOn(engine, shop, product);
    const placed = await desk.place(
      wish(2, {
        lines: [
          { skuId: sku(), quantity: 2, clickToken },
          { skuId: sku(1), quantity: 1 },
        ],
      }),
    );
    expect(placed).toMatchObject({ totalMinor: 30_000, currency: 'CNY', replayed: false });
    expect(placed.orders[0]?.orderNo).toMatch(/^260301\d{9}$/);
    expect(await level(sku())).toEqual({ onHand: 10, reserved: 2 });
    const lines = await sql`
        SELECT line_no, amount_minor, c.body->>'creatorId' AS creator, (c.body->>'commissionBps')::int AS bps
        FROM orders.line l LEFT JOIN orders.snapshot c ON c.snapshot_id = l.credit_id ORDER BY line_no`.execute(
      engine.db,
    );
    expect(lines.rows).toEqual([
      { line_no: 1, amount_minor: 20_000, creator: shop.creatorId, bps: 2_000 },
      { line_no: 2, amount_minor: 10_000, creator: null, bps: null },
    ]);
    expect(await count('commission.share')).toBe(0);
    await desk.pay({
      buyerId: buyer(),
      orderId: placed.orders[0]?.orderId ?? '',
      provider: 'test',
      approved: true,
    });
    const shares =
      await sql`SELECT line_no, role, amount_minor, state FROM commission.share ORDER BY line_no, role`.execute(
        engine.db,
      );
    expect(shares.rows).toEqual([
      { line_no: 1, role: 'creator', amount_minor: 4_000, state: 'estimated' },
      { line_no: 1, role: 'merchant', amount_minor: 15_000, state: 'estimated' },
      { line_no: 1, role: 'platform', amount_minor: 1_000, state: 'estimated' },
      { line_no: 2, role: 'merchant', amount_minor: 9_500, state: 'estimated' },
      { line_no: 2, role: 'platform', amount_minor: 500, state: 'estimated' },
    ]);
  });

  test('a burst on one SKU sells exactly what there is and refuses the rest', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, n) => desk.place(wish(1, { buyerId: buyer(n % 3) }))),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(10);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'stock_short' });
    expect(await level(sku())).toEqual({ onHand: 10, reserved: 10 });
    expect(await count('orders.request')).toBe(10);
    expect(await stockMismatches(engine.db)).toEqual([]);
  });

  test('two lines of one SKU cannot both count the last units', async () => {
    const lines = [
      { skuId: sku(), quantity: 6 },
      { skuId: sku(), quantity: 6 },
    ];
    expect(await refusalOf(desk.place(wish(1, { lines })))).toBe('stock_short');
    expect(await level(sku())).toEqual({ onHand: 10, reserved: 0 });
  });

  test('an order gets all its lines or nothing, and its neighbours in the batch are untouched', async () => {
    const lines = [
      { skuId: sku(1), quantity: 1 },
      { skuId: sku(), quantity: 11 },
    ];
    const bad = refusalOf(desk.place(wish(1, { lines })));
    const unknown = refusalOf(desk.place(wish(1, { lines: [{ skuId: engine.ids.next(), quantity: 1 }] })));
    const good = desk.place(wish(3));
    expect(await bad).toBe('stock_short');
    expect(await unknown).toBe('sku_not_found');
    expect((await good).totalMinor).toBe(30_000);
    expect(await level(sku(1))).toEqual({ onHand: 10, reserved: 0 });
  });

  test('a request that breaks the database fails alone', async () => {
    const broken = desk.place(wish(1, { lines: [{ skuId: 'not an id', quantity: 1 }] }));
    const good = desk.place(wish(1));
    await expect(broken).rejects.toThrow();
    expect((await good).totalMinor).toBe(10_000);
    expect(await count('orders.order')).toBe(1);
  });

  test('the same key gives the same answer, in one batch, later, and when sold out', async () => {
    const input = wish(10);
    const [first, copy] = await Promise.all([desk.place(input), desk.place(input)]);
    expect([first.replayed, copy.replayed].sort()).toEqual([false, true]);
    expect(copy.checkoutId).toBe(first.checkoutId);
    expect(await refusalOf(desk.place(wish(1)))).toBe('stock_short');
    expect(await desk.place(input)).toEqual({ ...first, replayed: true });
    expect(await createOrderDesk(engine).place(input)).toEqual({ ...first, replayed: true });
    expect(await refusalOf(desk.place({ ...input, lines: [{ skuId: sku(), quantity: 9 }] }))).toBe(
      'idempotency_key_reused',
    );
    expect(await count('orders.order')).toBe(1);
  });

  test('a refused key may try again', async () => {
    const input = wish(11);
    expect(await refusalOf(desk.place(input))).toBe('stock_short');
    await incrementStock(engine, shop.shopId, sku(), { key: 'more', delta: 5 });
    expect((await desk.place(input)).replayed).toBe(false);
  });

  test('a price that is not the one the buyer saw is refused with both', async () => {
    expect(await refusalOf(desk.place(wish(1, { expectedTotalMinor: 9_999 })))).toBe('price_changed');
  });

  test('a total beyond what amounts may be is refused, and nothing is reserved', async () => {
    await listProduct(engine, shop.shopId, {
      ref: 'palace',
      title: '宫殿',
      picture: '/pictures/generic-box/palace.svg',
      categoryPath: ['房产'],
      skus: [{ ref: 'palace-1', priceMinor: 100_000_000_000, stock: 999 }],
    });
    const skuId = (await skusByRef(engine.db, shop.shopId, ['palace-1'])).get('palace-1') ?? '';
    const palaces = (quantity: number) => desk.place(wish(1, { lines: [{ skuId, quantity }] }));
    expect(await refusalOf(palaces(2))).toBe('total_over_limit');
    expect(await level(skuId)).toEqual({ onHand: 999, reserved: 0 });
    expect((await palaces(1)).totalMinor).toBe(100_000_000_000);
  });

  test('goods taken off the shelf are refused although they were ordered before', async () => {
    await desk.place(wish(1));
    await setShelf(engine, shop.shopId, shop.products[0]?.productId ?? '', false);
    expect(await refusalOf(desk.place(wish(1)))).toBe('product_off_shelf');
  });

  test("a token that was changed, or is another buyer's, is refused; an old one attributes nobody", async () => {
    const [product] = shop.products;
    if (!product) throw new Error('no product');
    const withToken = (clickToken: string): PlaceInput =>
      wish(1, { lines: [{ skuId: sku(), quantity: 1, clickToken }] });
    const token = clickOn(engine, shop, product);
    expect(await refusalOf(desk.place(withToken(`${token.slice(0, -2)}AA`)))).toBe('click_token_invalid');
    expect(
      await refusalOf(desk.place(withToken(clickOn(engine, shop, product, { buyerId: buyer(1) })))),
    ).toBe('click_token_not_yours');
    await desk.place(
      withToken(
        clickOn(engine, shop, product, { at: new Date(engine.clock.now().getTime() - 8 * 86_400_000) }),
      ),
    );
    await desk.place(withToken(clickOn(engine, shop, product, { creatorId: buyer() })));
    const { rows } = await sql`SELECT 1 FROM orders.line WHERE credit_id IS NOT NULL`.execute(engine.db);
    expect(rows).toEqual([]);
  });

  test('paying deducts the units, books a balanced journal and answers the second time as the first', async () => {
    const placed = await desk.place(wish(2));
    const orderId = placed.orders[0]?.orderId ?? '';
    const payment = { buyerId: buyer(), orderId, provider: 'test' as const, approved: true };
    expect(await refusalOf(desk.pay({ ...payment, buyerId: buyer(1) }))).toBe('order_not_found');
    expect(await refusalOf(desk.pay({ ...payment, approved: false }))).toBe('payment_declined');
    await Promise.all([desk.pay(payment), desk.pay(payment)]);
    await desk.pay(payment);
    expect(await level(sku())).toEqual({ onHand: 8, reserved: 0 });
    const { rows } =
      await sql`SELECT purpose, balance_minor FROM ledger.account ORDER BY balance_minor`.execute(engine.db);
    expect(rows).toEqual([
      { purpose: 'clearing', balance_minor: -20_000 },
      { purpose: 'pending', balance_minor: 1_000 },
      { purpose: 'pending', balance_minor: 19_000 },
    ]);
    expect(await ledgerMismatches(engine.db)).toEqual([]);
    expect(await stockMismatches(engine.db)).toEqual([]);
    expect(await refusalOf(desk.cancel({ buyerId: buyer(), orderId }))).toBe('order_state');
  });

  test('an unpaid order gives its units back when it is cancelled or its time is over, and cannot be paid then', async () => {
    const first = await desk.place(wish(4));
    const second = await desk.place(wish(6));
    expect(await refusalOf(desk.place(wish(1)))).toBe('stock_short');
    await desk.cancel({ buyerId: buyer(), orderId: first.orders[0]?.orderId ?? '' });
    await desk.place(wish(4, { buyerId: buyer(1) }));
    engine.clock.advance(15 * 60_000);
    const late = {
      buyerId: buyer(),
      orderId: second.orders[0]?.orderId ?? '',
      provider: 'test' as const,
      approved: true,
    };
    expect(await refusalOf(desk.pay(late))).toBe('order_state');
    expect((await expireOrders(engine, 100)).orders).toBe(2);
    expect(await refusalOf(desk.pay(late))).toBe('order_state');
    expect(await level(sku())).toEqual({ onHand: 10, reserved: 0 });
    expect(await stockMismatches(engine.db)).toEqual([]);
  });

  test('a desk that stops finishes what it has and refuses what is new', async () => {
    const placing = desk.place(wish(1));
    const stopping = desk.stop();
    expect(await refusalOf(desk.place(wish(1)))).toBe('shutting_down');
    await stopping;
    expect((await placing).totalMinor).toBe(10_000);
  });
});

import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { touchProducts } from '#catalog';
import { shipOrder } from '#fulfilment';
import { createOrderDesk, expireOrders, type InputLine, type OrderDesk, type PlaceInput } from '#orders';
import {
  createCombination,
  createFlashSale,
  createGiftRule,
  createPresale,
  setDelivery,
  startFlashSale,
} from '#promotions';
import { allotUnits, defineKit } from '#stock';
import {
  clickOn,
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
import { decideRefund } from './commands/decide-refund.ts';
import { requestRefund } from './commands/request-refund.ts';
import { createRefundDesk } from './refund-desk.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const ROOM = '0190f000-0000-7000-8000-00000000aaaa';

describeOnBothDatabases('orders of kits, deals and gifts', (open) => {
  let engine: TestEngine;
  let shop: TestShop;
  let desk: OrderDesk;
  let keys = 0;

  beforeEach(async () => {
    engine = makeEngine(await open());
    // Three SKUs at 100.00, 200.00 and 300.00; a gift with 5 units; a kit that is not one yet.
    shop = await openTestShop(engine, { stock: [[10, 10, 10], [5], [0]], buyers: 8 });
    desk = createOrderDesk(engine);
  });

  const sku = (n = 0): string => shop.products[0]?.skuIds[n] ?? '';
  const gift = (): string => shop.products[1]?.skuIds[0] ?? '';
  const kit = (): string => shop.products[2]?.skuIds[0] ?? '';
  const buyer = (n = 0): string => shop.buyerIds[n] ?? '';
  const wish = (lines: readonly InputLine[], changes: Partial<PlaceInput> = {}): PlaceInput => {
    keys += 1;
    return { buyerId: buyer(), key: `key-${keys}`, lines, address: TEST_ADDRESS, ...changes };
  };
  const pay = (orderId: string, by = 0, part?: 'deposit' | 'balance') =>
    desk.pay({ buyerId: buyer(by), orderId, provider: 'test', part, approved: true });
  const orderOf = (placed: { orders: readonly { orderId: string }[] }): string =>
    placed.orders[0]?.orderId ?? '';
  const free = async (skuId: string, pool = 'general') =>
    (
      await sql<{ free: number }>`
        SELECT on_hand - reserved AS free FROM stock.level WHERE sku_id = ${skuId} AND pool = ${pool}
      `.execute(engine.db)
    ).rows[0]?.free;
  const giftsOf = async (orderId: string) =>
    (
      await sql<{ sku_id: string; quantity: number; amount: number; back: number }>`
        SELECT sku_id, quantity, amount_minor AS amount, refunded_quantity AS back FROM orders.line
        WHERE order_id = ${orderId} AND terms -> 'gift' IS NOT NULL ORDER BY line_no
      `.execute(engine.db)
    ).rows;
  const sound = async () => {
    expect(await stockMismatches(engine.db)).toEqual([]);
    expect(await ledgerMismatches(engine.db)).toEqual([]);
  };
  const makeKit = (parts: { skuId: string; quantity: number }[]) =>
    engine.db.transaction().execute(async (tx) => {
      const { productIds } = await defineKit(tx, shop.shopId, kit(), parts);
      await touchProducts(tx, productIds);
    });
  const thresholdRule = (changes: object = {}) =>
    createGiftRule(engine, shop.shopId, {
      kind: 'threshold_amount',
      name: '满200送',
      bands: [{ from: 20_000, gifts: [{ skuId: gift(), quantity: 1 }] }],
      pool: 'general',
      ...changes,
    });

  test('a kit reserves all its parts or none, and gives them back as a kit', async () => {
    await makeKit([
      { skuId: sku(0), quantity: 2 },
      { skuId: sku(1), quantity: 1 },
    ]);
    const placed = await desk.place(wish([{ skuId: kit(), quantity: 3 }]));
    expect([await free(sku(0)), await free(sku(1))]).toEqual([4, 7]);
    expect(await refusalOf(desk.place(wish([{ skuId: kit(), quantity: 3 }])))).toBe('stock_short');
    expect([await free(sku(0)), await free(sku(1))]).toEqual([4, 7]);
    await sound();
    await pay(orderOf(placed));
    await requestRefund(engine, buyer(), orderOf(placed), {
      key: 'r1',
      reason: '少要一套',
      lines: [{ lineNo: 1, quantity: 1 }],
    });
    expect([await free(sku(0)), await free(sku(1))]).toEqual([6, 8]);
    await sound();
  });

  test('a kit and its part in one cart cannot both count the last unit', async () => {
    await makeKit([{ skuId: sku(0), quantity: 5 }]);
    const lines = [
      { skuId: kit(), quantity: 1 },
      { skuId: sku(0), quantity: 6 },
    ];
    expect(await refusalOf(desk.place(wish(lines)))).toBe('stock_short');
    expect(await free(sku(0))).toBe(10);
  });

  test('a combination costs its price, spread over its lines with the merchant as bearer; broken sets are refused', async () => {
    const deal = await createCombination(engine, shop.shopId, {
      name: '两件套',
      items: [
        { skuId: sku(0), quantity: 1 },
        { skuId: sku(1), quantity: 1 },
      ],
      priceMinor: 25_000,
      endsAt: '2026-04-01T00:00:00Z',
      buyerMax: 2,
    });
    const set = (n: number) => [
      { skuId: sku(0), quantity: n, dealId: deal.dealId },
      { skuId: sku(1), quantity: n, dealId: deal.dealId },
    ];
    const placed = await desk.place(wish(set(2)));
    expect(placed.totalMinor).toBe(50_000);
    const { rows } = await sql<{ amount: number; terms: { discounts: { bearers: unknown }[] } }>`
      SELECT amount_minor AS amount, terms FROM orders.line ORDER BY line_no
    `.execute(engine.db);
    expect(rows.map(({ amount }) => amount)).toEqual([16_667, 33_333]);
    expect(rows[0]?.terms.discounts[0]?.bearers).toEqual([{ bearer: 'merchant', amountMinor: 3_333 }]);
    expect(await refusalOf(desk.place(wish(set(1).slice(1))))).toBe('combination_incomplete');
    expect(await refusalOf(desk.place(wish(set(1))))).toBe('deal_limit_reached');
    await desk.cancel({ buyerId: buyer(), orderId: orderOf(placed) });
    expect((await desk.place(wish(set(1)))).totalMinor).toBe(25_000);
    await sound();
  });

  test('a flash sale sells in its minutes, from its own pool, up to its limit per buyer', async () => {
    const sale = await createFlashSale(engine, shop.shopId, {
      name: '秒杀',
      roomId: ROOM,
      skuId: sku(0),
      priceMinor: 1_000,
      units: 4,
      buyerMax: 2,
    });
    const { dealId } = sale;
    const one = [{ skuId: sku(0), quantity: 1, dealId }];
    await startFlashSale(engine, ROOM, dealId, { countdownSeconds: 30, minutes: 5 });
    expect(await refusalOf(desk.place(wish(one)))).toBe('deal_not_open');
    engine.clock.advance(31_000);
    const results = await Promise.allSettled(
      Array.from({ length: 12 }, (_, n) => desk.place(wish(one, { buyerId: buyer(n % 4) }))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect([await free(sku(0)), await free(sku(0), `room:${dealId}`)]).toEqual([6, 0]);
    const placed = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(placed.every(({ totalMinor }) => totalMinor === 1_000)).toBe(true);
    await sound();
    engine.clock.advance(6 * MINUTE_MS);
    // A desk that does not remember that it has just sold out.
    expect(await refusalOf(createOrderDesk(engine).place(wish(one)))).toBe('deal_not_open');
    expect((await desk.place(wish([{ skuId: sku(0), quantity: 1 }]))).totalMinor).toBe(10_000);
  });

  test('one buyer’s limit holds when all the requests come at once', async () => {
    const { dealId } = await createFlashSale(engine, shop.shopId, {
      name: '秒杀',
      roomId: ROOM,
      skuId: sku(0),
      priceMinor: 1_000,
      units: 8,
      buyerMax: 2,
    });
    await startFlashSale(engine, ROOM, dealId, { countdownSeconds: 10, minutes: 5 });
    engine.clock.advance(11_000);
    const tries = Array.from({ length: 6 }, () =>
      desk.place(wish([{ skuId: sku(0), quantity: 1, dealId }])).then(
        () => 'placed',
        (error: { code: string }) => error.code,
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 'placed')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'deal_limit_reached')).toHaveLength(4);
    await sound();
  });

  test('a gift costs nothing, earns nobody anything, names what earned it, and stops at its limit in a burst', async () => {
    await thresholdRule({ totalMax: 3 });
    const [product] = shop.products;
    if (!product) throw new Error('no product');
    const placed = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        desk.place(
          wish([{ skuId: sku(1), quantity: 1, clickToken: clickOn(engine, shop, product) }], {
            buyerId: buyer(n),
          }),
        ),
      ),
    );
    const gifts = await Promise.all(placed.map((one) => giftsOf(orderOf(one))));
    expect(gifts.flat()).toEqual(
      Array.from({ length: 3 }, () => ({ sku_id: gift(), quantity: 1, amount: 0, back: 0 })),
    );
    expect(await free(gift())).toBe(2);
    await pay(orderOf(placed[0] ?? { orders: [] }), 0);
    const { rows } = await sql`SELECT DISTINCT line_no FROM commission.share`.execute(engine.db);
    expect(rows).toEqual([{ line_no: 1 }]);
    const withGift = placed[gifts.findIndex((of) => of.length > 0)];
    const by = gifts.findIndex((of) => of.length > 0);
    if (by !== 0) await desk.cancel({ buyerId: buyer(by), orderId: orderOf(withGift ?? { orders: [] }) });
    await sound();
  });

  test.each([
    ['drop', { kind: 'drop' }, 'placed', 0],
    ['block', { kind: 'block' }, 'gift_out', 0],
    ['substitute', undefined, 'placed', 1],
  ] as const)('a gift that is out: %s', async (_, whenOut, outcome, given) => {
    await thresholdRule({
      pool: 'gift',
      whenOut: whenOut ?? { kind: 'substitute', skuId: sku(2), quantity: 1 },
    });
    if (whenOut === undefined) {
      await allotUnits(engine, shop.shopId, sku(2), { pool: 'gift', delta: 1, key: 'a1' });
    }
    const result = desk.place(wish([{ skuId: sku(1), quantity: 1 }]));
    if (outcome === 'gift_out') {
      expect(await refusalOf(result)).toBe('gift_out');
      expect(await free(sku(1))).toBe(10);
    } else {
      const gifts = await giftsOf(orderOf(await result));
      expect(gifts).toHaveLength(given);
      if (given > 0) expect(gifts[0]?.sku_id).toBe(sku(2));
    }
    await sound();
  });

  test('a gift pool borrows from the general pool where it was told to', async () => {
    await thresholdRule({ pool: 'gift' });
    await sql`UPDATE stock.level SET borrows = true WHERE sku_id = ${gift()} AND pool = 'gift'`.execute(
      engine.db,
    );
    const placed = await desk.place(wish([{ skuId: sku(1), quantity: 1 }]));
    expect(await giftsOf(orderOf(placed))).toHaveLength(1);
    expect(await free(gift())).toBe(4);
    await sound();
    await desk.cancel({ buyerId: buyer(), orderId: orderOf(placed) });
    expect(await free(gift())).toBe(5);
  });

  test('who is among the first N is decided by payment, and a returned order does not promote the next', async () => {
    await createGiftRule(engine, shop.shopId, {
      kind: 'first_n',
      name: '前2名送',
      bands: [{ from: 1, gifts: [{ skuId: gift(), quantity: 1 }] }],
      pool: 'general',
      totalMax: 2,
    });
    const orders: string[] = [];
    for (let n = 0; n < 4; n += 1)
      orders.push(orderOf(await desk.place(wish([{ skuId: sku(0), quantity: 1 }], { buyerId: buyer(n) }))));
    for (const n of [2, 0]) await pay(orders[n] ?? '', n);
    await requestRefund(engine, buyer(2), orders[2] ?? '', {
      key: 'r',
      reason: '不要了',
      lines: [{ lineNo: 1, quantity: 1 }],
    });
    for (const n of [1, 3]) await pay(orders[n] ?? '', n);
    const given = await Promise.all(orders.map(async (id) => (await giftsOf(id)).map(({ back }) => back)));
    expect(given).toEqual([[0], [], [1], []]);
    expect(await free(gift())).toBe(4);
    await sound();
  });

  test('placing gives exactly what the preview showed, or says what changed', async () => {
    await thresholdRule();
    await setDelivery(engine, shop.shopId, {
      freightMinor: 800,
      freeFromMinor: 50_000,
      surcharges: { 西藏自治区: 2_000 },
      shipWithinHours: 24,
    });
    const lines = [{ skuId: sku(1), quantity: 1 }];
    const province = TEST_ADDRESS.province;
    const shown = await desk.preview({ buyerId: buyer(), lines, province });
    expect(shown).toMatchObject({
      goodsMinor: 20_000,
      freightMinor: 800,
      totalMinor: 20_800,
      payNowMinor: 20_800,
    });
    expect(shown.orders[0]?.lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['goods', 20_000],
      ['gift', 0],
    ]);
    expect(shown.orders[0]?.shipBy).toBe('2026-03-02T02:00:00.000Z');
    const { previewToken } = shown;
    const placed = await desk.place(wish(lines, { previewToken }));
    expect(placed.totalMinor).toBe(shown.totalMinor);
    expect(await giftsOf(orderOf(placed))).toHaveLength(1);

    // The last gifts go to others: the same promise cannot be kept any more.
    await desk.place(wish([{ skuId: gift(), quantity: 4 }], { buyerId: buyer(1) }));
    const changed = desk.place(wish(lines, { previewToken }));
    await expect(changed).rejects.toMatchObject({ code: 'preview_changed', detail: { changes: ['gifts'] } });
    expect(await refusalOf(desk.place(wish(lines, { previewToken, buyerId: buyer(1) })))).toBe(
      'preview_invalid',
    );
    expect(await refusalOf(desk.place(wish(lines, { previewToken: `${previewToken.slice(0, -2)}xx` })))).toBe(
      'preview_invalid',
    );
    engine.clock.advance(16 * MINUTE_MS);
    expect(await refusalOf(desk.place(wish(lines, { previewToken })))).toBe('preview_expired');
    await sound();
  });

  test('an answer that was given under a preview is repeated after the preview has expired', async () => {
    const lines = [{ skuId: sku(0), quantity: 1 }];
    const { previewToken } = await desk.preview({ buyerId: buyer(), lines, province: TEST_ADDRESS.province });
    const input = wish(lines, { previewToken });
    const first = await desk.place(input);
    engine.clock.advance(20 * MINUTE_MS);
    // Another process, which remembers nothing.
    const other = createOrderDesk(engine);
    expect(await other.place(input)).toEqual({ ...first, replayed: true });
  });

  const presale = (depositRefundable: boolean) => {
    const at = (days: number): string => new Date(engine.clock.now().getTime() + days * DAY_MS).toISOString();
    return createPresale(engine, shop.shopId, {
      name: '新茶预售',
      skuId: sku(0),
      priceMinor: 9_000,
      depositMinor: 1_000,
      units: 3,
      endsAt: at(5),
      balanceFrom: at(6),
      balanceUntil: at(8),
      shipBy: at(12),
      depositRefundable,
    });
  };

  test('a presale is paid twice, in its times, from its own pool', async () => {
    const { dealId } = await presale(false);
    const lines = [{ skuId: sku(0), quantity: 2, dealId }];
    const shown = await desk.preview({ buyerId: buyer(), lines });
    expect(shown).toMatchObject({ totalMinor: 18_000, payNowMinor: 2_000 });
    const orderId = orderOf(await desk.place(wish(lines)));
    expect([await free(sku(0)), await free(sku(0), `campaign:${dealId}`)]).toEqual([7, 1]);
    expect(await pay(orderId, 0, 'deposit')).toMatchObject({ takenMinor: 2_000 });
    expect(await pay(orderId, 0, 'deposit')).toMatchObject({ takenMinor: 0 });
    expect(await refusalOf(pay(orderId))).toBe('balance_not_due');
    await sound();
    engine.clock.advance(7 * DAY_MS);
    expect(await expireOrders(engine, 100)).toMatchObject({ orders: 0 });
    expect(await pay(orderId, 0, 'balance')).toMatchObject({ takenMinor: 16_000 });
    expect(await pay(orderId)).toMatchObject({ takenMinor: 0 });
    const { rows } = await sql`
      SELECT state, (SELECT sum(amount_minor)::bigint FROM commission.share) AS shares,
        (SELECT balance_minor FROM ledger.account WHERE purpose = 'clearing') AS clearing FROM orders."order"
    `.execute(engine.db);
    expect(rows).toEqual([{ state: 'paid', shares: 18_000, clearing: -18_000 }]);
    await sound();
  });

  test.each([
    [false, { wallet: 1_000, clearing: -1_000 }],
    [true, { clearing: 0 }],
  ])('a balance that never comes ends the presale; deposit refundable: %s', async (refundable, balances) => {
    const { dealId } = await presale(refundable);
    const orderId = orderOf(await desk.place(wish([{ skuId: sku(0), quantity: 1, dealId }])));
    await pay(orderId, 0, 'deposit');
    engine.clock.advance(9 * DAY_MS);
    expect(await refusalOf(pay(orderId))).toBe('order_state');
    expect(await expireOrders(engine, 100)).toMatchObject({ orders: 1 });
    expect(await free(sku(0), `campaign:${dealId}`)).toBe(3);
    const { rows } = await sql<{ purpose: string; balance: number }>`
      SELECT purpose, balance_minor AS balance FROM ledger.account
    `.execute(engine.db);
    const found = Object.fromEntries(rows.map(({ purpose, balance }) => [purpose, balance]));
    expect(found).toMatchObject({ deposit: 0, ...balances });
    await sound();
  });

  test('no deposit is taken when the time for its balance is over', async () => {
    const at = (minutes: number): string =>
      new Date(engine.clock.now().getTime() + minutes * MINUTE_MS).toISOString();
    const { dealId } = await createPresale(engine, shop.shopId, {
      name: '十分钟预售',
      skuId: sku(0),
      priceMinor: 9_000,
      depositMinor: 1_000,
      units: 3,
      endsAt: at(2),
      balanceFrom: at(2),
      balanceUntil: at(10),
      shipBy: at(20),
    });
    const orderId = orderOf(await desk.place(wish([{ skuId: sku(0), quantity: 1, dealId }])));
    engine.clock.advance(10 * MINUTE_MS);
    expect(await refusalOf(pay(orderId))).toBe('order_state');
    engine.clock.advance(5 * MINUTE_MS);
    expect(await expireOrders(engine, 100)).toMatchObject({ orders: 1 });
    await sound();
  });

  test('a presale is ordered alone', async () => {
    const { dealId } = await presale(true);
    const lines = [
      { skuId: sku(0), quantity: 1, dealId },
      { skuId: sku(1), quantity: 1 },
    ];
    expect(await refusalOf(desk.place(wish(lines)))).toBe('presale_alone');
  });

  test('a sample costs nothing, is paid at once, and is sent once for one key', async () => {
    const input = {
      kind: 'sample',
      shopId: shop.shopId,
      recipientId: shop.creatorId,
      key: 'sample-1',
      skuId: sku(0),
      quantity: 1,
      address: TEST_ADDRESS,
    } as const;
    const [first, second] = await Promise.all([desk.give(input), desk.give(input)]);
    expect(first.checkoutId).toBe(second.checkoutId);
    const { rows } = await sql`SELECT kind, state, total_minor FROM orders."order"`.execute(engine.db);
    expect(rows).toEqual([{ kind: 'sample', state: 'paid', total_minor: 0 }]);
    expect(await free(sku(0))).toBe(9);
    await sound();
  });

  test.each(['lottery:prize-01', 'lottery', 'prize-01'])(
    'a prize is an order of its own, whatever keys its winner has used: %s',
    async (key) => {
      const lines = [{ skuId: sku(0), quantity: 1 }];
      const own = await desk.place(wish(lines, { key }));
      const prize = await desk.give({
        kind: 'lottery',
        shopId: shop.shopId,
        recipientId: buyer(),
        key: 'prize-01',
        skuId: sku(0),
        quantity: 1,
        address: TEST_ADDRESS,
      });
      expect(prize.checkoutId).not.toBe(own.checkoutId);
      const { rows } = await sql`
        SELECT kind, state FROM orders."order" WHERE order_id = ${orderOf(own)}
      `.execute(engine.db);
      expect(rows).toEqual([{ kind: 'normal', state: 'awaiting_payment' }]);
      await sound();
    },
  );

  test('a return that breaks a gift’s condition brings it back before shipping, and withholds its value after', async () => {
    await thresholdRule();
    const lines = [{ skuId: sku(0), quantity: 2 }];
    const [early, late] = [await desk.place(wish(lines)), await desk.place(wish(lines))];
    for (const one of [early, late]) await pay(orderOf(one));
    expect(await free(gift())).toBe(3);
    const back = { reason: '退一件', lines: [{ lineNo: 1, quantity: 1 }] };
    const refund = await requestRefund(engine, buyer(), orderOf(early), { key: 'r1', ...back });
    expect(refund).toMatchObject({ amountMinor: 10_000, withheldMinor: 0 });
    expect([await free(gift()), (await giftsOf(orderOf(early)))[0]?.back]).toEqual([4, 1]);

    await shipOrder(engine, shop.shopId, orderOf(late), { carrier: '顺丰', trackingNo: 'SF1' });
    const asked = await requestRefund(engine, buyer(), orderOf(late), { key: 'r2', ...back });
    const decided = await decideRefund(engine, shop.shopId, asked.refundId, { agree: true });
    // The gift's own price, 100.00, is as much as the whole refund.
    expect(decided).toMatchObject({ amountMinor: 0, withheldMinor: 10_000 });
    await sound();
  });

  test('freight is the merchant’s, and goes back with the whole of an unshipped order', async () => {
    await setDelivery(engine, shop.shopId, {
      freightMinor: 800,
      freeFromMinor: null,
      surcharges: {},
      shipWithinHours: 48,
    });
    const placed = await desk.place(wish([{ skuId: sku(0), quantity: 2 }]));
    expect(placed.totalMinor).toBe(20_800);
    await pay(orderOf(placed));
    const part = await requestRefund(engine, buyer(), orderOf(placed), {
      key: 'r1',
      reason: '退一件',
      lines: [{ lineNo: 1, quantity: 1 }],
    });
    expect(part.amountMinor).toBe(10_000);
    const rest = await requestRefund(engine, buyer(), orderOf(placed), {
      key: 'r2',
      reason: '全退',
      lines: [{ lineNo: 1, quantity: 1 }],
    });
    expect(rest.amountMinor).toBe(10_800);
    const { rows } = await sql`SELECT DISTINCT balance_minor FROM ledger.account`.execute(engine.db);
    expect(rows).toEqual([{ balance_minor: 0 }]);
    await sound();
  });

  test('refunds that come at once are one batch: each its own answer, two of one order one after the other', async () => {
    const orders: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const placed = await desk.place(wish([{ skuId: sku(0), quantity: 2 }], { buyerId: buyer(n) }));
      orders.push(orderOf(placed));
      await pay(orderOf(placed), n);
    }
    const refunds = createRefundDesk(engine);
    const ask = (n: number, quantity: number, key: string) =>
      refunds
        .request({
          buyerId: buyer(n),
          orderId: orders[n] ?? '',
          key,
          reason: '不要了',
          lines: [{ lineNo: 1, quantity }],
        })
        .then(
          ({ state, amountMinor }) => [state, amountMinor],
          (error: { code: string }) => error.code,
        );
    const answers = await Promise.all([
      ask(0, 1, 'a'),
      ask(0, 2, 'b'),
      ask(0, 1, 'a'),
      ask(0, 1, 'c'),
      ask(1, 2, 'a'),
      ask(2, 3, 'a'),
    ]);
    expect(answers).toEqual([
      ['refunded', 10_000],
      'refund_over_paid',
      ['refunded', 10_000],
      ['refunded', 10_000],
      ['refunded', 20_000],
      'refund_over_paid',
    ]);
    expect(await free(sku(0))).toBe(8);
    await sound();
  });

  test('safety stock is not sold', async () => {
    await sql`UPDATE stock.level SET safety = 8 WHERE sku_id = ${sku(0)}`.execute(engine.db);
    expect(await refusalOf(desk.place(wish([{ skuId: sku(0), quantity: 3 }])))).toBe('stock_short');
    await desk.place(wish([{ skuId: sku(0), quantity: 2 }]));
  });
});

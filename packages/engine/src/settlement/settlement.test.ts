import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { decideRefund, refundsOf, requestRefund } from '#aftersale';
import { receiveOrder, shipmentsOf, shipOrder } from '#fulfilment';
import { post, verifyLedger } from '#ledger';
import { createOrderDesk, type OrderDesk } from '#orders';
import { takeEvents } from '#outbox';
import {
  clickOn,
  describeOnBothDatabases,
  makeEngine,
  openTestShop,
  refusalOf,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import { releaseReserves } from './commands/release-reserves.ts';
import { settleDue } from './commands/settle-due.ts';
import { balanceOf } from './queries/balance-of.ts';
import { commissionsOf } from './queries/commissions-of.ts';

const DAY_MS = 86_400_000;
const NOBODY = '0190ffff-0000-7000-8000-000000000000';

describeOnBothDatabases('after payment', (open, kind) => {
  let engine: TestEngine;
  let shop: TestShop;
  let desk: OrderDesk;
  let keys = 0;
  const buyer = (): string => shop.buyerIds[0] ?? '';

  beforeEach(async () => {
    engine = makeEngine(await open());
    shop = await openTestShop(engine);
    desk = createOrderDesk(engine);
  });

  /** A paid order of `quantity` units at 100 yuan, led by the creator at 20 %; the platform takes 5 %. */
  async function buy(quantity = 2): Promise<string> {
    const [product] = shop.products;
    if (!product) throw new Error('no product');
    keys += 1;
    const placed = await desk.place({
      buyerId: buyer(),
      key: `key-${keys}`,
      lines: [{ skuId: product.skuIds[0] ?? '', quantity, clickToken: clickOn(engine, shop, product) }],
      address: TEST_ADDRESS,
    });
    const orderId = placed.orders[0]?.orderId ?? '';
    await desk.pay({ buyerId: buyer(), orderId, provider: 'test', approved: true });
    return orderId;
  }
  const ship = (orderId: string, shopId = shop.shopId): Promise<void> =>
    shipOrder(engine, shopId, orderId, { carrier: '顺丰', trackingNo: 'SF100' });
  async function deliver(orderId: string): Promise<void> {
    await ship(orderId);
    await receiveOrder(engine, buyer(), orderId);
  }
  const wait = (days: number): void => engine.clock.advance(days * DAY_MS);
  const ask = (orderId: string, quantity: number, key = `r${quantity}`, lineNo = 1) =>
    requestRefund(engine, buyer(), orderId, { key, reason: '不想要了', lines: [{ lineNo, quantity }] });
  const stateOf = async (orderId: string) =>
    (
      await sql<{ state: string; reason: string | null; refunded: number }>`
        SELECT state, cancel_reason AS reason, refunded_minor AS refunded FROM orders."order" WHERE order_id = ${orderId}
      `.execute(engine.db)
    ).rows[0];
  const topics = async (): Promise<string[]> =>
    (await engine.db.transaction().execute((tx) => takeEvents(tx, 100))).events.map(({ topic }) => topic);
  const money = async (partyId: string): Promise<number[]> => {
    const { pendingMinor, walletMinor, reserveMinor, debtMinor } = await balanceOf(engine, partyId);
    return [pendingMinor, walletMinor, reserveMinor, debtMinor];
  };

  test('a shop ships its own paid orders, once, and only the buyer receives them', async () => {
    const orderId = await buy();
    expect(await refusalOf(ship(orderId, NOBODY))).toBe('order_not_found');
    expect(await refusalOf(receiveOrder(engine, buyer(), orderId))).toBe('order_state');
    await ship(orderId);
    expect(await refusalOf(ship(orderId))).toBe('order_state');
    expect(await refusalOf(receiveOrder(engine, NOBODY, orderId))).toBe('order_not_found');
    await receiveOrder(engine, buyer(), orderId);
    expect(await stateOf(orderId)).toMatchObject({ state: 'received' });
    const key = { shopId: shop.shopId, orderId };
    expect(await shipmentsOf(engine.db, [key])).toEqual(
      new Map([[orderId, { carrier: '顺丰', trackingNo: 'SF100' }]]),
    );
    expect(await topics()).toEqual(expect.arrayContaining(['orders.shipped', 'orders.received']));
  });

  test('a received order settles when its days are over, and not before', async () => {
    const orderId = await buy();
    expect(await money(shop.creatorId)).toEqual([4_000, 0, 0, 0]);
    await deliver(orderId);
    expect((await balanceOf(engine, shop.creatorId)).nextSettlement).toEqual({
      at: '2026-03-08T02:00:00.000Z',
      amountMinor: 4_000,
    });
    wait(6.9);
    expect(await settleDue(engine)).toEqual({ orders: 0 });
    wait(0.1);
    expect(await settleDue(engine)).toEqual({ orders: 1 });
    expect(await settleDue(engine)).toEqual({ orders: 0 });
    expect(await money(shop.creatorId)).toEqual([0, 3_800, 200, 0]);
    expect(await money(shop.merchantId)).toEqual([0, 15_000, 0, 0]);
    expect(await money(engine.platformId)).toEqual([0, 1_000, 0, 0]);
    expect(await stateOf(orderId)).toMatchObject({ state: 'completed' });
    expect((await topics()).filter((topic) => topic === 'orders.completed')).toHaveLength(1);

    expect((await balanceOf(engine, shop.creatorId)).reserveReleases).toEqual({
      at: '2026-03-16T02:00:00.000Z',
      amountMinor: 200,
    });
    wait(8);
    expect(await releaseReserves(engine)).toEqual({ orders: 1 });
    expect(await releaseReserves(engine)).toEqual({ orders: 0 });
    expect(await money(shop.creatorId)).toEqual([0, 4_000, 0, 0]);
    expect(await balanceOf(engine, shop.creatorId)).toMatchObject({
      nextSettlement: null,
      reserveReleases: null,
    });
    expect(await verifyLedger(engine.db)).toMatchObject({
      ok: true,
      unbalancedEntries: [],
      wrongBalances: [],
    });
  });

  test('an unshipped order is refunded at once: units on the shelf, money back, cancelled when nothing is left', async () => {
    const orderId = await buy();
    expect(await ask(orderId, 1, 'one')).toMatchObject({ state: 'refunded', amountMinor: 10_000 });
    expect(await stateOf(orderId)).toEqual({ state: 'paid', reason: null, refunded: 10_000 });
    expect(await money(shop.creatorId)).toEqual([2_000, 0, 0, 0]);
    const again = await ask(orderId, 1, 'one');
    expect(again).toMatchObject({ state: 'refunded', amountMinor: 10_000 });
    expect(await refusalOf(ask(orderId, 2, 'one'))).toBe('idempotency_key_reused');
    expect(await refusalOf(ask(orderId, 2, 'two'))).toBe('refund_over_paid');
    expect(await refusalOf(ask(orderId, 1, 'line', 2))).toBe('refund_over_paid');

    await ask(orderId, 1, 'rest');
    expect(await stateOf(orderId)).toEqual({ state: 'cancelled', reason: 'refunded', refunded: 20_000 });
    expect(await refusalOf(ask(orderId, 1, 'more'))).toBe('order_state');
    expect(await money(shop.creatorId)).toEqual([0, 0, 0, 0]);
    expect(await money(shop.merchantId)).toEqual([0, 0, 0, 0]);
    const { rows } =
      await sql`SELECT on_hand FROM stock.level WHERE sku_id = ${shop.products[0]?.skuIds[0]}`.execute(
        engine.db,
      );
    expect(rows).toEqual([{ on_hand: 10 }]);
    expect(await stockMismatches(engine.db)).toEqual([]);
    const refunded = (await topics()).filter(
      (topic) => topic === 'orders.refunded' || topic === 'orders.cancelled',
    );
    expect(refunded).toEqual(['orders.refunded', 'orders.refunded', 'orders.cancelled']);
  });

  test('after shipping the shop decides, once, and the order does not settle until it has', async () => {
    const orderId = await buy();
    await ship(orderId);
    const { refundId, state } = await ask(orderId, 1);
    expect(state).toBe('requested');
    expect(await refusalOf(ask(orderId, 2, 'too much'))).toBe('refund_over_paid');
    await receiveOrder(engine, buyer(), orderId);
    wait(30);
    expect(await settleDue(engine)).toEqual({ orders: 0 });
    expect(await refusalOf(decideRefund(engine, NOBODY, refundId, { agree: true }))).toBe('refund_not_found');
    expect(await decideRefund(engine, shop.shopId, refundId, { agree: true })).toMatchObject({
      state: 'refunded',
      amountMinor: 10_000,
      decidedAt: '2026-03-31T02:00:00.000Z',
    });
    expect(await refusalOf(decideRefund(engine, shop.shopId, refundId, { agree: true }))).toBe(
      'refund_state',
    );
    expect(await settleDue(engine)).toEqual({ orders: 1 });
    expect(await money(shop.creatorId)).toEqual([0, 1_900, 100, 0]);
    const refunds = await refundsOf(engine.db, [{ shopId: shop.shopId, orderId }]);
    expect(refunds.get(orderId)).toMatchObject([{ refundId, state: 'refunded' }]);
    const { rows } = await sql`SELECT 1 FROM settlement.due`.execute(engine.db);
    expect(rows).toEqual([]);
  });

  test('a refused request changes nothing and lets the order settle; its units may be asked for again', async () => {
    const orderId = await buy();
    await deliver(orderId);
    const { refundId } = await ask(orderId, 2, 'first');
    wait(7);
    expect(await settleDue(engine)).toEqual({ orders: 0 });
    expect(await decideRefund(engine, shop.shopId, refundId, { agree: false })).toMatchObject({
      state: 'refused',
    });
    expect(await settleDue(engine)).toEqual({ orders: 1 });
    expect(await money(shop.creatorId)).toEqual([0, 3_800, 200, 0]);
    expect(await ask(orderId, 2, 'second')).toMatchObject({ state: 'requested' });
  });

  test('a refund after settlement takes from reserve, pending, wallet and then debt, which the next settlement repays', async () => {
    const settled = await buy(2);
    await deliver(settled);
    wait(7);
    await settleDue(engine);
    const next = await buy(1);
    expect(await money(shop.creatorId)).toEqual([2_000, 3_800, 200, 0]);
    // The wallet was withdrawn but for 500.
    const at = engine.clock.now();
    await engine.db.transaction().execute((tx) =>
      post(tx, [
        {
          entryId: engine.ids.next(),
          kind: 'paid_out',
          reference: 'test',
          idempotencyKey: 'paid out',
          at,
          postings: [
            { partyId: shop.creatorId, purpose: 'wallet', currency: 'CNY', amountMinor: -3_300 },
            { partyId: engine.platformId, purpose: 'clearing', currency: 'CNY', amountMinor: 3_300 },
          ],
        },
      ]),
    );
    const { refundId } = await ask(settled, 2);
    await decideRefund(engine, shop.shopId, refundId, { agree: true });
    // 4 000 to take: 200 reserve, 2 000 pending, 500 wallet, the rest owed.
    expect(await money(shop.creatorId)).toEqual([0, 0, 0, -1_300]);
    const earlier = await commissionsOf(engine, shop.creatorId, { limit: 10 });
    expect(
      earlier.items.map((item) => [item.state, item.amountMinor, item.reversedMinor, item.title]),
    ).toEqual([
      ['estimated', 2_000, 0, '商品 1'],
      ['reversed', 4_000, 4_000, '商品 1'],
    ]);
    await deliver(next);
    wait(7);
    await settleDue(engine);
    // All of it was taken ahead, so nothing is passed on and the debt stands.
    expect(await money(shop.creatorId)).toEqual([0, 0, 0, -1_300]);
    await deliver(await buy(1));
    wait(7);
    await settleDue(engine);
    // 2 000: the debt first, then 5 % of the share held back, the rest free.
    expect(await money(shop.creatorId)).toEqual([0, 600, 100, 0]);
    expect(await verifyLedger(engine.db)).toMatchObject({ ok: true });
  });

  test('a party’s commissions come in pages and by state', async () => {
    const [first] = [await buy(), await buy(), await buy()];
    await deliver(first ?? '');
    const page = await commissionsOf(engine, shop.creatorId, { limit: 2 });
    expect(page.items).toHaveLength(2);
    const rest = await commissionsOf(engine, shop.creatorId, { limit: 2, cursor: page.nextCursor ?? '' });
    expect([...page.items, ...rest.items].map(({ state }) => state)).toEqual([
      'estimated',
      'estimated',
      'confirmed',
    ]);
    expect(rest.nextCursor).toBeNull();
    const confirmed = await commissionsOf(engine, shop.creatorId, { limit: 9, state: 'confirmed' });
    expect(confirmed.items).toMatchObject([
      {
        orderId: first,
        role: 'creator',
        rateBps: 2_000,
        baseMinor: 20_000,
        settlesAt: '2026-03-08T02:00:00.000Z',
      },
    ]);
    expect(await refusalOf(commissionsOf(engine, shop.creatorId, { limit: 9, cursor: 'x' }))).toBe(
      'invalid_request',
    );
  });

  // The embedded database has one connection, so nothing runs at once there.
  if (kind !== 'postgres') return;
  test('processes at once share the work, and refunds in between stay exact', async () => {
    const orders: string[] = [];
    await engine.db.transaction().execute((tx) => sql`UPDATE stock.level SET on_hand = 1000`.execute(tx));
    for (let n = 0; n < 24; n += 1) orders.push(await buy(2));
    for (const orderId of orders) await deliver(orderId);
    const asked = [];
    wait(7);
    for (const orderId of orders.slice(0, 12)) asked.push(await ask(orderId, 1));
    const settle = () => settleDue(engine, { limit: 3 });
    const agree = asked.map(({ refundId }) => decideRefund(engine, shop.shopId, refundId, { agree: true }));
    const [one, two, three] = await Promise.all([settle(), settle(), settle(), ...agree]);
    const last = await settle();
    expect((one?.orders ?? 0) + (two?.orders ?? 0) + (three?.orders ?? 0) + last.orders).toBe(24);
    expect((await money(shop.creatorId)).reduce((a, b) => a + b)).toBe(12 * 4_000 + 12 * 2_000);
    wait(8);
    await Promise.all([releaseReserves(engine, { limit: 5 }), releaseReserves(engine, { limit: 5 })]);
    expect(await money(shop.creatorId)).toEqual([0, 72_000, 0, 0]);
    expect(await verifyLedger(engine.db)).toMatchObject({ ok: true });
  });
});

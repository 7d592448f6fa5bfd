import type { PaymentProvider } from '@yellowcart/payments';
import type { PaymentSandbox } from '@yellowcart/payments/sandbox';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { verifyLedger } from '#ledger';
import { createOrderDesk, expireOrders, type OrderDesk } from '#orders';
import { type Relay, startRelay } from '#outbox';
import { type PaymentWays, paymentsReactions, paymentView, startPayment, takeNotification } from '#payments';
import { systemIds } from '../ids.ts';
import {
  makeEngine,
  type OpenDatabase,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from './index.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

type Name = 'alipay' | 'wechat';
type Boxes = Readonly<Record<Name, PaymentSandbox>>;
export type OpenBoxes = (
  now: () => Date,
) => Promise<Boxes & { readonly providers: readonly PaymentProvider[] }>;
export type Placed = Awaited<ReturnType<OrderDesk['place']>>;

/**
 * What tests of payments need: two shops, a buyer and both providers in boxes, afresh for each test. The boxes are
 * handed in, because only tests run code of the package `payments`.
 */
export function usePaymentScene(open: OpenDatabase, openBoxes: OpenBoxes) {
  let engine: TestEngine;
  let desk: OrderDesk;
  let shops: readonly TestShop[];
  let sandboxes: Boxes;
  let ways: PaymentWays;
  let keys = 0;
  const relays: Relay[] = [];

  beforeAll(async () => {
    const { providers, ...boxes } = await openBoxes(() => engine.clock.now());
    sandboxes = boxes;
    ways = {
      providers: new Map(providers.map((provider) => [provider.name, provider])),
      notifyUrl: (provider) => `http://127.0.0.1:9/${provider}`,
    };
  });
  afterAll(() => Promise.all(Object.values(sandboxes).map((sandbox) => sandbox.close())));
  beforeEach(async () => {
    // Numbers that no test before has used at the sandboxes.
    engine = { ...makeEngine(await open()), ids: systemIds };
    desk = createOrderDesk(engine);
    shops = [await openTestShop(engine), await openTestShop(engine)];
    for (const { faults } of Object.values(sandboxes))
      Object.assign(faults, { down: false, slowRefunds: false });
  });
  afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));

  const buyerId = (): string => shops[0]?.buyerIds[0] ?? '';
  function nextKey(): string {
    keys += 1;
    return `key-${keys}`;
  }

  return {
    get engine() {
      return engine;
    },
    get desk() {
      return desk;
    },
    get shops() {
      return shops;
    },
    get sandboxes() {
      return sandboxes;
    },
    get ways() {
      return ways;
    },
    buyerId,
    nextKey,
    /** A checkout of one unit from each of so many shops, 100 yuan each. */
    place(shopCount = 1): Promise<Placed> {
      const lines = shops
        .slice(0, shopCount)
        .map((shop) => ({ skuId: shop.products[0]?.skuIds[0] ?? '', quantity: 1 }));
      return desk.place({ buyerId: buyerId(), key: nextKey(), lines, address: TEST_ADDRESS });
    },
    start: ({ checkoutId }: Placed, provider: Name = 'alipay') =>
      startPayment(engine, ways, { buyerId: buyerId(), checkoutId, provider }),
    /** Tells of a trade as it stands at the sandbox, or with something wrong about it. */
    async told(
      attemptNo: string,
      name: Name = 'alipay',
      tampering: Parameters<PaymentSandbox['notification']>[1] = {},
      payer: Pick<OrderDesk, 'pay'> = desk,
    ) {
      const provider = ways.providers.get(name);
      if (!provider) throw new Error(name);
      return takeNotification(engine, payer, provider, sandboxes[name].notification(attemptNo, tampering));
    },
    view: (attemptNo: string) => paymentView(engine.db, buyerId(), attemptNo),
    /** What a sandbox gave back of a trade, and how often it was asked to. */
    refundsAt: (attemptNo: string, name: Name = 'alipay') =>
      [...sandboxes[name].trade(attemptNo).refunds.values()].map(({ amountMinor, times }) => ({
        amountMinor,
        times,
      })),
    /** The states of all orders, the oldest first. */
    async states(): Promise<string[]> {
      const { rows } = await sql<{
        state: string;
      }>`SELECT state FROM orders."order" ORDER BY order_id`.execute(engine.db);
      return rows.map((row) => row.state);
    },
    /** Of all accounts of a purpose. */
    async balance(purpose: string): Promise<number> {
      const { rows } = await sql<{ sum: number }>`
        SELECT coalesce(sum(balance_minor), 0)::bigint AS sum FROM ledger.account WHERE purpose = ${purpose}
      `.execute(engine.db);
      return rows[0]?.sum ?? 0;
    },
    /** Lets payments hear of events. */
    deliver(): Relay {
      const relay = startRelay(engine.db, [paymentsReactions(engine)], (error) => {
        throw error;
      });
      relays.push(relay);
      return relay;
    },
    /** Lets the time to pay run out. */
    async expireAll(): Promise<void> {
      engine.clock.advance(16 * MINUTE_MS);
      await expireOrders(engine, 100);
    },
    async expectSound(): Promise<void> {
      expect(await verifyLedger(engine.db)).toMatchObject({ ok: true });
      expect(await stockMismatches(engine.db)).toEqual([]);
    },
  };
}

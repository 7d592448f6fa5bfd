import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { receiveOrder, shipOrder } from '#fulfilment';
import { accountId, post, verifyLedger } from '#ledger';
import { createOrderDesk, type OrderDesk } from '#orders';
import { createParties } from '#parties';
import { insertPlans } from '#plans';
import { releaseReserves, settleDue } from '#settlement';
import { Refused } from '../refusal.ts';
import {
  clickOn,
  describeOnBothDatabases,
  makeEngine,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestEngine,
  type TestShop,
} from '../testing/index.ts';
import { decideRefund } from './commands/decide-refund.ts';
import { requestRefund } from './commands/request-refund.ts';

const DAY_MS = 86_400_000;

/** One thing that somebody does. Numbers are taken modulo what there is. */
type Step =
  | {
      readonly do: 'buy';
      readonly quantities: readonly number[];
      readonly led: 'nobody' | 'creator' | 'leader';
    }
  | { readonly do: 'ship' | 'deliver' | 'pay-out'; readonly nth: number }
  | { readonly do: 'refund'; readonly nth: number; readonly line: number; readonly quantity: number }
  | { readonly do: 'decide'; readonly nth: number; readonly agree: boolean }
  | { readonly do: 'wait'; readonly days: number };

const nth = fc.nat({ max: 5 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('buy'),
      quantities: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      led: fc.constantFrom('nobody', 'creator', 'leader'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('ship', 'deliver', 'deliver'), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay-out'), nth }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('refund'),
      nth,
      line: fc.integer({ min: 1, max: 3 }),
      quantity: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('decide'),
      nth,
      agree: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.boolean()),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), days: fc.constantFrom(1, 7, 8) }) },
) as fc.Arbitrary<Step>;

/** Some orders have settled and some are on the way, so that what follows meets every kind of balance. */
const START: readonly Step[] = [
  { do: 'buy', quantities: [2, 3], led: 'leader' },
  { do: 'buy', quantities: [4], led: 'creator' },
  { do: 'buy', quantities: [1, 1, 1], led: 'leader' },
  { do: 'deliver', nth: 0 },
  { do: 'deliver', nth: 1 },
  { do: 'wait', days: 7 },
  { do: 'buy', quantities: [5], led: 'creator' },
];

interface Scene {
  readonly shop: TestShop;
  readonly leaderId: string;
  readonly orders: { readonly orderId: string; readonly quantities: readonly number[] }[];
  readonly refundIds: string[];
}

function onlyRefused(error: unknown): void {
  if (!(error instanceof Refused)) throw error;
}

describeOnBothDatabases('the life of orders', (open) => {
  let engine: TestEngine;
  let desk: OrderDesk;
  let keys = 0;

  beforeAll(async () => {
    engine = makeEngine(await open());
    desk = createOrderDesk(engine);
  });

  /** A shop with a creator's plan on each product and a leader's plan on each too. A fen a unit makes flooring hurt. */
  async function openScene(priceMinor: number): Promise<Scene & { leaderPlans: string[] }> {
    const shop = await openTestShop(engine, { priceMinor, stock: [[1000], [1000], [1000]], buyers: 1 });
    const leaderId = engine.ids.next();
    const now = engine.clock.now();
    const leaderPlans = shop.products.map(() => engine.ids.next());
    await engine.db.transaction().execute(async (tx) => {
      await createParties(tx, [
        { partyId: leaderId, role: 'leader', ref: null, name: '团长', profile: {}, createdAt: now },
      ]);
      await insertPlans(
        tx,
        shop.products.map(({ productId }, index) => ({
          planId: leaderPlans[index] ?? '',
          shopId: shop.shopId,
          productId,
          kind: 'leader' as const,
          leaderId,
          createdAt: now,
          commissionBps: 3_333,
          serviceFeeBps: 777,
        })),
      );
    });
    return { shop, leaderId, leaderPlans, orders: [], refundIds: [] };
  }

  const nextKey = (): string => {
    keys += 1;
    return `key-${keys}`;
  };

  async function act(scene: Scene & { leaderPlans: string[] }, todo: Step): Promise<void> {
    const { shop } = scene;
    const buyerId = shop.buyerIds[0] ?? '';
    const order = 'nth' in todo ? scene.orders[todo.nth % Math.max(1, scene.orders.length)] : undefined;
    switch (todo.do) {
      case 'buy': {
        const lines = todo.quantities.map((quantity, index) => {
          const product = shop.products[index];
          if (!product) throw new Error('three products are there');
          const planId = todo.led === 'leader' ? (scene.leaderPlans[index] ?? '') : product.planId;
          const token = todo.led === 'nobody' ? undefined : clickOn(engine, shop, product, { planId });
          return { skuId: product.skuIds[0] ?? '', quantity, clickToken: token };
        });
        const placed = await desk.place({ buyerId, key: nextKey(), lines, address: TEST_ADDRESS });
        const orderId = placed.orders[0]?.orderId ?? '';
        await desk.pay({ buyerId, orderId, provider: 'test', approved: true });
        scene.orders.push({ orderId, quantities: todo.quantities });
        return;
      }
      case 'ship':
        if (order) await ship(shop, order.orderId);
        return;
      case 'deliver':
        if (!order) return;
        await ship(shop, order.orderId).catch(onlyRefused);
        await receiveOrder(engine, buyerId, order.orderId);
        return;
      case 'refund': {
        if (!order) return;
        const lines = [{ lineNo: todo.line, quantity: todo.quantity }];
        const refund = await requestRefund(engine, buyerId, order.orderId, {
          key: nextKey(),
          reason: '不想要了',
          lines,
        });
        if (refund.state === 'requested') scene.refundIds.push(refund.refundId);
        return;
      }
      case 'decide': {
        const refundId = scene.refundIds[todo.nth % Math.max(1, scene.refundIds.length)];
        if (refundId !== undefined) await decideRefund(engine, shop.shopId, refundId, { agree: todo.agree });
        return;
      }
      case 'wait':
        engine.clock.advance(todo.days * DAY_MS);
        await settleDue(engine, { limit: 2 });
        await releaseReserves(engine, { limit: 2 });
        return;
      case 'pay-out':
        await payOut([shop.merchantId, shop.creatorId, scene.leaderId][todo.nth % 3] ?? '');
    }
  }

  const ship = (shop: TestShop, orderId: string): Promise<void> =>
    shipOrder(engine, shop.shopId, orderId, { carrier: '顺丰', trackingNo: 'SF1' });

  /** Withdrawals are not built yet; without them nobody could ever come to owe anything. */
  async function payOut(partyId: string): Promise<void> {
    const wallet = await balance(partyId, 'wallet');
    if (wallet <= 0) return;
    const common = { currency: 'CNY' } as const;
    await engine.db.transaction().execute((tx) =>
      post(tx, [
        {
          entryId: engine.ids.next(),
          kind: 'paid_out',
          reference: partyId,
          idempotencyKey: nextKey(),
          at: engine.clock.now(),
          postings: [
            { ...common, partyId, purpose: 'wallet', amountMinor: -wallet },
            { ...common, partyId: engine.platformId, purpose: 'clearing', amountMinor: wallet },
          ],
        },
      ]),
    );
  }

  async function balance(
    partyId: string,
    purpose: 'pending' | 'wallet' | 'reserve' | 'debt',
  ): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      SELECT balance_minor AS n FROM ledger.account WHERE account_id = ${accountId({ partyId, purpose, currency: 'CNY' })}
    `.execute(engine.db);
    return rows[0]?.n ?? 0;
  }

  /** What must hold after every step. */
  async function expectSound(): Promise<void> {
    expect(await verifyLedger(engine.db)).toMatchObject({ ok: true });
    const { rows } = await sql`
      SELECT 'shares sum to what was paid and not refunded' AS broken, o.order_id AS id FROM orders."order" o
      JOIN (SELECT order_id, sum(amount_minor - reversed_minor) AS left FROM commission.share GROUP BY order_id) s USING (order_id)
      WHERE o.paid_at IS NOT NULL AND o.total_minor - o.refunded_minor <> s.left
      UNION ALL
      SELECT 'pending is unsettled shares less claims', party_id FROM ledger.account a
      LEFT JOIN (SELECT party_id, sum(amount_minor - reversed_minor) AS left FROM commission.share
        WHERE state IN ('estimated', 'confirmed') GROUP BY party_id) s USING (party_id)
      LEFT JOIN settlement.claim c USING (party_id)
      WHERE a.purpose = 'pending' AND a.balance_minor <> coalesce(s.left, 0) - coalesce(c.claimed_minor, 0)
      UNION ALL
      SELECT 'the reserve account is what is held', party_id FROM ledger.account a
      LEFT JOIN (SELECT party_id, sum(held_minor) AS held FROM settlement.reserve WHERE released_at IS NULL GROUP BY party_id) r USING (party_id)
      WHERE a.purpose = 'reserve' AND a.balance_minor <> coalesce(r.held, 0)
      UNION ALL
      SELECT 'nothing but debt is below zero', party_id FROM ledger.account
      WHERE (purpose IN ('pending', 'wallet', 'reserve') AND balance_minor < 0) OR (purpose = 'debt' AND balance_minor > 0)
      UNION ALL
      SELECT 'nothing settles while a refund is open', order_id FROM commission.share s
      WHERE settled_at = ${engine.clock.now()} AND EXISTS (
        SELECT FROM aftersale.refund r WHERE r.order_id = s.order_id AND r.state = 'requested' AND r.requested_at < s.settled_at)
    `.execute(engine.db);
    expect(rows).toEqual([]);
  }

  async function attempt(scene: Scene & { leaderPlans: string[] }, todo: Step): Promise<void> {
    await act(scene, todo).catch(onlyRefused);
    await expectSound();
  }

  test('books, shares, reserves and stock agree after every step, and refunding everything returns everything', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 3, 7, 999, 123_457),
        fc.array(step, { minLength: 10, maxLength: 25, size: 'max' }),
        async (priceMinor, steps) => {
          const scene = await openScene(priceMinor);
          for (const todo of [...START, ...steps]) await attempt(scene, todo);

          const decideAll = async (agree: boolean): Promise<void> => {
            for (const refundId of scene.refundIds) {
              await decideRefund(engine, scene.shop.shopId, refundId, { agree }).catch(onlyRefused);
            }
          };
          await decideAll(false);
          await settleDue(engine);
          for (const [place, { quantities }] of scene.orders.entries()) {
            for (const [index, quantity] of quantities.entries()) {
              for (let unit = 0; unit < quantity; unit += 1) {
                await act(scene, { do: 'refund', nth: place, line: index + 1, quantity: 1 }).catch(
                  onlyRefused,
                );
              }
            }
          }
          await decideAll(true);
          await expectSound();
          const left = await sql`
            SELECT order_id FROM orders."order" WHERE shop_id = ${scene.shop.shopId} AND refunded_minor <> total_minor
          `.execute(engine.db);
          expect(left.rows).toEqual([]);
          expect(await stockMismatches(engine.db)).toEqual([]);
        },
      ),
      { numRuns: 6 },
    );
  }, 120_000);
});

import type { Db } from '@yellowcart/engine';
import { describeOnBothDatabases } from '@yellowcart/engine/testing';
import { type RawBuilder, sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { ClientLog } from './client-log.ts';
import { type Claims, type Counts, judge } from './verdict.ts';

const id = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const [SHOP, BUYER, GOODS, GIFT, RULE, PAID, OPEN] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
const [ENTRY, CLEARING, PENDING] = [id(11), id(12), id(13)];
const SOON = new Date('2026-03-01T03:00:00Z');
const CLEAN: Counts = {
  lost: 0,
  doubled: 0,
  oversold: 0,
  giftsOverLimit: 0,
  stockMismatch: 0,
  ledgerImbalance: 0,
  stuckReservations: 0,
};
/** What the clients were told of the market below. */
const TOLD: Claims = {
  orders: [
    { orderId: PAID, shopId: SHOP, buyerId: BUYER, totalMinor: 200 },
    { orderId: OPEN, shopId: SHOP, buyerId: BUYER, totalMinor: 100 },
  ],
  steps: [{ orderId: PAID, shopId: SHOP, step: 'paid' }],
  refunds: [],
  increments: [{ shopId: SHOP, skuId: GOODS, key: 'more', delta: 2 }],
};

/** Twelve units and five gifts came; one order of two units and a gift is paid, one of one unit waits. The rule's gift is given. */
const MARKET = [
  sql`INSERT INTO stock.level (shop_id, sku_id, pool, product_id, on_hand, reserved) VALUES
    (${SHOP}, ${GOODS}, 'general', ${GOODS}, 10, 1), (${SHOP}, ${GIFT}, 'gift', ${GIFT}, 4, 0)`,
  sql`INSERT INTO stock.movement (shop_id, sku_id, pool, kind, quantity, reference, at) VALUES
    (${SHOP}, ${GOODS}, 'general', 'increment', 10, 'opening', now()), (${SHOP}, ${GOODS}, 'general', 'increment', 2, 'more', now()),
    (${SHOP}, ${GOODS}, 'general', 'sold', -2, ${PAID}, now()), (${SHOP}, ${GIFT}, 'gift', 'increment', 5, 'opening', now()),
    (${SHOP}, ${GIFT}, 'gift', 'sold', -1, ${PAID}, now())`,
  sql`INSERT INTO quotas.quota (quota_id, total_max, buyer_max, used) VALUES (${RULE}, 1, 1, 1)`,
  sql`INSERT INTO orders."order" (shop_id, order_id, order_no, buyer_id, state, currency, total_minor, tech_fee_bps, address, placed_at, expires_at, ship_within_hours, paid_at) VALUES
    (${SHOP}, ${PAID}, '1', ${BUYER}, 'paid', 'CNY', 200, 500, '{}', now(), '2026-03-01T04:00:00Z', 48, now()),
    (${SHOP}, ${OPEN}, '2', ${BUYER}, 'awaiting_payment', 'CNY', 100, 500, '{}', now(), '2026-03-01T04:00:00Z', 48, NULL)`,
  sql`INSERT INTO orders.line (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, discount_minor, amount_minor, goods_id, terms) VALUES
    (${SHOP}, ${PAID}, 1, ${GOODS}, ${GOODS}, 2, 100, 0, 200, ${GOODS}, NULL),
    (${SHOP}, ${PAID}, 2, ${GIFT}, ${GIFT}, 1, 50, 50, 0, ${GIFT}, ${JSON.stringify({ units: [[GIFT, 'gift', 1]], quotas: [[RULE, 1]] })}::json),
    (${SHOP}, ${OPEN}, 1, ${GOODS}, ${GOODS}, 1, 100, 0, 100, ${GOODS}, NULL)`,
  sql`INSERT INTO ledger.account (account_id, party_id, purpose, currency, balance_minor) VALUES
    (${CLEARING}, ${SHOP}, 'clearing', 'CNY', -200), (${PENDING}, ${SHOP}, 'pending', 'CNY', 200)`,
  sql`INSERT INTO ledger.entry (entry_id, kind, reference, idempotency_key, at) VALUES (${ENTRY}, 'paid', ${PAID}, 'paid', now())`,
  sql`INSERT INTO ledger.posting (entry_id, posting_no, account_id, currency, amount_minor) VALUES
    (${ENTRY}, 1, ${CLEARING}, 'CNY', -200), (${ENTRY}, 2, ${PENDING}, 'CNY', 200)`,
];

/** Faults as they would look in a database, with what must be counted. */
const PLANTED: readonly (readonly [string, readonly RawBuilder<unknown>[], Partial<Counts>])[] = [
  [
    'an acknowledged order that is gone',
    [
      sql`DELETE FROM orders.line WHERE order_id = ${OPEN}`,
      sql`DELETE FROM orders."order" WHERE order_id = ${OPEN}`,
      sql`UPDATE stock.level SET reserved = 0`,
    ],
    { lost: 1 },
  ],
  [
    'an order without its lines',
    [sql`DELETE FROM orders.line WHERE order_id = ${OPEN}`, sql`UPDATE stock.level SET reserved = 0`],
    { lost: 1 },
  ],
  [
    'an acknowledged payment that is gone',
    [
      sql`UPDATE orders."order" SET state = 'awaiting_payment', paid_at = NULL`,
      sql`DELETE FROM stock.movement WHERE kind = 'sold'`,
      sql`UPDATE stock.level SET on_hand = on_hand + CASE pool WHEN 'gift' THEN 1 ELSE 2 END, reserved = CASE pool WHEN 'gift' THEN 1 ELSE 3 END`,
    ],
    { lost: 1, ledgerImbalance: 1 },
  ],
  [
    'an increment that is gone',
    [
      sql`DELETE FROM stock.movement WHERE reference = 'more'`,
      sql`UPDATE stock.level SET on_hand = 8 WHERE pool = 'general'`,
    ],
    { lost: 1 },
  ],
  [
    'an increment done twice',
    [
      sql`INSERT INTO stock.movement (shop_id, sku_id, pool, kind, quantity, reference, at) VALUES (${SHOP}, ${GOODS}, 'room:x', 'increment', 2, 'more', now())`,
      sql`INSERT INTO stock.level (shop_id, sku_id, pool, product_id, on_hand) VALUES (${SHOP}, ${GOODS}, 'room:x', ${GOODS}, 2)`,
    ],
    { doubled: 1 },
  ],
  [
    'a second order for one that was acknowledged',
    [
      sql`INSERT INTO orders."order" SELECT (o).* FROM (SELECT jsonb_populate_record(o, jsonb_build_object('order_id', ${id(8)}::text)) AS o FROM orders."order" o WHERE order_id = ${OPEN}) s`,
    ],
    { doubled: 1 },
  ],
  [
    'a refund that nobody was told of',
    [
      sql`INSERT INTO aftersale.refund (shop_id, refund_id, order_id, buyer_id, key, body_hash, state, reason, amount_minor, lines, requested_at) VALUES (${SHOP}, ${id(9)}, ${PAID}, ${BUYER}, 'k', 'h', 'requested', 'r', 100, '[]', now())`,
    ],
    { doubled: 1 },
  ],
  [
    'more promised than came',
    [
      sql`UPDATE orders.line SET quantity = 11, amount_minor = 1100 WHERE order_id = ${OPEN}`,
      sql`UPDATE stock.level SET reserved = 10 WHERE pool = 'general'`,
    ],
    { oversold: 1, stockMismatch: 1, stuckReservations: -1 },
  ],
  [
    'a gift beyond its limit',
    [
      sql`UPDATE quotas.quota SET total_max = NULL, used = 2`,
      sql`UPDATE orders.line SET terms = ${JSON.stringify({ units: [[GIFT, 'gift', 1]], quotas: [[RULE, 2]] })}::json WHERE line_no = 2`,
    ],
    { giftsOverLimit: 1 },
  ],
  ['a limit whose use no order explains', [sql`UPDATE quotas.quota SET used = 0`], { stockMismatch: 1 }],
  [
    'units that the log does not explain',
    [sql`UPDATE stock.level SET on_hand = on_hand + 1 WHERE pool = 'gift'`],
    { stockMismatch: 1 },
  ],
  [
    'a paid order whose units did not leave',
    [
      sql`DELETE FROM stock.movement WHERE kind = 'sold' AND pool = 'gift'`,
      sql`UPDATE stock.level SET on_hand = 5 WHERE pool = 'gift'`,
    ],
    { stockMismatch: 1 },
  ],
  [
    'an account that is not the sum of its postings',
    [sql`UPDATE ledger.account SET balance_minor = 0 WHERE account_id = ${PENDING}`],
    { ledgerImbalance: 1 },
  ],
  [
    'an entry that does not sum to zero',
    [
      sql`ALTER TABLE ledger.posting DISABLE TRIGGER USER`,
      sql`UPDATE ledger.posting SET amount_minor = 199 WHERE posting_no = 2`,
      sql`UPDATE ledger.account SET balance_minor = 199 WHERE account_id = ${PENDING}`,
    ],
    { ledgerImbalance: 1 },
  ],
  [
    'units that no order holds',
    [sql`UPDATE stock.level SET reserved = 3 WHERE pool = 'general'`],
    { stockMismatch: 1, stuckReservations: 2 },
  ],
  [
    'units of an order that cannot be paid any more',
    [sql`UPDATE orders."order" SET expires_at = '2026-03-01T02:00:00Z' WHERE order_id = ${OPEN}`],
    { stuckReservations: 1 },
  ],
];

describeOnBothDatabases('the verdict on a round', (open) => {
  let db: Db;
  const judged = (claims = TOLD, log = new ClientLog()): Promise<Counts> => judge(db, log, claims, SOON);
  beforeEach(async () => {
    db = (await open()).db;
    for (const statement of MARKET) await statement.execute(db);
  });

  it('is clean where everything is as the clients were told', async () => {
    expect(await judged()).toEqual(CLEAN);
  });

  it.each(PLANTED)('counts %s', async (_, statements, counted) => {
    for (const statement of statements) await statement.execute(db);
    expect(await judged()).toMatchObject({ ...CLEAN, ...counted });
  });

  it('counts what was acknowledged and never happened', async () => {
    const refund = { refundId: id(9), shopId: SHOP, orderId: PAID, key: 'k', amountMinor: 1 };
    expect(await judged({ ...TOLD, refunds: [refund] })).toEqual({ ...CLEAN, lost: 1 });
    const steps = [...TOLD.steps, { orderId: PAID, shopId: SHOP, step: 'shipped' as const }];
    expect(await judged({ ...TOLD, steps })).toEqual({ ...CLEAN, lost: 1 });
    const [paid] = TOLD.orders;
    const orders = paid ? [...TOLD.orders.slice(1), { ...paid, totalMinor: 199 }] : [];
    expect(await judged({ ...TOLD, orders })).toEqual({ ...CLEAN, lost: 1 });
  });

  it('counts answers that contradict each other', async () => {
    const log = new ClientLog();
    const ask = (...statuses: number[]): void => {
      const who = { partyId: BUYER, credential: '' };
      const one = log.note({ kind: 'restock', who, path: '/', body: {}, key: 'more' });
      statuses.forEach((status, index) => {
        one.answers.push({ atMs: index, process: 0, status, done: { amountMinor: index } });
      });
    };
    ask(200, 409);
    ask(200, 200);
    expect(await judged(TOLD, log)).toEqual({ ...CLEAN, lost: 1, doubled: 1 });
  });
});

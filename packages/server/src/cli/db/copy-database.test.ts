import { openAsBlob } from 'node:fs';
import { type Database, migrate, openDatabase, systemIds } from '@yellowcart/engine';
import { decideRefund, requestRefund } from '@yellowcart/engine/aftersale';
import { receiveOrder, shipOrder } from '@yellowcart/engine/fulfilment';
import { verifyLedger } from '@yellowcart/engine/ledger';
import { createOrderDesk } from '@yellowcart/engine/orders';
import { putSetting } from '@yellowcart/engine/parties';
import { settleDue } from '@yellowcart/engine/settlement';
import {
  clickOn,
  ledgerMismatches,
  makeEngine,
  openTestShop,
  stockMismatches,
  TEST_ADDRESS,
  type TestShop,
} from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { dropEmptyPostgres, emptyPostgres } from '../testing/empty-postgres.ts';
import { CopyDiffers, copyDatabase, TargetNotEmpty } from './copy-database.ts';
import { dumpSchema } from './dump-schema.ts';
import { comparisonTable } from './table-figures.ts';

const ORDERS = 520;
const DAY_MS = 86_400_000;

dropEmptyPostgres();

let source: Database;
let shop: TestShop;
const targets: Database[] = [];

beforeAll(async () => {
  source = await openDatabase({ kind: 'pglite', loadDataDir: await openAsBlob(inject('pgliteTemplate')) });
  const engine = makeEngine(source);
  shop = await openTestShop(engine, { stock: [[5_000, 5_000], [5_000]] });
  await source.db
    .transaction()
    .execute((tx) => putSetting(tx, 'a "quoted"\n\\ key', { 'a\tb': ['"', '\\', '蛋黄酥', null] }));
  const desk = createOrderDesk(engine);
  const [product] = shop.products;
  if (!product) throw new Error('the shop has no product');
  const buyerId = shop.buyerIds[0] ?? '';
  const orderIds = await Promise.all(
    Array.from({ length: ORDERS }, async (_, index) => {
      const lines = product.skuIds.map((skuId) => ({
        skuId,
        quantity: 1,
        clickToken: clickOn(engine, shop, product),
      }));
      const placed = await desk.place({ buyerId, key: `k${index}`, lines, address: TEST_ADDRESS });
      const orderId = placed.orders[0]?.orderId ?? '';
      if (index > 0) await desk.pay({ buyerId, orderId, provider: 'test', approved: true });
      return orderId;
    }),
  );
  for (const orderId of orderIds.slice(1, 6)) {
    await shipOrder(engine, shop.shopId, orderId, { carrier: '顺丰', trackingNo: 'SF1' });
    await receiveOrder(engine, buyerId, orderId);
  }
  // One that nobody has shipped, which is paid back at once, and one that the shop agrees to.
  const ask = { key: 'r', reason: '不想要了', lines: [{ lineNo: 1, quantity: 1 }] };
  await requestRefund(engine, buyerId, orderIds[7] ?? '', ask);
  const { refundId } = await requestRefund(engine, buyerId, orderIds[2] ?? '', ask);
  await decideRefund(engine, shop.shopId, refundId, { agree: true });
  engine.clock.advance(7 * DAY_MS);
  await settleDue(engine);
});
afterAll(() => source.close());

afterEach(async () => {
  for (const target of targets.splice(0)) await target.close();
});

async function openTarget(): Promise<Database> {
  const target = await openDatabase({ kind: 'postgres', url: await emptyPostgres(), poolMax: 3 });
  targets.push(target);
  return target;
}

async function count(database: Database, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.raw(table)}`.execute(database.db);
  return rows[0]?.n ?? -1;
}

test('everything arrives, equal in every figure, and trade goes on there', async () => {
  const target = await openTarget();
  const steps: [string, number, number][] = [];
  const compared = await copyDatabase(source.db, target.db, (stage, done, total) =>
    steps.push([stage, done, total]),
  );

  expect(compared.filter((figure) => figure.source !== figure.target)).toEqual([]);
  const figure = (name: string, what: string) =>
    compared.find((one) => one.name === name && one.figure === what)?.target;
  expect(figure('orders."order"', 'rows')).toBe(String(ORDERS));
  expect(figure('ledger.posting', 'sum of amount_minor')).toBe('0');
  expect(Number(figure('ledger.posting', 'rows'))).toBeGreaterThan(2_000);
  expect(figure('aftersale.refund', 'rows')).toBe('2');
  expect(compared.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['settlement.reserve', 'orders.number_block', 'stock.movement_movement_id_seq']),
  );
  const last = steps.filter(([stage]) => stage === 'copying').at(-1);
  expect(last?.[1]).toBe(last?.[2]);
  expect(comparisonTable(compared)).toMatch(/^orders\."order" +520 +equal +equal +equal$/m);

  expect(await dumpSchema(target.db)).toBe(await dumpSchema(source.db));
  const engine = makeEngine(target, { at: '2026-03-20T00:00:00Z' });
  // Other ids than those that the source had counted through.
  const fresh = { ...engine, ids: systemIds };
  const desk = createOrderDesk(fresh);
  const [product] = shop.products;
  const buyerId = shop.buyerIds[1] ?? '';
  const placed = await desk.place({
    buyerId,
    key: 'on the copy',
    lines: [{ skuId: product?.skuIds[0] ?? '', quantity: 2 }],
    address: TEST_ADDRESS,
  });
  const orderId = placed.orders[0]?.orderId ?? '';
  await desk.pay({ buyerId, orderId, provider: 'test', approved: true });
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM orders."order" GROUP BY order_no HAVING count(*) > 1`.execute(target.db);
  expect(rows).toEqual([]);
  expect(await count(target, 'orders."order"')).toBe(ORDERS + 1);
  expect(await stockMismatches(target.db)).toEqual([]);
  expect(await ledgerMismatches(target.db)).toEqual([]);
  expect((await verifyLedger(target.db)).ok).toBe(true);
});

test('the ledger’s rules are in force again on the copy', async () => {
  const target = await openTarget();
  await copyDatabase(source.db, target.db);
  await expect(sql`UPDATE ledger.posting SET amount_minor = 1`.execute(target.db)).rejects.toThrow(
    'never changed',
  );
  await expect(
    sql`INSERT INTO ledger.posting SELECT entry_id, 99, account_id, currency, 5 FROM ledger.posting LIMIT 1`.execute(
      target.db,
    ),
  ).rejects.toThrow('does not sum to zero');
  await expect(sql`DELETE FROM catalog.product`.execute(target.db)).rejects.toThrow('foreign key');
});

test('a target that holds rows is refused, whoever they belong to', async () => {
  const filled = await openTarget();
  await copyDatabase(source.db, filled.db);
  await expect(copyDatabase(source.db, filled.db)).rejects.toThrow(TargetNotEmpty);
  const stranger = await openTarget();
  await sql`CREATE TABLE public.guestbook AS SELECT 1 AS id`.execute(stranger.db);
  await expect(copyDatabase(source.db, stranger.db)).rejects.toThrow('public.guestbook has rows');
  expect(await dumpSchema(stranger.db)).toContain('No migration');
});

test('a run that is cut off leaves no row, and the next one goes through', async () => {
  const target = await openTarget();
  await expect(
    copyDatabase(source.db, target.db, (stage, _done, _total, table) => {
      if (stage === 'copying' && table === 'parties.party') throw new Error('cut off');
    }),
  ).rejects.toThrow('cut off');
  expect(await count(target, 'catalog.product')).toBe(0);
  await copyDatabase(source.db, target.db);
  expect(await count(target, 'orders."order"')).toBe(ORDERS);
});

test('a copy that differs is shown figure by figure, and not kept', async () => {
  const target = await openTarget();
  await migrate(target.db);
  await sql`CREATE RULE bend AS ON INSERT TO stock.movement DO INSTEAD NOTHING`.execute(target.db);
  const error = await copyDatabase(source.db, target.db).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CopyDiffers);
  const table = comparisonTable((error as CopyDiffers).compared);
  expect(table).toMatch(/^stock\.movement +0 +DIFFERS +DIFFERS +DIFFERS$/m);
  expect(table).toMatch(/DIFFERS stock\.movement, rows: \d+ here, 0 there/);
  expect(await count(target, 'catalog.product')).toBe(0);
});

import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { EngineEvent } from '#outbox';
import { localDay } from '../clock.ts';
import type { Db } from '../db/open.ts';
import { describeOnBothDatabases } from '../testing/index.ts';
import { HEARD, type HeardLine, type HeardOrder, type HeardRefund } from './events.ts';
import { insightsProjection } from './projection.ts';
import { WHOLE_PLATFORM } from './rules/scope.ts';

const id = (space: string, n: number) => `00000000-0000-7000-${space}-${String(n).padStart(12, '0')}`;
const ROOMS = [null, id('8001', 1), id('8001', 2)];
const START = Date.parse('2026-03-01T15:57:00Z');

const line = fc
  .record({
    room: fc.nat(2),
    product: fc.nat(2),
    quantity: fc.integer({ min: 1, max: 9 }),
    amountMinor: fc.nat(90_000),
  })
  .map(({ room, product, quantity, amountMinor }): HeardLine => {
    const contentId = ROOMS[room] ?? null;
    const itemId = contentId && id(`900${room}`, product);
    return { productId: id('8002', product), quantity, amountMinor, contentId, itemId };
  });
const lines = fc.array(line, { minLength: 1, maxLength: 4 });
const sum = (rows: readonly HeardLine[]) => rows.reduce((total, row) => total + row.amountMinor, 0);
const currency = fc.constantFrom('CNY', 'CNY', 'GBP');
const order = fc.record({ buyer: fc.nat(5), currency, lines }).map(
  ({ buyer, currency, lines }): HeardOrder => ({
    buyerId: id('8003', buyer),
    currency,
    totalMinor: sum(lines),
    lines,
  }),
);
const refund = fc
  .record({ currency, lines })
  .map(({ currency, lines }): HeardRefund => ({ currency, amountMinor: sum(lines), lines }));
// Six minutes around the platform's midnight, and not in the order of time.
const at = fc.nat(6 * 60_000).map((ms) => new Date(START + ms));
const happened = (topic: string, payload: fc.Arbitrary<unknown>): fc.Arbitrary<EngineEvent> =>
  fc.record({ topic: fc.constant(topic), key: fc.constant('k'), at, payload });
const event = fc.oneof(
  happened(HEARD.placed, order),
  happened(HEARD.paid, order),
  happened(HEARD.refunded, refund),
  happened(HEARD.clicked, fc.record({ roomId: fc.constantFrom(ROOMS[1], ROOMS[2]) })),
  happened(
    HEARD.pinned,
    fc.record({ roomId: fc.constant(ROOMS[1]), itemId: fc.constantFrom(null, id('9001', 1)) }),
  ),
);
const batches = fc.array(fc.array(event, { minLength: 1, maxLength: 40 }), { maxLength: 6 });

type Counts = Record<string, number>;

/** Counts one event after the other, in the plainest way. */
function recount(events: readonly EngineEvent[]): Counts {
  const counts: Counts = {};
  const buyers = new Set<string>();
  const add = (key: string, by = 1) => {
    counts[key] = (counts[key] ?? 0) + by;
  };
  for (const { topic, at, payload } of events) {
    const minute = `${at.toISOString().slice(0, 16)}:00.000Z`;
    if (topic === HEARD.clicked) {
      for (const room of [WHOLE_PLATFORM, (payload as { roomId: string }).roomId])
        add(`clicks ${minute} ${room}`);
    }
    if (topic === HEARD.refunded) {
      const { currency, amountMinor, lines } = payload as HeardRefund;
      add(`refunded ${minute} ${WHOLE_PLATFORM} ${currency}`, amountMinor);
      for (const line of lines)
        if (line.contentId) add(`refunded ${minute} ${line.contentId} ${currency}`, line.amountMinor);
    }
    if (topic !== HEARD.placed && topic !== HEARD.paid) continue;
    const { buyerId, currency, totalMinor, lines } = payload as HeardOrder;
    const what = topic === HEARD.placed ? 'placed' : 'paid';
    for (const room of new Set([WHOLE_PLATFORM, ...lines.flatMap((line) => line.contentId ?? [])])) {
      add(`${what} ${minute} ${room} ${currency}`);
    }
    if (topic === HEARD.placed) continue;
    add(`gmv ${minute} ${WHOLE_PLATFORM} ${currency}`, totalMinor);
    buyers.add(`${localDay(at)} ${currency} ${buyerId}`);
    for (const { contentId, itemId, productId, quantity, amountMinor } of lines) {
      add(`units ${productId} ${localDay(at)}`, quantity);
      if (!contentId) continue;
      add(`gmv ${minute} ${contentId} ${currency}`, amountMinor);
      add(`item units ${itemId}`, quantity);
      add(`item gmv ${itemId}`, amountMinor);
    }
    for (const itemId of new Set(lines.flatMap((line) => line.itemId ?? []))) add(`item orders ${itemId}`);
  }
  for (const buyer of buyers) add(`buyers ${buyer.slice(0, 14)}`);
  return counts;
}

async function stored(db: Db): Promise<Counts> {
  const counts: Counts = {};
  type Row = Record<string, string | number>;
  const read = async (table: string, key: (row: Row) => string, columns: Record<string, string>) => {
    const { rows } = await sql<{ row: Row }>`
      SELECT to_jsonb(t) AS row FROM ${sql.raw(`insights.${table}`)} t
    `.execute(db);
    for (const { row } of rows) {
      for (const [name, column] of Object.entries(columns))
        counts[`${name} ${key(row)}`] = Number(row[column]);
    }
  };
  const minute = (row: Row) => new Date(row.minute ?? 0).toISOString();
  await read('minute', (row) => `${minute(row)} ${row.room_id} ${row.currency}`, {
    gmv: 'gmv_minor',
    placed: 'orders_placed',
    paid: 'orders_paid',
    refunded: 'refunded_minor',
  });
  await read('traffic', (row) => `${minute(row)} ${row.room_id}`, { clicks: 'clicks' });
  await read('day', (row) => `${row.day} ${row.currency}`, { buyers: 'buyers' });
  await read('product_day', (row) => `${row.product_id} ${row.day}`, { units: 'units' });
  await read('room_item', (row) => `${row.item_id}`, {
    'item orders': 'orders_paid',
    'item units': 'units',
    'item gmv': 'gmv_minor',
  });
  return withoutZeros(counts);
}

const withoutZeros = (counts: Counts) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

describeOnBothDatabases('the projection', (open) => {
  test('counts what a recount counts, however the events are split into batches', async () => {
    const { db } = await open();
    const { project } = insightsProjection();
    await fc.assert(
      fc.asyncProperty(batches, async (batches) => {
        for (const table of ['minute', 'traffic', 'day', 'day_buyer', 'product_day', 'room_item', 'moment']) {
          await sql.raw(`DELETE FROM insights.${table}`).execute(db);
        }
        for (const batch of batches) await db.transaction().execute(async (tx) => project?.(tx, batch));
        expect(await stored(db)).toEqual(withoutZeros(recount(batches.flat())));
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the latest fifty paid orders and two hours of pins', async () => {
    const { db } = await open();
    const { project } = insightsProjection();
    const events = Array.from({ length: 260 }, (_, n): EngineEvent => {
      const at = new Date(START + n * 60_000);
      const [paid] = fc.sample(order, { numRuns: 1, seed: n });
      return n % 2 === 0
        ? { topic: HEARD.paid, key: 'o', at, payload: { ...paid, currency: 'CNY', totalMinor: n } }
        : { topic: HEARD.pinned, key: 'r', at, payload: { roomId: ROOMS[1], itemId: id('9001', 1) } };
    });
    for (let from = 0; from < events.length; from += 70) {
      await db.transaction().execute(async (tx) => project?.(tx, events.slice(from, from + 70)));
    }
    const { rows } = await sql<{ kind: string; amount_minor: number }>`
      SELECT kind, amount_minor FROM insights.moment ORDER BY moment_id
    `.execute(db);
    const paid = rows.filter((row) => row.kind === 'paid').map((row) => row.amount_minor);
    expect(paid).toEqual(Array.from({ length: 50 }, (_, n) => 160 + 2 * n));
    expect(rows.filter((row) => row.kind === 'pinned')).toHaveLength(61);
  });
});

import { gzipSync } from 'node:zlib';
import { PLATFORM_UTC_OFFSET_MINUTES } from '@yellowcart/engine';
import {
  describeOnBothDatabases,
  ledgerMismatches,
  makeEngine,
  stockMismatches,
} from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { collected, dropScratchFiles, scratchFile } from '../testing/scratch-files.ts';
import { compareSales, readReference } from './compare.ts';
import { placedAt, salesOrders } from './log-rows.ts';
import { replayLog } from './replay-log.ts';

dropScratchFiles();

const HEADER = 'invoice,time,customer,sku,qty,unit_price_pence,country';
const LOG = [
  HEADER,
  '100,2026-01-31 10:00:00,C1,A,2,150,UK',
  '100,2026-01-31 10:00:00,C1,B,1,999,UK',
  '100,2026-01-31 10:00:00,C1,A,3,140,UK',
  // The last second of January on the platform's calendar, which is still January in UTC, and the first of February, which is not yet.
  '101,2026-01-31 23:59:59,C2,A,1,150,UK',
  '102,2026-02-01 00:00:00,C1,B,4,1000,FR',
  // Nobody knows who bought these.
  '103,2026-02-02 09:00:00,,A,10,100,UK',
  '104,2026-02-02 09:05:00,,B,1,100,UK',
  // Not sales: a cancellation, an adjustment, a gift, a return.
  'C105,2026-02-03 09:00:00,C1,A,-2,150,UK',
  'A106,2026-02-03 09:00:00,,B,1,1106206,UK',
  '107,2026-02-03 10:00:00,C9,A,5,0,UK',
  '108,2026-02-03 11:00:00,C9,A,-7,0,UK',
  '109,2026-02-03 12:00:00,C3,A,1,150,UK',
  '109,2026-02-03 12:00:00,C3,C,1,0,UK',
];
const SALES = [
  { month: '2026-01', orders: 2, buyers: 2, lines: 4, units: 7, revenueMinor: 2 * 150 + 999 + 3 * 140 + 150 },
  { month: '2026-02', orders: 4, buyers: 2, lines: 4, units: 16, revenueMinor: 4_000 + 1_000 + 100 + 150 },
  { month: 'all', orders: 6, buyers: 3, lines: 8, units: 23, revenueMinor: 1_869 + 5_250 },
];
const figures = (row: (typeof SALES)[number]) => ({
  revenue_pence: row.revenueMinor,
  invoices: row.orders,
  customers: row.buyers,
  units: row.units,
});
function reference() {
  const [january, february, all] = SALES;
  if (!january || !february || !all) throw new Error('the figures are not there');
  return {
    totals: { SALES: { lines: all.lines, ...figures(all) } },
    monthly: { SALES: { '2026-01': figures(january), '2026-02': figures(february) } },
  };
}

describeOnBothDatabases('a replay', (open) => {
  it('places and pays the sales of the log, by the platform’s calendar, once', async () => {
    const engine = makeEngine(await open());
    const file = await scratchFile('log.csv', LOG);
    const stages = new Set<string>();
    const first = await replayLog(engine, {
      file,
      currency: 'GBP',
      onProgress: (stage) => stages.add(stage),
    });
    expect([first.placed, first.replayed]).toEqual([6, 0]);
    expect(first.sales).toEqual(SALES);
    expect([...stages]).toContain('reading');
    expect(await stockMismatches(engine.db)).toEqual([]);
    expect(await ledgerMismatches(engine.db)).toEqual([]);
    const { rows } = await sql<Record<string, unknown>>`
      SELECT state, currency, placed_at = paid_at AS at_once FROM orders."order" GROUP BY 1, 2, 3`.execute(
      engine.db,
    );
    expect(rows).toEqual([{ state: 'paid', currency: 'GBP', at_once: true }]);
    const left = await sql<{ n: number }>`SELECT sum(on_hand)::bigint AS n FROM stock.level`.execute(
      engine.db,
    );
    expect(left.rows).toEqual([{ n: 0 }]);

    const packed = await scratchFile('log.csv.gz', gzipSync(LOG.map((line) => `${line}\r\n`).join('')));
    const second = await replayLog(engine, { file: packed, currency: 'GBP' });
    expect([second.placed, second.replayed]).toEqual([0, 6]);
    expect(second.sales).toEqual(SALES);
  });

  it('that was cut off is simply run again', async () => {
    const engine = makeEngine(await open());
    const long = [HEADER];
    for (let n = 0; n < 900; n += 1)
      for (let line = 0; line < 5; line += 1)
        long.push(`${n},2026-03-01 12:00:00,K${n % 50},S${(n + line) % 40},1,${100 + line},UK`);
    const file = await scratchFile('long.csv', long);
    const cut = replayLog(engine, {
      file,
      currency: 'GBP',
      onProgress(stage) {
        if (stage === 'ordering') throw new Error('cut off');
      },
    });
    await expect(cut).rejects.toThrow('cut off');
    const again = await replayLog(engine, { file, currency: 'GBP' });
    expect(again.replayed).toBeGreaterThan(0);
    expect(again.placed + again.replayed).toBe(900);
    expect(again.sales.at(-1)).toMatchObject({
      orders: 900,
      buyers: 50,
      lines: 4_500,
      revenueMinor: 900 * 510,
    });
    expect(await stockMismatches(engine.db)).toEqual([]);
  });

  it('leaves nothing behind when the log is not one', async () => {
    const engine = makeEngine(await open());
    const file = await scratchFile('torn.csv', [...LOG, '101,2026-02-09 10:00:00,C2,B,1,150,UK']);
    await expect(replayLog(engine, { file, currency: 'GBP' })).rejects.toThrow(
      'Invoice 101 is in two places',
    );
    const { rows } = await sql<{ n: number }>`
      SELECT (SELECT count(*) FROM catalog.shop) + (SELECT count(*) FROM orders."order") AS n`.execute(
      engine.db,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('the log', () => {
  it.each([
    ['a price in pounds', '1,2026-01-01 10:00:00,C,A,1,1.50,UK', 'line 2: unit_price_pence is "1.50"'],
    ['no quantity', '1,2026-01-01 10:00:00,C,A,,150,UK', 'line 2: qty is ""'],
    ['a day that is none', '1,2026-13-01 10:00:00,C,A,1,150,UK', 'line 2: time is "2026-13-01 10:00:00"'],
    ['another way to write time', '1,01/02/2026 10:00,C,A,1,150,UK', 'line 2: time is "01/02/2026 10:00"'],
    ['no invoice', ',2026-01-01 10:00:00,C,A,1,150,UK', 'line 2: invoice is ""'],
    ['a column too few', '1,2026-01-01 10:00:00,C,A,1,150', 'line 2 has 6 columns, and the header has 7'],
  ])('with %s is refused with its line', async (_case, line, message) => {
    const file = await scratchFile('wrong.csv', [HEADER, line]);
    await expect(collected(salesOrders(file))).rejects.toThrow(message);
  });

  it('without the columns of a log is refused', async () => {
    const file = await scratchFile('other.csv', ['ref,title', '1,x']);
    await expect(collected(salesOrders(file))).rejects.toThrow(
      'missing: invoice, time, customer, sku, qty, unit_price_pence',
    );
  });

  it('is in local time of the platform', () => {
    const at = placedAt({ invoice: '1', time: '2026-02-01 00:00:00', customer: '', lines: [] });
    expect(at.getTime()).toBe(Date.UTC(2026, 1, 1) - PLATFORM_UTC_OFFSET_MINUTES * 60_000);
  });
});

describe('a comparison', () => {
  const off = (sales: typeof SALES, against = reference()): unknown[] =>
    compareSales(sales, against).filter(({ ours, reference: expected }) => ours !== expected);

  it('with the same figures finds no difference, and counts every figure', () => {
    expect(off(SALES)).toEqual([]);
    expect(compareSales(SALES, reference())).toHaveLength(13);
  });

  it('reports what differs by a penny, what is missing, and what the reference does not know', () => {
    const [january, february, all] = SALES;
    if (!january || !february || !all) throw new Error('the figures are not there');
    expect(off([{ ...january, revenueMinor: january.revenueMinor + 1 }, february, all])).toEqual([
      { month: '2026-01', figure: 'revenue', ours: 1_870, reference: 1_869 },
    ]);
    expect(off([january, all])).toContainEqual({
      month: '2026-02',
      figure: 'orders',
      ours: undefined,
      reference: 4,
    });
    expect(off([...SALES, { ...january, month: '2026-03' }])).toEqual([
      { month: '2026-03', figure: 'revenue', ours: 1_869, reference: 0 },
    ]);
  });

  it('needs a file that holds figures', async () => {
    const file = await scratchFile('reference.json', [JSON.stringify(reference())]);
    expect(await readReference(file)).toEqual(reference());
    await expect(readReference('no/such.json')).rejects.toThrow('There is no file no/such.json');
    await expect(readReference(await scratchFile('not.json', ['{"totals": 1}']))).rejects.toThrow(
      'does not hold the sales figures',
    );
  });
});

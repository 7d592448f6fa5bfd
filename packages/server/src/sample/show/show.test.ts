import { systemIds } from '@yellowcart/engine';
import { boardView, insightsProjection } from '@yellowcart/engine/insights';
import { verifyLedger } from '@yellowcart/engine/ledger';
import { createOrderDesk } from '@yellowcart/engine/orders';
import { startRelay } from '@yellowcart/engine/outbox';
import { pinItem, placementsReactions, roomView } from '@yellowcart/engine/placements';
import { roomDeals } from '@yellowcart/engine/promotions';
import { describeOnBothDatabases, makeEngine, type TestEngine } from '@yellowcart/engine/testing';
import { FLASH_INDEX, type SamplePlatform, type ShowStep, samplePlatform } from '@yellowcart/sample';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { type LoadedSample, loadSample } from '../load-sample.ts';
import { Parcels } from './parcels.ts';
import { openShow } from './show.ts';

const nobody = {
  signIn: async () => undefined,
  signOut: async () => [],
  userOf: async () => undefined,
  createLogin: async () => ({ userId: '' }),
};

const script: ShowStep[] = [
  { atSeconds: 0, kind: 'viewers', count: 400 },
  { atSeconds: 2, kind: 'pin', productIndex: 0, line: '一号链接来了' },
  { atSeconds: 3, kind: 'burst', productIndex: 0, orders: 12 },
  { atSeconds: 8, kind: 'hang', productIndex: 10 },
  { atSeconds: 12, kind: 'pin', productIndex: 1, line: '二号链接' },
  { atSeconds: 13, kind: 'burst', productIndex: 1, orders: 6 },
  { atSeconds: 20, kind: 'unpin' },
];

/** The sample with only the goods that hang in rooms, and a script of 24 seconds. */
function smallPlatform(): SamplePlatform {
  const platform = samplePlatform({ seed: 1 });
  const hung = new Set(platform.rooms.flatMap((room) => room.productRefs));
  const products = platform.products.filter((product) => hung.has(product.ref));
  return { ...platform, products, showScript: script };
}

/** Chance that repeats: mulberry32. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

describeOnBothDatabases('the show', (open) => {
  let engine: TestEngine;
  let sample: LoadedSample;
  let relay: ReturnType<typeof startRelay>;
  const viewers = new Map<string, number>();
  const errors: unknown[] = [];
  const platform = smallPlatform();

  async function play(show: { second(): Promise<void> }, seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      engine.clock.advance(1_000);
      await show.second();
    }
    await relay.drain();
  }
  const openAgain = (steps = script) => {
    return openShow({
      engine,
      desk: createOrderDesk(engine),
      hub: { setScriptedViewers: (roomId, count) => void viewers.set(roomId, count) },
      platform: { ...platform, showScript: steps },
      chance: chanceFrom(7),
      onError: (error) => errors.push(error),
    });
  };
  const mainRoom = () => {
    return roomView(engine, sample.stages[0]?.roomId ?? '', { viewers: 0, soldByItem: new Map() });
  };
  const count = async (what: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`SELECT (${sql.raw(what)})::bigint AS n`.execute(engine.db);
    return rows[0]?.n ?? -1;
  };

  beforeAll(async () => {
    engine = { ...makeEngine(await open()), ids: systemIds };
    sample = await loadSample(engine, nobody, { seed: 1, platform: () => platform });
    relay = startRelay(engine.db, [placementsReactions(engine), insightsProjection()], (error) =>
      errors.push(error),
    );
    await play(await openAgain(), 16);
    return () => relay.stop();
  });

  test('sells through the real path: the board moves and the books balance', async () => {
    expect(errors).toEqual([]);
    const board = await boardView(engine, { viewers: 0, viewersByRoom: viewers });
    expect(board.ordersPaid).toBeGreaterThan(5);
    expect(board.gmvMinor).toBeGreaterThan(0);
    expect(board.funnel.clicks).toBeGreaterThan(board.ordersPlaced);
    expect(board.minutes.some((minute) => minute.pins.length > 0)).toBe(true);
    expect(board.rooms[0]?.viewers).toBeGreaterThan(100);
    const unled = "credit_id IS NULL AND terms->'gift' IS NULL";
    expect(await count(`SELECT count(*) FROM orders.line WHERE ${unled}`)).toBe(0);
    const proof = await verifyLedger(engine.db);
    expect(proof).toMatchObject({ ok: true });
    expect(proof.entries).toBeGreaterThan(5);
  });

  test('leaves a room alone for a minute after a person pinned something there', async () => {
    const { items } = await mainRoom();
    const { roomId = '', creatorId = '' } = sample.stages[0] ?? {};
    const chosen = items[5]?.itemId ?? null;
    const show = await openAgain();
    await play(show, 1);
    await pinItem(engine, creatorId, roomId, chosen);
    const before = await count('SELECT count(*) FROM orders."order"');
    await play(show, 14);
    expect((await mainRoom()).pinnedItemId).toBe(chosen);
    expect(await count('SELECT count(*) FROM orders."order"')).toBeGreaterThan(before);
    engine.clock.advance(50_000);
    await play(show, 14);
    expect((await mainRoom()).pinnedItemId).not.toBe(chosen);
    expect(errors).toEqual([]);
  });

  test('goes on after a restart, hanging again what an earlier run hung', async () => {
    const show = await openAgain();
    await play(show, 1);
    const before = (await mainRoom()).items.length;
    await play(show, 9);
    expect((await mainRoom()).items.length).toBe(before + 1);
    expect(errors).toEqual([]);
  });

  test('sells in a flash sale that the host starts, and the shop gives another for the next', async () => {
    const flash: ShowStep[] = [
      { atSeconds: 1, kind: 'flash', countdownSeconds: 10, minutes: 1 },
      { atSeconds: 12, kind: 'burst', productIndex: FLASH_INDEX, orders: 30 },
      { atSeconds: 30, kind: 'unpin' },
    ];
    await play(await openAgain(flash), 18);
    const { roomId = '' } = sample.stages[0] ?? {};
    const sales = () => roomDeals(engine.db, roomId, engine.clock.now());
    const [first] = await sales();
    expect(first).toMatchObject({ state: 'running', name: platform.offers.flash.name });
    const sold = platform.offers.flash.units - (first?.left ?? 0);
    expect(sold).toBeGreaterThan(5);
    expect(await count('SELECT count(*) FROM orders.line WHERE discount_minor > 0')).toBe(sold);
    engine.clock.advance(60_000);
    expect(await sales()).toEqual([]);
    await play(await openAgain(flash), 3);
    const [second] = await sales();
    expect(second).toMatchObject({ state: 'countdown', item: { skuId: first?.item.skuId } });
    expect(second?.dealId).not.toBe(first?.dealId);
    expect(errors).toEqual([]);
  });

  test('shops ship, buyers receive, and a few want their money back', async () => {
    await play(await openAgain(), 24);
    const { rows } = await sql<{ id: string }>`SELECT DISTINCT buyer_id AS id FROM orders."order"`.execute(
      engine.db,
    );
    const buyerIds = rows.map((row) => row.id);
    // The first who is asked regrets; the others go the common way.
    let asked = 0;
    const chance = () => {
      asked += 1;
      return asked === 1 ? 0 : 0.5;
    };
    const parcels = new Parcels(engine, buyerIds, undefined, chance);
    for (const round of ['parcels go out', 'and come in']) {
      engine.clock.advance(200_000);
      for (let second = 0; second < 2 * buyerIds.length; second += 1) await parcels.second();
      expect(errors, round).toEqual([]);
    }
    const states = await sql<{ state: string; n: number }>`
      SELECT state, count(*) AS n FROM orders."order" GROUP BY state
    `.execute(engine.db);
    const counts = new Map(states.rows.map(({ state, n }) => [state, n]));
    expect(counts.get('received')).toBeGreaterThan(0);
    expect(await count('SELECT sum(refunded_minor) FROM orders."order"')).toBeGreaterThan(0);
    expect(await verifyLedger(engine.db)).toMatchObject({ ok: true });
    expect(errors).toEqual([]);
  });
});

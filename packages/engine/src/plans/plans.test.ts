import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { productRevisions } from '#catalog';
import { takeEvents } from '#outbox';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import {
  changeRates,
  closePlan,
  endClosedPlans,
  insertPlans,
  merchantPlans,
  openPlan,
  planSnapshots,
  winningPlans,
} from './index.ts';

const MIDNIGHT = '2026-03-01T16:00:00.000Z';
const DAY_MS = 86_400_000;

describeOnBothDatabases('plans', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;
  let productId: string;

  beforeEach(async () => {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop();
    productId = await add.product(shopId, { title: '手剥巴旦木' });
  });

  const rates = (commissionBps: number, serviceFeeBps = 0) => ({ commissionBps, serviceFeeBps });
  const openOne = (commissionBps = 2000) => openPlan(engine, shopId, { productId, ...rates(commissionBps) });
  const winning = async () => (await winningPlans(engine.db, [productId], engine.clock.now())).get(productId);
  const topics = async () =>
    (await engine.db.transaction().execute((tx) => takeEvents(tx, 100))).events.map(({ topic }) => topic);

  it('open in force at once, one of a kind on a product', async () => {
    const plan = await openOne();
    expect(plan).toMatchObject({
      kind: 'normal',
      productId,
      productTitle: '手剥巴旦木',
      state: 'open',
      version: 1,
      commissionBps: 2000,
      pending: null,
    });
    expect(await winning()).toMatchObject({ planId: plan.planId, shopId, version: 1, validTo: null });
    await expect(openOne()).rejects.toMatchObject({ code: 'plan_exists' });
    expect(await topics()).toEqual(['plans.opened']);
  });

  it('open once when two open at once', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => openOne()));
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'plan_exists' });
  });

  it('belong to the shop of the product', async () => {
    const stranger = await add.shop();
    const { planId } = await openOne();
    const input = { productId: await add.product(shopId), ...rates(1000) };
    await expect(openPlan(engine, stranger, input)).rejects.toMatchObject({ code: 'product_not_found' });
    const unknown = { ...input, productId: engine.ids.next() };
    await expect(openPlan(engine, shopId, unknown)).rejects.toMatchObject({ code: 'product_not_found' });
    const notFound = { code: 'plan_not_found' };
    await expect(changeRates(engine, stranger, planId, rates(1))).rejects.toMatchObject(notFound);
    await expect(closePlan(engine, stranger, planId)).rejects.toMatchObject(notFound);
    expect((await merchantPlans(engine, stranger, { limit: 20 })).items).toEqual([]);
  });

  it('keep commission and service fee under the cap', async () => {
    const over = { code: 'rates_over_cap', detail: { maxBps: 9000 } };
    await expect(openPlan(engine, shopId, { productId, ...rates(8000, 1001) })).rejects.toMatchObject(over);
    const { planId } = await openPlan(engine, shopId, { productId, ...rates(8000, 1000) });
    await expect(changeRates(engine, shopId, planId, rates(9000, 1))).rejects.toMatchObject(over);
  });

  it('raise at once', async () => {
    const { planId } = await openOne(2000);
    engine.clock.advance(1000);
    expect(await changeRates(engine, shopId, planId, rates(3000))).toMatchObject({
      version: 2,
      commissionBps: 3000,
      pending: null,
    });
    expect(await winning()).toMatchObject({ version: 2, commissionBps: 3000 });
  });

  it('cut at the next local midnight, announced until then', async () => {
    const { planId } = await openOne(2000);
    expect(await changeRates(engine, shopId, planId, rates(1500))).toMatchObject({
      version: 1,
      commissionBps: 2000,
      pending: { commissionBps: 1500, serviceFeeBps: 0, from: MIDNIGHT },
    });
    expect(await winning()).toMatchObject({ version: 1, commissionBps: 2000, validTo: new Date(MIDNIGHT) });
    engine.clock.advance(Date.parse(MIDNIGHT) - engine.clock.now().getTime());
    expect(await winning()).toMatchObject({ version: 2, commissionBps: 1500, validTo: null });
  });

  it('let a later change replace the pending one, and the rates in force withdraw it', async () => {
    const { planId } = await openOne(2000);
    await changeRates(engine, shopId, planId, rates(1500));
    const replaced = await changeRates(engine, shopId, planId, rates(1000));
    expect(replaced).toMatchObject({ version: 1, pending: { commissionBps: 1000 } });
    expect(await changeRates(engine, shopId, planId, rates(2000))).toMatchObject({
      version: 1,
      pending: null,
    });
    await changeRates(engine, shopId, planId, rates(500));
    engine.clock.advance(1000);
    expect(await changeRates(engine, shopId, planId, rates(2500))).toMatchObject({
      version: 2,
      pending: null,
    });
    engine.clock.advance(DAY_MS);
    expect(await winning()).toMatchObject({ version: 2, commissionBps: 2500, validTo: null });
  });

  it('keep one version in force at any time when changed by several at once', async () => {
    const { planId } = await openOne(2000);
    engine.clock.advance(1000);
    const wanted = [3000, 1000, 2500, 500, 4000, 2000];
    await Promise.all(
      wanted.map((commissionBps) => changeRates(engine, shopId, planId, rates(commissionBps))),
    );
    const { rows } = await sql<{ version: number; gapless: boolean }>`
      SELECT version, valid_to = coalesce(lead(valid_from) OVER (ORDER BY version), 'infinity') AS gapless
      FROM plans.rate WHERE plan_id = ${planId} ORDER BY version
    `.execute(engine.db);
    expect(rows.every((row) => row.gapless)).toBe(true);
    expect(rows.map((row) => row.version)).toEqual(rows.map((_, index) => index + 1));
  });

  it('close at the next local midnight and are told of then, once', async () => {
    const { planId } = await openOne();
    await changeRates(engine, shopId, planId, rates(100));
    expect(await closePlan(engine, shopId, planId)).toMatchObject({ state: 'closing', pending: null });
    expect(await winning()).toMatchObject({ commissionBps: 2000, validTo: new Date(MIDNIGHT) });
    const closed = { code: 'plan_closed' };
    await expect(closePlan(engine, shopId, planId)).rejects.toMatchObject(closed);
    await expect(changeRates(engine, shopId, planId, rates(3000))).rejects.toMatchObject(closed);
    await expect(openOne()).rejects.toMatchObject({ code: 'plan_exists' });
    expect(await endClosedPlans(engine)).toBe(0);
    engine.clock.advance(DAY_MS);
    expect(await winning()).toBeUndefined();
    expect(await endClosedPlans(engine)).toBe(1);
    expect(await endClosedPlans(engine)).toBe(0);
    expect((await topics()).at(-1)).toBe('plans.closed');
    await openOne(1000);
    const { items } = await merchantPlans(engine, shopId, { limit: 20 });
    expect(items.map((plan) => plan.state)).toEqual(['open', 'closed']);
  });

  it('bump the product’s revision with every change', async () => {
    const revision = async () => (await productRevisions(engine.db, [productId])).get(productId) ?? 0;
    const seen = [await revision()];
    const { planId } = await openOne(2000);
    seen.push(await revision());
    await changeRates(engine, shopId, planId, rates(3000));
    seen.push(await revision());
    await closePlan(engine, shopId, planId);
    seen.push(await revision());
    engine.clock.advance(DAY_MS);
    await endClosedPlans(engine);
    seen.push(await revision());
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  });

  it('are inserted in sets, a leader’s beside a normal one', async () => {
    const leaderId = await add.party('leader', '团长阿强');
    const createdAt = new Date('2026-01-01T00:00:00Z');
    const row = { shopId, productId, createdAt };
    const normal = {
      ...row,
      planId: engine.ids.next(),
      kind: 'normal' as const,
      leaderId: null,
      ...rates(1000),
    };
    const led = { ...row, planId: engine.ids.next(), kind: 'leader' as const, leaderId, ...rates(3000, 500) };
    await engine.db.transaction().execute((tx) => insertPlans(tx, [normal, led]));
    expect(await winning()).toMatchObject({ planId: normal.planId });
    const chosen = await planSnapshots(engine.db, [led.planId, engine.ids.next()], engine.clock.now());
    expect([...chosen.values()]).toMatchObject([
      { kind: 'leader', leaderId, commissionBps: 3000, serviceFeeBps: 500 },
    ]);
    expect(await planSnapshots(engine.db, [led.planId], new Date('2025-12-31'))).toEqual(new Map());
    const { items } = await merchantPlans(engine, shopId, { limit: 20 });
    expect(items.map((plan) => plan.leaderName)).toEqual(['团长阿强', null]);
  });

  it('are listed newest first, page by page, of one product where asked', async () => {
    const others = [];
    for (let i = 0; i < 4; i += 1) others.push(await add.promoted(shopId));
    const first = await merchantPlans(engine, shopId, { limit: 3 });
    const rest = await merchantPlans(engine, shopId, { limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...rest.items].map((plan) => plan.planId)).toEqual(
      others.map((other) => other.planId).toReversed(),
    );
    expect(rest.nextCursor).toBeNull();
    const of = others[1]?.productId ?? '';
    expect((await merchantPlans(engine, shopId, { limit: 3, productId: of })).items).toHaveLength(1);
    const nonsense = merchantPlans(engine, shopId, { limit: 3, cursor: 'x' });
    await expect(nonsense).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

import { beforeEach, expect, it } from 'vitest';
import { productCards } from '#catalog';
import { takeQuotas } from '#quotas';
import { freeInPools } from '#stock';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import { refusalOf } from '../testing/refusal-of.ts';
import {
  changeGiftRule,
  createGiftRule,
  deliveryOf,
  endGiftRule,
  FOREVER,
  giftRulesOf,
  setDelivery,
  shopTerms,
  termsRevisionsStatement,
} from './index.ts';

type NewRule = Parameters<typeof createGiftRule>[2];

describeOnBothDatabases('gift rules and delivery', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;
  let productId: string;
  let skuId: string;

  beforeEach(async () => {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop();
    productId = await add.product(shopId, { priceMinor: 3_000, title: '保温杯' });
    skuId = await skuOf(productId);
  });

  const at = (ms: number) => new Date(engine.clock.now().getTime() + ms).toISOString();
  async function skuOf(product: string): Promise<string> {
    const card = (await productCards(engine.db, [product], engine.clock.now())).get(product);
    return card?.skuIds[0] ?? '';
  }
  const gift = () => [{ from: 10_000, gifts: [{ skuId, quantity: 1 }] }];
  const create = (changes: Partial<NewRule> = {}) =>
    createGiftRule(engine, shopId, { kind: 'threshold_amount', name: '满百赠杯', bands: gift(), ...changes });
  const terms = async () => (await shopTerms(engine.db, [shopId], engine.clock.now())).get(shopId);
  const revision = async () =>
    (await termsRevisionsStatement([shopId]).execute(engine.db)).rows[0]?.revision ?? 0;

  it('start with a shop that has none: the defaults at revision 0', async () => {
    expect(await terms()).toEqual({
      shopId,
      revision: 0,
      delivery: { freightMinor: 0, freeFromMinor: null, surcharges: {}, shipWithinHours: 48 },
      giftRules: [],
      deals: [],
    });
    expect(await revision()).toBe(0);
  });

  it('come with sensible defaults, and a gift pool to fill', async () => {
    const { ruleId } = await create();
    expect((await terms())?.giftRules).toEqual([
      {
        ruleId,
        shopId,
        version: 1,
        kind: 'threshold_amount',
        name: '满百赠杯',
        productIds: null,
        roomId: null,
        bands: gift(),
        repeats: false,
        stacks: true,
        priority: 100,
        pool: 'gift',
        whenOut: { kind: 'drop' },
        bearer: 'merchant',
        limited: false,
        startsAt: engine.clock.now(),
        endsAt: FOREVER,
      },
    ]);
    expect([...(await freeInPools(engine.db, [{ shopId, skuId, pool: 'gift' }])).values()]).toEqual([0]);
    expect(await revision()).toBe(1);
  });

  const band = (from: number, ...skus: string[]) => ({
    from,
    gifts: skus.map((id) => ({ skuId: id, quantity: 1 })),
  });
  const wrong: [reason: string, changes: () => Partial<NewRule>][] = [
    ['one_band_only', () => ({ kind: 'buy_gift', bands: [band(1, skuId), band(2, skuId)] })],
    ['bands_not_rising', () => ({ bands: [band(2, skuId), band(2, skuId)] })],
    ['gift_twice', () => ({ bands: [band(1, skuId, skuId)] })],
    ['room_missing', () => ({ kind: 'room_only' })],
    ['repeats_buy_gift_only', () => ({ repeats: true })],
    ['limit_missing', () => ({ kind: 'first_n' })],
    ['ends_before_start', () => ({ endsAt: at(0) })],
  ];
  it.each(wrong)('do not hold together: %s', async (reason, changes) => {
    await expect(create(changes())).rejects.toMatchObject({ code: 'gift_rule_invalid', detail: { reason } });
  });

  it('name the shop’s own goods and gifts only', async () => {
    const foreign = await add.product(await add.shop());
    expect(await refusalOf(create({ productIds: [foreign] }))).toBe('product_not_found');
    const sku = await skuOf(foreign);
    expect(await refusalOf(create({ bands: [band(1, sku)] }))).toBe('sku_not_found');
    const instead = { kind: 'substitute', skuId: sku, quantity: 1 } as const;
    expect(await refusalOf(create({ whenOut: instead }))).toBe('sku_not_found');
    expect(await revision()).toBe(0);
  });

  it('change as a new version, for the shop’s own rules', async () => {
    const { ruleId } = await create({ totalMax: 5 });
    const changed = await changeGiftRule(engine, shopId, ruleId, {
      name: '满两百赠杯',
      bands: [band(20_000, skuId)],
      stacks: false,
      endsAt: at(60_000),
    });
    expect(changed).toMatchObject({ version: 2, name: '满两百赠杯', stacks: false, totalMax: null });
    expect((await terms())?.giftRules).toMatchObject([
      { version: 2, limited: false, endsAt: new Date(at(60_000)) },
    ]);
    expect(await revision()).toBe(2);
    const other = await add.shop();
    const change = { name: '别家', bands: gift() };
    expect(await refusalOf(changeGiftRule(engine, other, ruleId, change))).toBe('gift_rule_not_found');
    expect(await refusalOf(endGiftRule(engine, other, ruleId))).toBe('gift_rule_not_found');
  });

  it('keep what was given when their limits change, and never set them below it', async () => {
    const { ruleId } = await create({ totalMax: 5, buyerMax: 2 });
    const use = [{ quotaId: ruleId, buyerId: engine.ids.next(), quantity: 2 }];
    await engine.db.transaction().execute(async (tx) => {
      for (const statement of takeQuotas(use).statements) await statement.execute(tx);
    });
    const change = { name: '满赠', bands: gift() };
    const low = changeGiftRule(engine, shopId, ruleId, { ...change, totalMax: 1 });
    await expect(low).rejects.toMatchObject({ code: 'limit_below_used', detail: { used: 2 } });
    await changeGiftRule(engine, shopId, ruleId, change);
    const again = await changeGiftRule(engine, shopId, ruleId, { ...change, totalMax: 3 });
    expect(again).toMatchObject({ given: 2, totalMax: 3, buyerMax: null, version: 3 });
  });

  it('get limits later, too', async () => {
    const { ruleId } = await create();
    const limited = await changeGiftRule(engine, shopId, ruleId, {
      name: '限量',
      bands: gift(),
      buyerMax: 1,
    });
    expect(limited).toMatchObject({ buyerMax: 1, given: 0 });
  });

  it('end at once, also before they begin, and only once', async () => {
    const [running, upcoming] = [await create(), await create({ startsAt: at(60_000), endsAt: at(120_000) })];
    expect(upcoming.state).toBe('upcoming');
    for (const { ruleId } of [running, upcoming])
      expect(await endGiftRule(engine, shopId, ruleId)).toMatchObject({ state: 'ended', endsAt: at(0) });
    expect(await refusalOf(endGiftRule(engine, shopId, running.ruleId))).toBe('gift_rule_ended');
    const change = changeGiftRule(engine, shopId, upcoming.ruleId, { name: '再来', bands: gift() });
    expect(await refusalOf(change)).toBe('gift_rule_ended');
    engine.clock.advance(3_600_000);
    expect((await terms())?.giftRules).toEqual([]);
  });

  it('are listed newest first with what their gifts are called', async () => {
    const ids = [(await create()).ruleId, (await create()).ruleId, (await create()).ruleId];
    const first = await giftRulesOf(engine, shopId, { limit: 2 });
    expect(first.items.map(({ ruleId }) => ruleId)).toEqual([ids[2], ids[1]]);
    expect(first.items[0]?.bands[0]?.gifts).toMatchObject([{ skuId, title: '保温杯', priceMinor: 3_000 }]);
    const rest = await giftRulesOf(engine, shopId, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([rest.items.length, rest.nextCursor]).toEqual([1, null]);
  });

  it('let a shop say how it delivers, each change one revision', async () => {
    const delivery = {
      freightMinor: 800,
      freeFromMinor: 9_900,
      surcharges: { 新疆: 1_500 },
      shipWithinHours: 24,
    };
    expect(await setDelivery(engine, shopId, delivery)).toEqual(delivery);
    expect(await deliveryOf(engine, shopId)).toEqual(delivery);
    await setDelivery(engine, shopId, { ...delivery, freeFromMinor: null });
    expect(await terms()).toMatchObject({ revision: 2, delivery: { freeFromMinor: null } });
  });
});

import { beforeEach, expect, it } from 'vitest';
import { productCards } from '#catalog';
import { takeQuotas } from '#quotas';
import { allotUnits } from '#stock';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import { refusalOf } from '../testing/refusal-of.ts';
import {
  createCombination,
  createGiftRule,
  createPresale,
  productDeals,
  setDelivery,
  simulateGifts,
} from './index.ts';

describeOnBothDatabases('what a buyer would get', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;
  let tea: { productId: string; skuId: string };
  let cup: { productId: string; skuId: string };

  beforeEach(async () => {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop();
    tea = await goods('明前龙井', 12_800, 50);
    cup = await goods('玻璃杯', 1_500, 10);
  });

  async function goods(title: string, priceMinor: number, stock: number) {
    const productId = await add.product(shopId, { title, priceMinor, stock });
    const card = (await productCards(engine.db, [productId], engine.clock.now())).get(productId);
    return { productId, skuId: card?.skuIds[0] ?? '' };
  }
  const at = (days: number) => new Date(engine.clock.now().getTime() + days * 86_400_000).toISOString();
  const cups = (from: number, quantity = 1) => [{ from, gifts: [{ skuId: cup.skuId, quantity }] }];
  const rule = (changes: Partial<Parameters<typeof createGiftRule>[2]>) =>
    createGiftRule(engine, shopId, {
      kind: 'threshold_amount',
      name: '满赠',
      bands: cups(20_000),
      pool: 'general',
      ...changes,
    });

  it('is told rule by rule, with totals', async () => {
    await setDelivery(engine, shopId, {
      freightMinor: 800,
      freeFromMinor: 20_000,
      surcharges: { 新疆: 900 },
      shipWithinHours: 24,
    });
    const { ruleId } = await rule({ buyerMax: 1 });
    const simulate = (quantity: number, buyerId?: string, when?: string) =>
      simulateGifts(engine, shopId, { lines: [{ skuId: tea.skuId, quantity }], buyerId, at: when });

    expect(await simulate(2)).toMatchObject({
      currency: 'CNY',
      goodsMinor: 25_600,
      freightMinor: 0,
      totalMinor: 25_600,
      giftValueMinor: 1_500,
      blocked: false,
      rules: [
        {
          ruleId,
          fired: true,
          reason: { code: 'given' },
          earnedBy: [1],
          gifts: [{ skuId: cup.skuId, quantity: 1, title: '玻璃杯', priceMinor: 1_500 }],
          bearer: 'merchant',
          valueMinor: 1_500,
        },
      ],
    });
    expect(await simulate(1)).toMatchObject({
      freightMinor: 800,
      totalMinor: 13_600,
      rules: [{ fired: false, reason: { code: 'below_band', missing: 7_200 }, gifts: [] }],
    });
    expect(await simulate(2, undefined, at(-1))).toMatchObject({
      rules: [{ reason: { code: 'not_started' } }],
    });
    const buyerId = engine.ids.next();
    await engine.db.transaction().execute(async (tx) => {
      const uses = [{ quotaId: ruleId, buyerId, quantity: 1 }];
      for (const statement of takeQuotas(uses).statements) await statement.execute(tx);
    });
    expect(await simulate(2, buyerId)).toMatchObject({
      rules: [{ reason: { code: 'buyer_limit_reached' } }],
    });
    expect(await simulate(2)).toMatchObject({ rules: [{ reason: { code: 'given' } }] });
  });

  it('counts the gift stock, and what the cart takes itself', async () => {
    await rule({
      kind: 'buy_gift',
      bands: cups(1, 3),
      whenOut: { kind: 'block' },
      productIds: [cup.productId],
    });
    await rule({ kind: 'buy_gift', bands: cups(1, 2), pool: 'gift', priority: 200 });
    const simulate = (quantity: number) =>
      simulateGifts(engine, shopId, { lines: [{ skuId: cup.skuId, quantity }] });
    expect(await simulate(8)).toMatchObject({
      blocked: true,
      rules: [{ reason: { code: 'out_of_gifts', whenOut: 'block' } }, { reason: { code: 'out_of_gifts' } }],
    });
    await allotUnits(engine, shopId, cup.skuId, { pool: 'gift', delta: 2, key: 'for gifts' });
    expect(await simulate(5)).toMatchObject({
      blocked: false,
      rules: [{ reason: { code: 'given' } }, { reason: { code: 'given' } }],
    });
  });

  it('is of this shop’s goods only', async () => {
    const other = await add.shop();
    const lines = [{ skuId: tea.skuId, quantity: 1 }];
    expect(await refusalOf(simulateGifts(engine, other, { lines }))).toBe('sku_not_found');
  });

  it('stands around a product: sets, presales and gifts that concern it', async () => {
    const set = await createCombination(engine, shopId, {
      name: '茶与杯',
      items: [
        { skuId: tea.skuId, quantity: 1 },
        { skuId: cup.skuId, quantity: 1 },
      ],
      priceMinor: 13_000,
      endsAt: at(1),
      totalMax: 5,
    });
    const presale = await createPresale(engine, shopId, {
      name: '头春茶',
      skuId: tea.skuId,
      priceMinor: 11_800,
      depositMinor: 1_000,
      units: 5,
      startsAt: at(1),
      endsAt: at(2),
      balanceFrom: at(2),
      balanceUntil: at(3),
      shipBy: at(9),
    });
    const teaRule = await rule({ productIds: [tea.productId] });
    const anyRule = await rule({ buyerMax: 1, totalMax: 9 });
    await rule({ startsAt: at(1) });
    expect(await productDeals(engine, tea.productId)).toMatchObject({
      combinations: [
        {
          dealId: set.dealId,
          priceMinor: 13_000,
          normalMinor: 14_300,
          left: 5,
          items: [{ title: '明前龙井' }, {}],
        },
      ],
      presales: [{ dealId: presale.dealId, depositMinor: 1_000, balanceMinor: 10_800, left: 5 }],
      gifts: [
        { ruleId: teaRule.ruleId, left: null },
        { ruleId: anyRule.ruleId, left: 9, buyerMax: 1, bands: [{ gifts: [{ title: '玻璃杯' }] }] },
      ],
    });
    expect(await productDeals(engine, cup.productId)).toMatchObject({
      combinations: [{ dealId: set.dealId }],
      presales: [],
      gifts: [{ ruleId: anyRule.ruleId }],
    });
    expect(await refusalOf(productDeals(engine, engine.ids.next()))).toBe('product_not_found');
  });
});

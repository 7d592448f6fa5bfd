import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { buildKit, kitOf, listProduct, productRevisions, skuOffers } from '#catalog';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import { refusalOf } from '../testing/refusal-of.ts';
import {
  allotUnits,
  availableByProduct,
  availableBySku,
  byLevel,
  GENERAL,
  incrementStock,
  type KitPart,
  partsOf,
  productsTouchedBy,
  setLevelPolicy,
  stockOfSku,
  takeUnitsStatement,
} from './index.ts';

describeOnBothDatabases('kits', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;

  beforeAll(async () => {
    engine = makeEngine(await open());
    add = market(engine);
  });
  beforeEach(async () => {
    shopId = await add.shop();
  });

  interface Listed {
    readonly productId: string;
    readonly skuId: string;
  }
  let count = 0;
  /** Lists a product with one SKU, a kit where it has parts. */
  async function list(stock: number, parts?: readonly KitPart[], inShop = shopId): Promise<Listed> {
    count += 1;
    const { productId } = await listProduct(engine, inShop, {
      ref: `K${count}`,
      title: `组合 ${count}`,
      categoryPath: ['食品'],
      picture: '/pictures/nuts/1.svg',
      skus: [{ ref: `K${count}-1`, priceMinor: 100, stock, ...(parts && { parts: [...parts] }) }],
    });
    const { rows } = await sql<{ skuId: string }>`
      SELECT sku_id AS "skuId" FROM catalog.sku WHERE product_id = ${productId}`.execute(engine.db);
    return { productId, skuId: rows[0]?.skuId ?? '' };
  }
  const of = ({ skuId }: Listed, quantity = 1): KitPart => ({ skuId, quantity });
  const build = (kit: Listed, ...parts: KitPart[]) => buildKit(engine, shopId, kit.skuId, parts);
  const left = async (...goods: Listed[]) => {
    const units = await availableBySku(
      engine.db,
      goods.map((one) => one.productId),
    );
    return goods.map((one) => units.get(one.skuId));
  };

  it('can be ordered as often as the scarcest part allows', async () => {
    const [cup, tray] = [await list(7), await list(3)];
    const kit = await list(0, [of(cup, 2), of(tray)]);
    expect(await left(cup, tray, kit)).toEqual([7, 3, 3]);
    await incrementStock(engine, shopId, cup.skuId, { key: 'broken', delta: -4 });
    expect(await left(kit)).toEqual([1]);
    await setLevelPolicy(engine, shopId, tray.skuId, { pool: GENERAL, safety: 3 });
    expect(await left(kit)).toEqual([0]);
    expect(await availableByProduct(engine.db, [kit.productId])).toEqual(new Map([[kit.productId, 0]]));
    expect(await stockOfSku(engine, shopId, kit.skuId)).toEqual({
      ...kit,
      available: 0,
      pools: [],
      parts: [of(cup, 2), of(tray)],
    });
  });

  it('is offered with its plain parts, and its page says what it was built of', async () => {
    const cup = await list(12);
    const pair = await list(0, [of(cup, 2)]);
    const feast = await list(0, [of(pair, 2), of(cup)]);
    const ids = [cup.skuId, pair.skuId, feast.skuId];
    const offers = await skuOffers(engine.db, ids, engine.clock.now());
    const parts = new Map(offers.map((offer) => [offer.skuId, offer.parts]));
    expect(ids.map((id) => parts.get(id))).toEqual([[], [of(cup, 2)], [of(cup, 5)]]);
    expect(await partsOf(engine.db, ids)).toEqual(
      new Map([
        [pair.skuId, [of(cup, 2)]],
        [feast.skuId, [of(cup, 5)]],
      ]),
    );
    expect(await kitOf(engine, shopId, feast.skuId)).toMatchObject({
      available: 2,
      parts: [
        { ...pair, quantity: 2, available: 6 },
        { ...cup, quantity: 1, available: 12 },
      ],
    });
    expect(await refusalOf(kitOf(engine, shopId, cup.skuId))).toBe('kit_not_found');
  });

  it('built anew changes the kits that hold it, and every order looks at them anew', async () => {
    const [cup, tray] = [await list(12), await list(12)];
    const pair = await list(0, [of(cup, 2)]);
    const feast = await list(0, [of(pair, 2)]);
    const ids = [cup, tray, pair, feast].map((one) => one.productId);
    await build(pair, of(cup, 3), of(tray));
    expect((await partsOf(engine.db, [feast.skuId])).get(feast.skuId)).toEqual(
      [of(cup, 6), of(tray, 2)].sort((a, b) => (a.skuId < b.skuId ? -1 : 1)),
    );
    const revisions = await productRevisions(engine.db, ids);
    expect(ids.map((id) => revisions.get(id))).toEqual([1, 1, 2, 2]);
  });

  it('has no units of its own', async () => {
    const cup = await list(1);
    expect(await refusalOf(list(1, [of(cup)]))).toBe('kit_without_units');
    const kit = await list(0, [of(cup)]);
    const change = { key: 'k', delta: 1 };
    expect(await refusalOf(incrementStock(engine, shopId, kit.skuId, change))).toBe('kit_without_units');
    expect(await refusalOf(allotUnits(engine, shopId, kit.skuId, { ...change, pool: 'gift' }))).toBe(
      'kit_without_units',
    );
    expect(await refusalOf(setLevelPolicy(engine, shopId, kit.skuId, { pool: GENERAL, safety: 1 }))).toBe(
      'kit_without_units',
    );
    expect(await refusalOf(build(cup, of(await list(1))))).toBe('kit_had_units');
  });

  it('is made of SKUs of its own shop, none of them itself, at most one level deep', async () => {
    const cup = await list(1);
    const kit = await list(0, [of(cup)]);
    const outer = await list(0, [of(kit)]);
    const elsewhere = await list(1, undefined, await add.shop());
    const late = await list(0);
    expect(await refusalOf(build(late))).toBe('kit_parts_count');
    expect(await refusalOf(build(late, of(cup), of(cup, 2)))).toBe('kit_part_twice');
    expect(await refusalOf(build(late, of(late)))).toBe('kit_of_itself');
    expect(await refusalOf(build(kit, of(outer)))).toBe('kit_of_itself');
    expect(await refusalOf(build(late, of(outer)))).toBe('kit_too_deep');
    expect(await refusalOf(build(late, of(elsewhere)))).toBe('sku_not_found');
    expect(await refusalOf(buildKit(engine, await add.shop(), late.skuId, [of(cup)]))).toBe('sku_not_found');
    expect(await partsOf(engine.db, [late.skuId])).toEqual(new Map());
  });

  it('stays at one level when a whole chain is built at once', async () => {
    const [a, b, c, d] = [await list(0), await list(0), await list(0), await list(0)];
    const tries = await Promise.allSettled([build(a, of(b)), build(b, of(c)), build(c, of(d))]);
    const refused = tries.filter((result) => result.status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: 'kit_too_deep' } }]);
  });

  it('is one whose goods change together: parts, kits of them, and what else those kits hold not', async () => {
    const [cup, tray, pot] = [await list(1), await list(1), await list(1)];
    const pair = await list(0, [of(cup), of(tray)]);
    const other = await list(0, [of(tray), of(pot)]);
    const touched = async (...goods: Listed[]) =>
      [
        ...(await productsTouchedBy(
          engine.db,
          goods.map((one) => one.productId),
        )),
      ].sort();
    const products = (...goods: Listed[]) => goods.map((one) => one.productId).sort();
    expect(await touched(cup)).toEqual(products(cup, pair));
    expect(await touched(tray)).toEqual(products(tray, pair, other));
    expect(await touched(pair)).toEqual(products(pair, cup, tray, other));
    expect(await touched(await list(1))).toHaveLength(1);
    expect(await touched()).toEqual([]);
    const gift = [{ shopId, skuId: cup.skuId }];
    expect([...(await productsTouchedBy(engine.db, [], gift))].sort()).toEqual(products(cup, pair));
  });

  it('is counted as a naive count of its parts counts it, whatever was sold, kept and put aside', async () => {
    const goods = [await list(0), await list(0), await list(0), await list(0)];
    const [inner, outer, plain] = [await list(0), await list(0), await list(0)];
    const quantity = fc.integer({ min: 1, max: 3 });
    const parts = (max: number) =>
      fc.uniqueArray(fc.tuple(fc.nat(max), quantity), {
        selector: ([index]) => index,
        minLength: 1,
        maxLength: 3,
      });
    const level = fc.record({
      free: fc.nat(20),
      reserved: fc.nat(4),
      safety: fc.nat(6),
      elsewhere: fc.nat(9),
    });
    const pick = (from: readonly Listed[], chosen: readonly (readonly [number, number])[]) =>
      chosen.flatMap(([index, n]) => from.slice(index, index + 1).map((one) => of(one, n)));
    let key = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(level, { minLength: 4, maxLength: 4 }),
        parts(3),
        parts(4),
        parts(3),
        async (levels, ofInner, ofOuter, ofPlain) => {
          const built = new Map([
            [inner.skuId, pick(goods, ofInner)],
            [outer.skuId, pick([...goods, inner], ofOuter)],
            [plain.skuId, pick(goods, ofPlain)],
          ]);
          for (const [skuId, of] of built) await buildKit(engine, shopId, skuId, of);
          await sql`DELETE FROM stock.level WHERE pool <> 'general' AND shop_id = ${shopId}`.execute(
            engine.db,
          );
          await sql`UPDATE stock.level SET on_hand = 0, reserved = 0, safety = 0 WHERE shop_id = ${shopId}`.execute(
            engine.db,
          );
          const free = new Map<string, number>();
          for (const [index, { skuId }] of goods.entries()) {
            const { free: units = 0, reserved = 0, safety = 0, elsewhere = 0 } = levels[index] ?? {};
            key += 1;
            await incrementStock(engine, shopId, skuId, {
              key: `${key}`,
              delta: units + reserved + elsewhere,
            });
            await allotUnits(engine, shopId, skuId, { pool: 'gift', delta: elsewhere, key: `g${key}` });
            const held = byLevel([{ shopId, skuId, pool: GENERAL, quantity: reserved }]);
            await engine.db.transaction().execute((tx) => takeUnitsStatement(held).execute(tx));
            await setLevelPolicy(engine, shopId, skuId, { pool: GENERAL, safety });
            free.set(skuId, Math.max(units - safety, 0));
          }
          /** Takes kits out one by one until a part is missing. */
          const naive = (skuId: string): number => {
            const shelf = new Map(free);
            const take = (id: string, n: number): boolean => {
              const of = built.get(id);
              if (of) return of.every((part) => take(part.skuId, part.quantity * n));
              shelf.set(id, (shelf.get(id) ?? 0) - n);
              return (shelf.get(id) ?? 0) >= 0;
            };
            let kits = 0;
            while (take(skuId, 1)) kits += 1;
            return kits;
          };
          expect(await left(inner, outer, plain)).toEqual(
            [inner, outer, plain].map(({ skuId }) => naive(skuId)),
          );
        },
      ),
      { numRuns: 12 },
    );
  });
});

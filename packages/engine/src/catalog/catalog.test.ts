import { sql } from 'kysely';
import { beforeEach, expect, it } from 'vitest';
import { takeEvents } from '#outbox';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { makeEngine, type TestEngine } from '../testing/engine.ts';
import { market } from '../testing/market.ts';
import {
  insertProducts,
  listProduct,
  type NewProductRow,
  productCards,
  productPage,
  productRevisions,
  setShelf,
  shopNames,
  shopOf,
  skuOffers,
  touchProducts,
} from './index.ts';

describeOnBothDatabases('the catalogue', (open) => {
  let engine: TestEngine;
  let add: ReturnType<typeof market>;
  let shopId: string;

  beforeEach(async () => {
    engine = makeEngine(await open());
    add = market(engine);
    shopId = await add.shop('山野小铺');
  });

  /** Two SKUs, the second cheaper and with a list price. */
  const nuts = (changes: Partial<Parameters<typeof listProduct>[2]> = {}) => ({
    ref: 'N-1',
    title: '手剥巴旦木',
    categoryPath: ['食品', '坚果'],
    attributes: { 产地: '新疆 "喀什"' },
    picture: '/pictures/nuts/1.svg',
    skus: [
      { ref: 'N-1-L', spec: { 规格: '1kg' }, priceMinor: 6990, stock: 3 },
      { ref: 'N-1-S', spec: { 规格: '500g' }, priceMinor: 3990, listPriceMinor: 5990, stock: 0 },
    ],
    ...changes,
  });
  const now = () => engine.clock.now();

  it('shows a product’s page as it was listed', async () => {
    const { productId } = await listProduct(engine, shopId, nuts());
    expect(await productPage(engine, productId, { soldCount: 12 })).toMatchObject({
      productId,
      title: '手剥巴旦木',
      subtitle: '',
      brand: null,
      categoryPath: ['食品', '坚果'],
      attributes: { 产地: '新疆 "喀什"' },
      onShelf: true,
      currency: 'CNY',
      shop: { shopId, name: '山野小铺', city: '杭州' },
      skus: [
        { spec: { 规格: '1kg' }, priceMinor: 6990, listPriceMinor: null, available: 3 },
        { spec: { 规格: '500g' }, priceMinor: 3990, listPriceMinor: 5990, available: 0 },
      ],
      soldCount: 12,
    });
    const nothing = productPage(engine, engine.ids.next(), { soldCount: 0 });
    await expect(nothing).rejects.toMatchObject({ code: 'product_not_found' });
  });

  it('names what is in a kit on its page, and nothing in what is none', async () => {
    const single = await listProduct(engine, shopId, nuts());
    const { skus } = await productPage(engine, single.productId, { soldCount: 0 });
    const [large] = skus;
    expect(large?.parts).toEqual([]);
    const parts = [{ skuId: large?.skuId ?? '', quantity: 2 }];
    const box = await listProduct(
      engine,
      shopId,
      nuts({ ref: 'N-2', title: '坚果礼盒', skus: [{ ref: 'N-2', priceMinor: 12900, parts }] }),
    );
    expect(await productPage(engine, box.productId, { soldCount: 0 })).toMatchObject({
      skus: [
        {
          available: 1,
          parts: [{ productId: single.productId, title: '手剥巴旦木', spec: { 规格: '1kg' }, quantity: 2 }],
        },
      ],
    });
  });

  it('makes cards with the lowest price and offers with each SKU’s own', async () => {
    const { productId } = await listProduct(engine, shopId, nuts());
    const card = (await productCards(engine.db, [productId], now())).get(productId);
    expect(card).toMatchObject({ shopId, priceMinor: 3990, listPriceMinor: 5990, onShelf: true });
    const offers = await skuOffers(engine.db, card?.skuIds ?? [], now());
    expect(offers.map((offer) => [offer.priceMinor, offer.priceValidTo, offer.revision])).toEqual([
      [6990, null, 1],
      [3990, null, 1],
    ]);
  });

  it('knows the price of an instant, and when it stops', async () => {
    const { productId } = await listProduct(engine, shopId, nuts());
    const skuIds = (await productCards(engine.db, [productId], now())).get(productId)?.skuIds ?? [];
    const tomorrow = new Date('2026-03-02T00:00:00Z');
    await sql`UPDATE catalog.price SET valid_to = ${tomorrow}`.execute(engine.db);
    await sql`INSERT INTO catalog.price (sku_id, valid_from, price_minor) VALUES (${skuIds[0]}, ${tomorrow}, 100)`.execute(
      engine.db,
    );
    const [today] = await skuOffers(engine.db, [skuIds[0] ?? ''], now());
    expect(today).toMatchObject({ priceMinor: 6990, priceValidTo: tomorrow });
    expect(await skuOffers(engine.db, skuIds, tomorrow)).toMatchObject([
      { priceMinor: 100, priceValidTo: null },
    ]);
    expect((await productCards(engine.db, [productId], tomorrow)).get(productId)).toMatchObject({
      priceMinor: 100,
    });
    expect(await skuOffers(engine.db, skuIds, new Date('2020-01-01'))).toEqual([]);
  });

  it('lists thousands at a time, at times of their own', async () => {
    const listedAt = new Date('2026-01-05T00:00:00Z');
    const rows = Array.from(
      { length: 3000 },
      (_, i): NewProductRow => ({
        productId: engine.ids.next(),
        shopId,
        ref: `B${i}`,
        title: `商品 ${i}`,
        subtitle: '',
        brand: null,
        categoryPath: ['食品'],
        picture: '/pictures/nuts/1.svg',
        attributes: {},
        currency: 'CNY',
        createdAt: listedAt,
        skus: [
          {
            skuId: engine.ids.next(),
            ref: `B${i}-1`,
            spec: {},
            priceMinor: i,
            listPriceMinor: null,
            stock: 1,
          },
        ],
      }),
    );
    await engine.db.transaction().execute((tx) => insertProducts(tx, rows, now()));
    const ids = rows.map((row) => row.productId);
    expect((await productCards(engine.db, ids, listedAt)).size).toBe(3000);
    const page = await productPage(engine, ids[2999] ?? '', { soldCount: 0 });
    expect(page.skus).toMatchObject([{ priceMinor: 2999, available: 1 }]);
  });

  it('has a ref once in a shop, for products and for SKUs', async () => {
    await listProduct(engine, shopId, nuts());
    const sku = { ref: 'X', priceMinor: 1, stock: 1 };
    const duplicate = (ref: string) => ({ code: 'duplicate_ref', detail: { ref } });
    await expect(listProduct(engine, shopId, nuts())).rejects.toMatchObject(duplicate('N-1'));
    await expect(listProduct(engine, shopId, nuts({ ref: 'N-2' }))).rejects.toMatchObject({
      code: 'duplicate_ref',
    });
    await expect(listProduct(engine, shopId, nuts({ ref: 'N-2', skus: [sku, sku] }))).rejects.toMatchObject(
      duplicate('X'),
    );
    await listProduct(engine, await add.shop(), nuts());
  });

  it('has a ref once when two list it at once', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => listProduct(engine, shopId, nuts())),
    );
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of tries)
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'duplicate_ref' });
  });

  it('takes off the shelf and puts back, telling of each change once', async () => {
    const productId = await add.product(shopId);
    expect(await setShelf(engine, shopId, productId, false)).toEqual({ productId, onShelf: false });
    await setShelf(engine, shopId, productId, false);
    expect((await productCards(engine.db, [productId], now())).get(productId)?.onShelf).toBe(false);
    expect(await productRevisions(engine.db, [productId])).toEqual(new Map([[productId, 2]]));
    await setShelf(engine, shopId, productId, true);
    const { events } = await engine.db.transaction().execute((tx) => takeEvents(tx, 100));
    const rows = events.map(({ topic, key, payload }) => ({ topic, key, payload }));
    const told = { topic: 'catalog.shelf_changed', key: productId };
    expect(rows).toEqual([
      { ...told, payload: { productId, shopId, onShelf: false } },
      { ...told, payload: { productId, shopId, onShelf: true } },
    ]);
  });

  it('lets no other shop touch a product', async () => {
    const productId = await add.product(shopId);
    const attempt = setShelf(engine, await add.shop(), productId, false);
    await expect(attempt).rejects.toMatchObject({ code: 'product_not_found' });
  });

  it('grows a revision for each touch, also when many touch the same at once', async () => {
    const ids = [await add.product(shopId), await add.product(shopId)];
    const touch = (productIds: string[]) =>
      engine.db.transaction().execute((tx) => touchProducts(tx, productIds));
    await Promise.all(Array.from({ length: 10 }, (_, i) => touch(i % 2 === 0 ? ids : ids.toReversed())));
    expect([...(await productRevisions(engine.db, ids)).values()]).toEqual([11, 11]);
  });

  it('finds a merchant’s shop and names shops in sets', async () => {
    const { rows } = await sql<{ merchant_id: string }>`SELECT merchant_id FROM catalog.shop`.execute(
      engine.db,
    );
    expect(await shopOf(engine.db, rows[0]?.merchant_id ?? '')).toMatchObject({ shopId, name: '山野小铺' });
    expect(await shopOf(engine.db, engine.ids.next())).toBeUndefined();
    expect(await shopNames(engine.db, [shopId, shopId])).toEqual(new Map([[shopId, '山野小铺']]));
  });
});

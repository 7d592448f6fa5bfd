import { describe, expect, it } from 'vitest';
import { DEPARTMENTS } from './goods/index.ts';
import { FLASH_INDEX, SAMPLE_NOTICE, samplePlatform, sampleProducts } from './index.ts';
import { hanCount } from './title.ts';

const platform = samplePlatform();
const { shops, creators, leaders, products, rooms, buyers, showScript } = platform;
const productOf = new Map(products.map((product) => [product.ref, product]));

describe('the sample platform', () => {
  it('has its shops, creators, leaders, goods, rooms and buyers, each ref once', () => {
    expect(shops).toHaveLength(40);
    expect(creators).toHaveLength(60);
    expect(leaders).toHaveLength(10);
    expect(products.length).toBeGreaterThanOrEqual(2000);
    expect(rooms).toHaveLength(5);
    expect(buyers).toHaveLength(80);
    const skuRefs = products.flatMap((product) => product.skus.map((sku) => sku.ref));
    for (const refs of [shops, creators, leaders, products, rooms, buyers].map((list) =>
      list.map(({ ref }) => ref),
    )) {
      expect(new Set(refs).size).toBe(refs.length);
    }
    expect(new Set(skuRefs).size).toBe(skuRefs.length);
  });

  it('is the same for the same seed and another for another', () => {
    expect(samplePlatform()).toEqual(platform);
    expect(samplePlatform({ seed: 2 }).products[0]?.title).not.toBe(products[0]?.title);
  });

  it('names people and shops differently', () => {
    for (const names of [
      shops.map((s) => s.name),
      creators.map((c) => c.name),
      creators.map((c) => c.handle),
      buyers.map((b) => b.nickname),
    ]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('sells in every shop, in the categories the shop names', () => {
    const shopOf = new Map(shops.map((shop) => [shop.ref, shop]));
    for (const product of products) {
      expect(shopOf.get(product.shopRef)?.categories).toContain(product.categoryPath[0]);
    }
    expect(new Set(products.map((product) => product.shopRef)).size).toBe(shops.length);
  });

  it('gives buyers phones that nobody has', () => {
    for (const { address } of buyers) expect(address.phone).toMatch(/^1990000\d{4}$/);
    expect(new Set(buyers.map((buyer) => buyer.address.phone)).size).toBe(buyers.length);
  });

  it('offers around the goods of the first room what its shop can keep', () => {
    for (const seed of [1, 2, 3]) {
      const { offers, products: goods, rooms: shown } = samplePlatform({ seed });
      const skus = new Map(
        goods.flatMap((product) => product.skus.map((sku) => [sku.ref, { product, sku }])),
      );
      const own = (ref: string) => {
        const found = skus.get(ref);
        expect(found?.product.shopRef).toBe(offers.shopRef);
        return found?.sku ?? expect.fail(ref);
      };
      for (const { skuRef, units } of offers.giftStock)
        expect(own(skuRef).stock).toBeGreaterThanOrEqual(units);
      for (const { bands, name } of offers.giftRules) {
        expect(name.length).toBeLessThanOrEqual(40);
        for (const { skuRef } of bands) own(skuRef);
      }
      const { combination, flash, presale } = offers;
      const pair = combination.skuRefs.map(own);
      expect(new Set(combination.skuRefs).size).toBe(2);
      expect(combination.priceMinor).toBeLessThan(pair.reduce((sum, sku) => sum + sku.priceMinor, 0));
      expect(own(presale.skuRef).stock).toBeGreaterThanOrEqual(presale.units);
      expect(presale.depositMinor).toBeLessThan(presale.priceMinor);
      const flashed = skus.get(flash.skuRef);
      expect(flashed?.product.ref).toBe(shown[0]?.productRefs[FLASH_INDEX]);
      expect(flash.priceMinor).toBeLessThan(flashed?.sku.priceMinor ?? 0);
    }
  });

  it('fills every room with 12 to 30 goods of its creator’s categories', () => {
    for (const room of rooms) {
      const creator = creators.find(({ ref }) => ref === room.creatorRef);
      expect(room.productRefs.length).toBeGreaterThanOrEqual(12);
      expect(room.productRefs.length).toBeLessThanOrEqual(30);
      expect(new Set(room.productRefs).size).toBe(room.productRefs.length);
      for (const ref of room.productRefs)
        expect(creator?.categories).toContain(productOf.get(ref)?.categoryPath[0]);
    }
  });

  it('plays a show of about three minutes, in order, within the goods of every room', () => {
    const fewest = Math.min(...rooms.map((room) => room.productRefs.length));
    let before = 0;
    for (const step of showScript) {
      expect(step.atSeconds).toBeGreaterThanOrEqual(before);
      before = step.atSeconds;
      if ('productIndex' in step) expect(step.productIndex).toBeLessThan(fewest);
      if (step.kind === 'burst') expect(step.orders).toBeGreaterThan(0);
    }
    expect(before).toBeGreaterThan(150);
    expect(before).toBeLessThan(200);
  });

  it('starts and ends a loop of the show with alike numbers of viewers', () => {
    const counts = showScript.flatMap((step) => (step.kind === 'viewers' ? [step.count] : []));
    expect(Math.abs((counts.at(-1) ?? 0) - (counts[0] ?? 0))).toBeLessThan(120);
    expect(Math.max(...counts)).toBeGreaterThan(600);
  });

  it('says in both languages that it is a sample', () => {
    expect(SAMPLE_NOTICE['zh-CN']).toContain('示例');
    expect(SAMPLE_NOTICE.en).toContain('Sample');
  });
});

describe('sample goods', () => {
  it('have titles of 15 to 45 Han characters that begin with their brand', () => {
    for (const { title, brand } of products) {
      expect(hanCount(title), title).toBeGreaterThanOrEqual(15);
      expect(hanCount(title), title).toBeLessThanOrEqual(45);
      expect(title.replace('【', '').startsWith(brand), title).toBe(true);
      expect(title).not.toMatch(/undefined|\/|@| {2}/);
    }
  });

  it('are priced within the band of their leaf, never above the list price', () => {
    const leafOf = new Map(DEPARTMENTS.flatMap(({ leaves }) => leaves.map((leaf) => [leaf.name, leaf])));
    for (const product of products) {
      const leaf = leafOf.get(product.categoryPath[1] ?? '');
      if (leaf === undefined) throw new Error(product.categoryPath.join());
      const { 品名: name } = product.attributes;
      const noun = leaf.nouns.find(({ text }) => text === name)?.factor ?? 1;
      const factors = (pick: (...values: number[]) => number) =>
        leaf.axes.reduce((total, axis) => total * pick(...axis.values.map(({ factor }) => factor)), noun);
      for (const sku of product.skus) {
        // A shop rounds to prices like 19.9, which moves a cheap thing by up to a tenth.
        expect(sku.priceMinor, product.title).toBeGreaterThanOrEqual(
          leaf.price[0] * factors(Math.min) * 0.85 - 100,
        );
        expect(sku.priceMinor, product.title).toBeLessThanOrEqual(leaf.price[1] * factors(Math.max) * 1.1);
        expect(sku.listPriceMinor).toBeGreaterThanOrEqual(sku.priceMinor);
        expect(Number.isInteger(sku.priceMinor) && Number.isInteger(sku.stock)).toBe(true);
      }
    }
  });

  it('pay commission as their department does', () => {
    const bands = new Map(DEPARTMENTS.map(({ name, commissionBps }) => [name, commissionBps]));
    for (const { categoryPath, commissionBps, popularity } of products) {
      const [low, high] = bands.get(categoryPath[0] ?? '') ?? [0, 0];
      expect(commissionBps).toBeGreaterThanOrEqual(low);
      expect(commissionBps).toBeLessThanOrEqual(high);
      expect(popularity).toBeGreaterThanOrEqual(0);
      expect(popularity).toBeLessThanOrEqual(1);
    }
  });

  it('have SKUs that differ in their specification', () => {
    for (const { skus } of products) {
      expect(skus.length).toBeGreaterThan(0);
      expect(new Set(skus.map((sku) => JSON.stringify(sku.spec))).size).toBe(skus.length);
    }
  });

  it('have titles that are distinct: 98 % of 2,000 and 90 % of 50,000', () => {
    expect(new Set(products.map(({ title }) => title)).size / products.length).toBeGreaterThan(0.98);
    const titles = new Set<string>();
    for (const { title } of sampleProducts({ seed: 5, count: 50_000, shops })) titles.add(title);
    expect(titles.size / 50_000).toBeGreaterThan(0.9);
  });

  it('come one at a time, so that a taker may stop early', () => {
    const goods = sampleProducts({ seed: 1, count: 1_000_000, shops });
    expect(goods.next().value?.ref).toBe('goods-00001');
    expect(goods.return(undefined).done).toBe(true);
  });

  it('are none when no shop sells a known category', () => {
    expect([...sampleProducts({ seed: 1, count: 5, shops: [] })]).toEqual([]);
  });
});

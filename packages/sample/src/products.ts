import { DEPARTMENTS, type Department, type Leaf } from './goods/index.ts';
import { drawProductOf } from './product.ts';
import { hashSeed, makeRng } from './rng.ts';
import type { SampleProduct, SampleShop } from './types.ts';

interface Counter {
  shop: SampleShop;
  brands: string[];
  department: Department;
  leaf: Leaf;
}

/** Brands a shop carries: a house brand first, and a few more of its department. */
function brandsOf(shop: SampleShop, department: Department): string[] {
  const rng = makeRng(hashSeed('brands', shop.ref, department.name));
  const house = department.brands.filter((brand) => shop.name.startsWith(brand));
  const others = department.brands.filter((brand) => !house.includes(brand));
  return [...house, ...rng.some(others, house.length > 0 ? 3 : 4)];
}

/** Every leaf that some shop sells; a category unknown to the vocabulary is left out. */
function countersOf(shops: SampleShop[]): Counter[] {
  return shops.flatMap((shop) =>
    DEPARTMENTS.filter((department) => shop.categories.includes(department.name)).flatMap((department) => {
      const brands = brandsOf(shop, department);
      return department.leaves.map((leaf) => ({ shop, brands, department, leaf }));
    }),
  );
}

/**
 * Goods by the same grammar at scale, one at a time, in turn over the shops and the leaves they sell.
 * `shops` may be any that sell known categories; nothing is yielded when none does.
 * Only one product is held at a time.
 */
export function* sampleProducts(options: {
  seed: number;
  count: number;
  shops: SampleShop[];
}): Generator<SampleProduct> {
  const counters = countersOf(options.shops);
  if (counters.length === 0) return;
  const rng = makeRng(hashSeed('goods', options.seed));
  const order = rng.some(counters, counters.length);
  for (let index = 0; index < options.count; index += 1) {
    const counter = order[index % order.length];
    if (counter === undefined) return;
    const { shop, brands, department, leaf } = counter;
    const brand = rng.chance(0.4) ? (brands[0] ?? '') : rng.pick(brands);
    yield drawProductOf(rng, {
      ref: `goods-${String(index + 1).padStart(5, '0')}`,
      shopRef: shop.ref,
      brand,
      department,
      leaf,
    });
  }
}

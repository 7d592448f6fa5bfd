import type { Axis, Department, Leaf, Word } from './goods/index.ts';
import { drawPrice, shopPrice } from './price.ts';
import type { Rng } from './rng.ts';
import { overlaps, writeTitle } from './title.ts';
import type { SampleProduct, SampleSku } from './types.ts';

interface Place {
  ref: string;
  shopRef: string;
  brand: string;
  department: Department;
  leaf: Leaf;
}

/** A run of neighbouring values for scaled axes (sizes, weights), a loose choice for the others (colours). */
function offer(rng: Rng, axis: Axis, most: number): Axis {
  const ordered = axis.values.some((value) => value.factor !== 1) || axis.name.startsWith('尺码');
  const count = Math.min(axis.values.length, rng.int(Math.min(2, most), most));
  if (!ordered) return { name: axis.name, values: rng.some(axis.values, count) };
  const start = rng.int(0, axis.values.length - count);
  return { name: axis.name, values: axis.values.slice(start, start + count) };
}

function stock(rng: Rng): number {
  if (rng.chance(0.02)) return 0;
  return rng.chance(0.15) ? rng.int(3, 40) : rng.int(80, 4000);
}

/** Every combination of the offered values, at most 24, in the order a buyer would read them. */
function skusOf(rng: Rng, ref: string, offered: Axis[], base: number): SampleSku[] {
  let rows: { spec: Record<string, string>; factor: number }[] = [{ spec: {}, factor: 1 }];
  for (const axis of offered) {
    rows = rows.flatMap((row) =>
      axis.values.map(({ value, factor }) => ({
        spec: { ...row.spec, [axis.name]: value },
        factor: row.factor * factor,
      })),
    );
  }
  const markup = 1.1 + rng.next() * 0.7;
  return rows.map(({ spec, factor }, index) => {
    const priceMinor = shopPrice(base * factor);
    const listPriceMinor = Math.max(priceMinor, shopPrice(base * factor * markup));
    return { ref: `${ref}-${index + 1}`, spec, priceMinor, listPriceMinor, stock: stock(rng) };
  });
}

/** 10 to 50 bps steps within the department's band; goods that sell themselves pay less. */
function commission(rng: Rng, [low, high]: [number, number], popularity: number): number {
  const share = Math.min(1, Math.max(0, rng.next() * 0.8 + 0.2 - popularity * 0.2));
  return low + Math.round(((high - low) * share) / 50) * 50;
}

/** One product of a leaf, everything about it drawn from the leaf's vocabulary. */
export function drawProductOf(rng: Rng, place: Place): SampleProduct {
  const { ref, shopRef, brand, department, leaf } = place;
  const { text: noun, factor } = rng.pick(leaf.nouns);
  const fitting = (words: readonly Word[]): string[] =>
    words.filter((word) => word.suits(noun)).map((word) => word.text);
  const keys = fitting(leaf.key?.values ?? []);
  const key = keys.length > 0 ? rng.pick(keys) : '';
  const offered = leaf.axes.map((axis) => offer(rng, axis, leaf.axes.length > 1 ? 4 : 5));
  const saidAxis = offered.find((axis) => axis.name === leaf.said?.name);
  const said = saidAxis?.values[0]?.value ?? '';
  const spoken = key !== '' && overlaps(noun, key) ? '' : key;
  const points = fitting(leaf.points);
  const title = writeTitle(rng, {
    brand,
    key: spoken,
    noun,
    said,
    leads: fitting(leaf.leads),
    points,
    who: fitting(leaf.who),
  });
  const unsaid = points.filter((point) => !overlaps(title, point));
  const opening = rng.pick(unsaid.length > 0 ? unsaid : department.promises);
  const promises = department.promises.filter((promise) => !overlaps(opening, promise));
  const popularity = Math.round(rng.next() ** 3 * 1000) / 1000;
  const attributes: Record<string, string> = { 品牌: brand, 品名: noun };
  if (leaf.key !== undefined && key !== '') attributes[leaf.key.name] = key;
  for (const fact of leaf.facts) {
    const values = fitting(fact.values);
    if (values.length > 0) attributes[fact.name] = rng.pick(values);
  }
  return {
    ref,
    shopRef,
    title,
    subtitle: `${opening}，${rng.pick(promises)}`,
    categoryPath: [department.name, leaf.name],
    brand,
    pictureKind: leaf.picture,
    attributes,
    skus: skusOf(rng, ref, offered, drawPrice(rng, leaf.price) * factor),
    commissionBps: commission(rng, department.commissionBps, popularity),
    serviceFeeBps: rng.chance(0.4) ? rng.int(1, 10) * 50 : 0,
    listedDaysAgo: Math.floor(rng.next() ** 2 * 700) + 1,
    popularity,
  };
}

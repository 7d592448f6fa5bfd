import type { SkuView } from '@yellowcart/contract';

/** `Red · L`: a SKU's spec in one line; '' when it has none. */
export function specText(spec: Readonly<Record<string, string>>): string {
  return Object.values(spec).join(' · ');
}

/** The SKU to offer first: the cheapest that can be ordered, else the cheapest. */
export function firstChoice(skus: readonly SkuView[]): SkuView | undefined {
  const byPrice = [...skus].sort((a, b) => a.priceMinor - b.priceMinor);
  return byPrice.find((sku) => sku.available > 0) ?? byPrice[0];
}

export interface Dimension {
  readonly name: string;
  readonly values: readonly string[];
}

const FLAT_MAX = 6;

/**
 * The rows of chips to choose by. Few SKUs, or SKUs that don't share the same names of dimensions, are chosen
 * in one row (null); many are chosen dimension by dimension.
 */
export function dimensions(skus: readonly SkuView[]): readonly Dimension[] | null {
  const names = Object.keys(skus[0]?.spec ?? {});
  if (skus.length <= FLAT_MAX || names.length < 2) return null;
  const shape = [...names].sort().join('\n');
  if (skus.some((sku) => Object.keys(sku.spec).sort().join('\n') !== shape)) return null;
  return names.map((name) => ({ name, values: [...new Set(skus.map((sku) => sku.spec[name] ?? ''))] }));
}

/**
 * The SKU after choosing `value` of dimension `name`: it keeps as much of the former choice as there is a SKU
 * for, and rather has stock than not. Undefined when no SKU has that value.
 */
export function chooseValue(
  skus: readonly SkuView[],
  current: SkuView | undefined,
  name: string,
  value: string,
): SkuView | undefined {
  const kept = (sku: SkuView): number =>
    Object.entries(current?.spec ?? {}).filter(([key, old]) => key !== name && sku.spec[key] === old).length;
  return skus
    .filter((sku) => sku.spec[name] === value)
    .sort((a, b) => kept(b) - kept(a) || Number(b.available > 0) - Number(a.available > 0))[0];
}

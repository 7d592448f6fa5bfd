import { type Refusal, refusal } from '../../refusal.ts';

/** Units of a SKU that one kit takes. */
export interface KitPart {
  readonly skuId: string;
  /** > 0. */
  readonly quantity: number;
}
/** What the merchant put together, by kit; the parts may be kits. */
export type BuiltKits = ReadonlyMap<string, readonly KitPart[]>;

export const KIT_PARTS_MAX = 20;
/** A kit may hold kits of plain SKUs, and no deeper. */
const DEPTH_MAX = 2;

/**
 * What changes when `kitId` is built of `parts` among the kits of its shop: its own plain parts and those of the kits that
 * hold it, by kit. Refuses: kit_parts_count, kit_part_twice, kit_of_itself, kit_too_deep.
 */
export function buildKit(
  built: BuiltKits,
  kitId: string,
  parts: readonly KitPart[],
): ReadonlyMap<string, KitPart[]> | Refusal {
  if (parts.length < 1 || parts.length > KIT_PARTS_MAX)
    return refusal('kit_parts_count', { max: KIT_PARTS_MAX });
  const ids = parts.map((part) => part.skuId);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return refusal('kit_part_twice', { skuId: twice });
  const next: BuiltKits = new Map([...built, [kitId, parts]]);
  if (ids.includes(kitId) || ids.some((id) => holds(built.get(id), kitId)))
    return refusal('kit_of_itself', { skuId: kitId });
  const holders = [...built].filter(([, of]) => holds(of, kitId)).map(([id]) => id);
  const above = holders.length === 0 ? 0 : holders.some((id) => isHeld(built, id)) ? 2 : 1;
  if (depthOf(next, kitId) + above > DEPTH_MAX) return refusal('kit_too_deep', { skuId: kitId });
  return new Map([kitId, ...holders].map((id) => [id, plainParts(next, id)]));
}

function holds(parts: readonly KitPart[] | undefined, skuId: string): boolean {
  return parts?.some((part) => part.skuId === skuId) ?? false;
}

function isHeld(built: BuiltKits, skuId: string): boolean {
  return [...built.values()].some((parts) => holds(parts, skuId));
}

/** Kits above each other: 0 for a plain SKU. Counts one beyond what is allowed and no further. */
function depthOf(built: BuiltKits, skuId: string, left = DEPTH_MAX + 1): number {
  const parts = built.get(skuId);
  if (!parts || left === 0) return 0;
  return 1 + Math.max(...parts.map((part) => depthOf(built, part.skuId, left - 1)));
}

/** Down to plain SKUs, each once; parts that several kits share are added up. */
function plainParts(built: BuiltKits, kitId: string): KitPart[] {
  const sums = new Map<string, number>();
  for (const part of built.get(kitId) ?? []) {
    const inner = built.get(part.skuId) ?? [{ skuId: part.skuId, quantity: 1 }];
    for (const { skuId, quantity } of inner)
      sums.set(skuId, (sums.get(skuId) ?? 0) + quantity * part.quantity);
  }
  return [...sums].map(([skuId, quantity]) => ({ skuId, quantity }));
}

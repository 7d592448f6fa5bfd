import type { PickedSku } from './sku-pick.tsx';

export interface DraftPart {
  readonly id: number;
  readonly sku: PickedSku | undefined;
  readonly quantity: string;
}

export interface Part {
  readonly skuId: string;
  readonly quantity: number;
}

/** The parts of a kit, or null while they do not make one: each SKU once, in all two units or more. */
export function partsOf(draft: readonly DraftPart[]): Part[] | null {
  const parts = draft.map(({ sku, quantity }) => ({
    skuId: sku?.skuId ?? '',
    quantity: /^\d{1,4}$/.test(quantity.trim()) ? Number(quantity.trim()) : 0,
  }));
  const whole = parts.every((part) => part.skuId !== '' && part.quantity >= 1 && part.quantity <= 1000);
  const once = new Set(parts.map((part) => part.skuId)).size === parts.length;
  const units = parts.reduce((sum, part) => sum + part.quantity, 0);
  return whole && once && units >= 2 ? parts : null;
}

/** How many kits a part is enough for. */
export function kitsOf(part: { readonly available: number; readonly quantity: number }): number {
  return Math.floor(Math.max(0, part.available) / Math.max(1, part.quantity));
}

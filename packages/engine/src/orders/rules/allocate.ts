import { type Refusal, refusal } from '../../refusal.ts';

export interface Demand {
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[];
}
export interface FreeStock {
  /** Units that can still be reserved. */
  free: number;
}

/**
 * Decides a batch in arrival order: each order gets all its lines or nothing. Demand is summed over an order's lines
 * before it is compared, so two lines of one SKU cannot both count the last unit. Takes what it gives from `stock`.
 * One answer per demand: undefined = reserved, or stock_short naming the first SKU that falls short.
 */
export function allocate(
  demands: readonly Demand[],
  stock: ReadonlyMap<string, FreeStock>,
): (Refusal | undefined)[] {
  return demands.map(({ lines }) => {
    const wanted = new Map<string, number>();
    for (const { skuId, quantity } of lines) wanted.set(skuId, (wanted.get(skuId) ?? 0) + quantity);
    for (const [skuId, quantity] of wanted) {
      const free = stock.get(skuId)?.free ?? 0;
      if (free < quantity) return refusal('stock_short', { skuId, available: free });
    }
    for (const [skuId, quantity] of wanted) {
      const level = stock.get(skuId);
      if (level) level.free -= quantity;
    }
    return undefined;
  });
}

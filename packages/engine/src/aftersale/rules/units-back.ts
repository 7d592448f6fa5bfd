import { type OrderLineRow, unitsOfLines } from '#orders';
import type { StockChange } from '#stock';

/**
 * The units that come back with `quantity` more of a line, `before` having come back earlier: each SKU's part of the
 * line, what was borrowed from another pool first. Coming back in any steps adds up to what was taken.
 */
export function unitsBack(line: OrderLineRow, before: number, quantity: number): StockChange[] {
  const taken = Map.groupBy(unitsOfLines([line]), ({ skuId }) => skuId);
  return [...taken.values()].flatMap((levels) => {
    const each = levels.reduce((sum, level) => sum + level.quantity, 0) / line.quantity;
    const [from, to] = [each * before, each * (before + quantity)];
    let seen = 0;
    return levels.toReversed().flatMap(({ shopId, skuId, pool, quantity: units }) => {
      const back = Math.min(seen + units, to) - Math.max(seen, from);
      seen += units;
      return back > 0 ? [{ shopId, skuId, pool, quantity: back }] : [];
    });
  });
}

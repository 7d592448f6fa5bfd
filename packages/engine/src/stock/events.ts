import type { EngineEvent } from '#outbox';
import { crossings, type LevelCrossing } from './rules/crossings.ts';

/** What can be sold changed other than by an order: {shopId, skuId, productId, pool, delta}, delta in units on hand. */
export const STOCK_ADJUSTED = 'stock.adjusted';
/** A pool came down to its low mark. Key of this and the next two: the SKU; payload: StockCrossed. */
export const STOCK_LOW = 'stock.low';
/** Nothing is left in a pool that can be sold. */
export const STOCK_SOLD_OUT = 'stock.sold_out';
/** A pool that had nothing left has something again. */
export const STOCK_BACK = 'stock.back';

export interface StockCrossed {
  readonly shopId: string;
  readonly skuId: string;
  readonly productId: string;
  readonly pool: string;
  /** Units left. */
  readonly available: number;
}

/** A pool before and after a change, in units that can be sold. */
export interface LevelStep {
  readonly shopId: string;
  readonly skuId: string;
  readonly productId: string;
  readonly pool: string;
  readonly before: number;
  readonly after: number;
  readonly lowAt: number | null;
}

const TOPICS: Readonly<Record<LevelCrossing, string>> = {
  low: STOCK_LOW,
  sold_out: STOCK_SOLD_OUT,
  back: STOCK_BACK,
};

/** What there is to announce of these changes; one step per pool, from before the first change to after the last. */
export function crossingEvents(steps: readonly LevelStep[], at: Date): EngineEvent<StockCrossed>[] {
  return steps.flatMap(({ before, after, lowAt, shopId, skuId, productId, pool }) => {
    const crossing = crossings(before, after, lowAt);
    if (!crossing) return [];
    const payload = { shopId, skuId, productId, pool, available: after };
    return [{ topic: TOPICS[crossing], key: skuId, at, payload }];
  });
}

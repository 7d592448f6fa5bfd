import type { StockPool } from './use-stock-of.ts';

/** The parts of a pool's bar in percent of the largest pool's units; they never come to more than what is on hand. */
export function poolShares(
  pool: Pick<StockPool, 'onHand' | 'reserved' | 'safety'>,
  most: number,
): { readonly available: number; readonly reserved: number; readonly safety: number } {
  const percent = (units: number): number => (Math.max(0, units) / Math.max(1, most)) * 100;
  const reserved = Math.min(pool.reserved, pool.onHand);
  const safety = Math.min(pool.safety, pool.onHand - reserved);
  return {
    available: percent(pool.onHand - reserved - safety),
    reserved: percent(reserved),
    safety: percent(safety),
  };
}

import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { freeOf, GENERAL, levelKey } from '../rules/level.ts';
import { moveReference } from '../rules/plan-moves.ts';
import { kitsAmong } from '../store/kits.ts';
import { lockLevels, type StockLevel } from '../store/levels.ts';
import { loggedQuantities, movementId, openPools } from '../store/pools.ts';
import { movePoolUnits } from './move-pool-units.ts';

export interface Allotted {
  readonly skuId: string;
  readonly pool: string;
  /** Units available in the pool, and in the general one. */
  readonly available: number;
  readonly generalAvailable: number;
}

/**
 * Gives `delta` units of the general pool to another, which it opens where need be; a negative delta takes them back.
 * The same key with the same delta moves them once. Refuses: sku_not_found, kit_without_units, idempotency_key_reused
 * (same key, another delta), stock_short (fewer available than asked for).
 */
export async function allotUnits(
  engine: Engine,
  shopId: string,
  skuId: string,
  allotment: { readonly pool: string; readonly delta: number; readonly key: string },
): Promise<Allotted> {
  const { pool, delta, key } = allotment;
  const now = engine.clock.now();
  const general = { shopId, skuId, pool: GENERAL };
  const other = { shopId, skuId, pool };
  const after = await engine.db.transaction().execute(async (tx) => {
    await openPools(tx, [{ ...other, borrows: false }]);
    const levels = await lockLevels(tx, [general, other]);
    if (!levels.has(levelKey(general))) refuse('sku_not_found', { skuId });
    if ((await kitsAmong(tx, [general])).size > 0) refuse('kit_without_units', { skuId });
    // A key stands for one movement, whichever way it went.
    const [there, back] = [
      { ...general, reference: moveReference({ reference: key, from: GENERAL, to: pool }) },
      { ...general, reference: moveReference({ reference: key, from: pool, to: GENERAL }) },
    ];
    const logged = await loggedQuantities(tx, [there, back]);
    const before = logged.get(movementId(there)) ?? logged.get(movementId(back));
    if (before !== undefined && before !== -delta) refuse('idempotency_key_reused', { key });
    if (before === undefined && delta !== 0) {
      const [from, to] = delta > 0 ? [GENERAL, pool] : [pool, GENERAL];
      const quantity = Math.abs(delta);
      await movePoolUnits(tx, [{ shopId, skuId, from, to, quantity, reference: key }], now);
    }
    return lockLevels(tx, [general, other]);
  });
  engine.wake();
  const left = (level: StockLevel | undefined): number => (level ? freeOf(level) : 0);
  return {
    skuId,
    pool,
    available: left(after.get(levelKey(other))),
    generalAvailable: left(after.get(levelKey(general))),
  };
}

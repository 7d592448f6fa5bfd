import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { freeOf, GENERAL, levelKey } from '../rules/level.ts';
import { kitsAmong } from '../store/kits.ts';
import { lockLevels } from '../store/levels.ts';
import { applyMovements, loggedQuantities, movementId } from '../store/pools.ts';
import { announceMovements } from './move-pool-units.ts';

export interface LevelAfter {
  readonly skuId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/**
 * Adds or takes units of a SKU of this shop, in the general pool where none is named. The same key with the same delta
 * changes the stock once. People may take what is kept for safety, never what is reserved. Refuses: sku_not_found,
 * pool_not_found, kit_without_units, idempotency_key_reused (same key, another delta), stock_short (fewer free than taken).
 */
export async function incrementStock(
  engine: Engine,
  shopId: string,
  skuId: string,
  change: { readonly key: string; readonly delta: number; readonly pool?: string | undefined },
): Promise<LevelAfter> {
  const now = engine.clock.now();
  const { pool = GENERAL, delta } = change;
  const key = { shopId, skuId, pool };
  const movement = { ...key, quantity: delta, reference: change.key };
  const after = await engine.db.transaction().execute(async (tx) => {
    const levels = await lockLevels(tx, [key]);
    const level = levels.get(levelKey(key));
    if (!level) refuse(pool === GENERAL ? 'sku_not_found' : 'pool_not_found', { skuId, pool });
    if ((await kitsAmong(tx, [key])).size > 0) refuse('kit_without_units', { skuId });
    const before = (await loggedQuantities(tx, [movement])).get(movementId(movement));
    if (before !== undefined && before !== delta) refuse('idempotency_key_reused', { key: change.key });
    if (before !== undefined || delta === 0) return level;
    const free = level.onHand - level.reserved;
    if (free + delta < 0) refuse('stock_short', { skuId, available: free });
    await applyMovements(tx, 'increment', [movement], now);
    await announceMovements(tx, levels, [movement], now);
    return { ...level, onHand: level.onHand + delta };
  });
  engine.wake();
  return { skuId, onHand: after.onHand, reserved: after.reserved, available: freeOf(after) };
}

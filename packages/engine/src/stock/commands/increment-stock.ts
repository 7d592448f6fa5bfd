import { sql } from 'kysely';
import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { STOCK_ADJUSTED } from '../events.ts';
import { changeLevels, freeOf, GENERAL, insertMovements, lockLevels } from '../store/levels.ts';

export interface LevelAfter {
  readonly skuId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
}

/**
 * Adds or takes units of a SKU of this shop. The same key with the same delta changes the stock once.
 * Refuses: sku_not_found, idempotency_key_reused (same key, another delta), stock_short (fewer free than taken).
 */
export async function incrementStock(
  engine: Engine,
  shopId: string,
  skuId: string,
  change: { readonly key: string; readonly delta: number },
): Promise<LevelAfter> {
  const now = engine.clock.now();
  const after = await engine.db.transaction().execute(async (tx) => {
    const level = (await lockLevels(tx, [{ shopId, skuId, pool: GENERAL }])).get(skuId);
    if (!level) refuse('sku_not_found', { skuId });
    const { rows } = await sql<{ quantity: number }>`
      SELECT quantity FROM stock.movement
      WHERE shop_id = ${shopId} AND sku_id = ${skuId} AND pool = 'general' AND kind = 'increment' AND reference = ${change.key}
    `.execute(tx);
    const before = rows[0];
    if (before && before.quantity !== change.delta) refuse('idempotency_key_reused', { key: change.key });
    const free = freeOf(level);
    if (before || change.delta === 0)
      return { skuId, onHand: level.onHand, reserved: level.reserved, available: free };
    if (change.delta < 0 && free + change.delta < 0) refuse('stock_short', { skuId, available: free });
    await changeLevels(tx, [{ shopId, skuId, pool: GENERAL, onHand: change.delta, reserved: 0 }]);
    await insertMovements(
      tx,
      'increment',
      [{ shopId, skuId, pool: GENERAL, quantity: change.delta, reference: change.key }],
      now,
    );
    await appendEvents(tx, [
      {
        topic: STOCK_ADJUSTED,
        key: skuId,
        at: now,
        payload: { shopId, skuId, productId: level.productId, delta: change.delta },
      },
    ]);
    const onHand = level.onHand + change.delta;
    return { skuId, onHand, reserved: level.reserved, available: freeOf({ ...level, onHand }) };
  });
  engine.wake();
  return after;
}

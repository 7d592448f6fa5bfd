import { appendEvents } from '#outbox';
import type { Tx } from '../../db/open.ts';
import { orRefuse } from '../../refusal.ts';
import { crossingEvents, STOCK_ADJUSTED } from '../events.ts';
import { freeOf, levelKey } from '../rules/level.ts';
import { moveReference, type PoolMove, planMoves } from '../rules/plan-moves.ts';
import { byLevel, lockLevels, type StockLevel } from '../store/levels.ts';
import { applyMovements, loggedQuantities, type Movement, movementId } from '../store/pools.ts';

/**
 * Moves units between pools of the same SKU, one move after the other, and announces what came of it. Units that are
 * reserved or kept for safety stay. The same reference moves between the same two pools once, however often it is asked.
 * Both pools must be open. Refuses: pool_not_found, stock_short.
 */
export async function movePoolUnits(tx: Tx, moves: readonly PoolMove[], at: Date): Promise<void> {
  if (moves.length === 0) return;
  const levels = await lockLevels(
    tx,
    moves.flatMap(({ shopId, skuId, from, to }) => [
      { shopId, skuId, pool: from },
      { shopId, skuId, pool: to },
    ]),
  );
  const planned = orRefuse(planMoves(levels, await notYetMade(tx, moves)));
  await applyMovements(tx, 'moved', planned, at);
  await announceMovements(tx, levels, planned, at);
}

/** Each move once, without those that the log has. The pools are locked, so nobody writes one meanwhile. */
async function notYetMade(tx: Tx, moves: readonly PoolMove[]): Promise<PoolMove[]> {
  const halves = moves.map((move) => ({ ...move, pool: move.from, reference: moveReference(move) }));
  const made = new Set((await loggedQuantities(tx, halves)).keys());
  return moves.filter((_, index) => {
    const half = halves[index];
    if (!half || made.has(movementId(half))) return false;
    made.add(movementId(half));
    return true;
  });
}

/** Announces movements of locked pools; `levels` are the pools as they were before. */
export async function announceMovements(
  tx: Tx,
  levels: ReadonlyMap<string, StockLevel>,
  movements: readonly Movement[],
  at: Date,
): Promise<void> {
  const steps = byLevel(movements).flatMap((movement) => {
    const level = levels.get(levelKey(movement));
    if (!level) return [];
    const after = freeOf({ ...level, onHand: level.onHand + movement.quantity });
    return [{ ...level, delta: movement.quantity, before: freeOf(level), after }];
  });
  const adjusted = steps.map(({ shopId, skuId, productId, pool, delta }) => ({
    topic: STOCK_ADJUSTED,
    key: skuId,
    at,
    payload: { shopId, skuId, productId, pool, delta },
  }));
  await appendEvents(tx, [...adjusted, ...crossingEvents(steps, at)]);
}

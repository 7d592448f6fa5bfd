import { type Refusal, refusal } from '../../refusal.ts';
import { freeOf, levelKey, type Pool } from './level.ts';

export interface PoolMove {
  readonly shopId: string;
  readonly skuId: string;
  readonly from: Pool;
  readonly to: Pool;
  /** Units, > 0; `all` = whatever is available, be it nothing. */
  readonly quantity: number | 'all';
  /** What caused it: the deal, the merchant's own key. */
  readonly reference: string;
}
interface Level {
  readonly onHand: number;
  readonly reserved: number;
  readonly safety: number;
}
export interface PlannedMovement {
  readonly shopId: string;
  readonly skuId: string;
  readonly pool: Pool;
  readonly quantity: number;
  readonly reference: string;
}

/** The log names both sides of a move, so that each half tells where the units came from or went. */
export function moveReference({ reference, from, to }: Pick<PoolMove, 'reference' | 'from' | 'to'>): string {
  return `${reference} ${from}>${to}`;
}

/** Reads back what `moveReference` wrote. */
export function readMoveReference(text: string): Pick<PoolMove, 'reference' | 'from' | 'to'> {
  const cut = text.lastIndexOf(' ');
  const [from = '', to = ''] = text.slice(cut + 1).split('>');
  return { reference: text.slice(0, cut), from, to };
}

/**
 * The pairs of movements that carry moves out one after the other; each pool gives only what is neither reserved nor
 * kept for safety, and with `all` also what is kept: a pool that is given up keeps nothing. `levels` are by `levelKey`. Refuses: pool_not_found, stock_short.
 */
export function planMoves(
  levels: ReadonlyMap<string, Level>,
  moves: readonly PoolMove[],
): PlannedMovement[] | Refusal {
  const now = new Map(levels);
  const planned: PlannedMovement[] = [];
  for (const move of moves) {
    const { shopId, skuId } = move;
    const source = { shopId, skuId, pool: move.from };
    const target = { shopId, skuId, pool: move.to };
    const gives = now.get(levelKey(source));
    const takes = now.get(levelKey(target));
    if (!gives) return refusal('pool_not_found', { skuId, pool: move.from });
    if (!takes) return refusal('pool_not_found', { skuId, pool: move.to });
    const available = freeOf(gives);
    const quantity = move.quantity === 'all' ? gives.onHand - gives.reserved : move.quantity;
    if (move.quantity !== 'all' && quantity > available)
      return refusal('stock_short', { skuId, pool: move.from, available });
    if (quantity === 0 || move.from === move.to) continue;
    now.set(levelKey(source), { ...gives, onHand: gives.onHand - quantity });
    now.set(levelKey(target), { ...takes, onHand: takes.onHand + quantity });
    const reference = moveReference(move);
    planned.push({ ...source, quantity: -quantity, reference }, { ...target, quantity, reference });
  }
  return planned;
}

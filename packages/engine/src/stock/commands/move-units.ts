import type { Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';
import {
  changeLevels,
  changeLevelsStatement,
  insertLevels,
  insertMovements,
  type StockChange,
  type StockKey,
} from '../store/levels.ts';

/** Adds up changes of the same SKU, so that each row is touched once. */
function bySku(changes: readonly StockChange[]): StockChange[] {
  const sums = new Map<string, StockChange>();
  for (const change of changes) {
    const before = sums.get(change.skuId);
    sums.set(change.skuId, before ? { ...before, quantity: before.quantity + change.quantity } : change);
  }
  return [...sums.values()];
}

/** Opens the general pool of new SKUs with the units that are there; the log starts with them. */
export async function openLevels(
  tx: Tx,
  levels: readonly (StockKey & { productId: string; onHand: number })[],
  at: Date,
): Promise<void> {
  if (levels.length === 0) return;
  await insertLevels(tx, levels);
  const there = levels.filter((level) => level.onHand > 0);
  await insertMovements(
    tx,
    'increment',
    there.map((level) => ({ ...level, quantity: level.onHand, reference: 'opening' })),
    at,
  );
}

/** Sets units aside for unpaid orders, as a statement. The caller has locked the rows and decided that they suffice. */
export function reserveUnits(changes: readonly StockChange[]): Statement {
  return changeLevelsStatement(
    bySku(changes).map((c) => ({ shopId: c.shopId, skuId: c.skuId, onHand: 0, reserved: c.quantity })),
  );
}

/** Gives back what unpaid orders had set aside. */
export async function releaseUnits(tx: Tx, changes: readonly StockChange[]): Promise<void> {
  await changeLevels(
    tx,
    bySku(changes).map((c) => ({ shopId: c.shopId, skuId: c.skuId, onHand: 0, reserved: -c.quantity })),
  );
}

/** Reserved units leave with a paid order; `reference` is the order. */
export async function sellUnits(
  tx: Tx,
  changes: readonly (StockChange & { reference: string })[],
  at: Date,
): Promise<void> {
  await changeLevels(
    tx,
    bySku(changes).map((c) => ({
      shopId: c.shopId,
      skuId: c.skuId,
      onHand: -c.quantity,
      reserved: -c.quantity,
    })),
  );
  await insertMovements(
    tx,
    'sold',
    changes.map((c) => ({ ...c, quantity: -c.quantity })),
    at,
  );
}

/** Sold units come back to the shelf; `reference` is the refund. */
export async function returnUnits(
  tx: Tx,
  changes: readonly (StockChange & { reference: string })[],
  at: Date,
): Promise<void> {
  await changeLevels(
    tx,
    bySku(changes).map((c) => ({ shopId: c.shopId, skuId: c.skuId, onHand: c.quantity, reserved: 0 })),
  );
  await insertMovements(tx, 'returned', changes, at);
}

import type { Tx } from '../../db/open.ts';
import { GENERAL } from '../rules/level.ts';
import {
  byLevel,
  changeLevels,
  insertLevels,
  insertMovements,
  lockLevels,
  type StockChange,
  type StockKey,
} from '../store/levels.ts';

type Caused = StockChange & { readonly reference: string };

/** Opens the general pool of new SKUs with the units that are there; the log starts with them. */
export async function openLevels(
  tx: Tx,
  levels: readonly (Omit<StockKey, 'pool'> & { productId: string; onHand: number })[],
  at: Date,
): Promise<void> {
  if (levels.length === 0) return;
  await insertLevels(tx, levels);
  const there = levels.filter((level) => level.onHand > 0);
  await insertMovements(
    tx,
    'increment',
    there.map((level) => ({ ...level, pool: GENERAL, quantity: level.onHand, reference: 'opening' })),
    at,
  );
}

/** Gives back what unpaid orders had set aside. Locks in key order. */
export async function releaseUnits(tx: Tx, changes: readonly StockChange[]): Promise<void> {
  await lockLevels(tx, changes);
  await changeLevels(
    tx,
    byLevel(changes).map((c) => ({ ...c, onHand: 0, reserved: -c.quantity })),
  );
}

/** Reserved units leave with a paid order; `reference` is the order. Locks in key order. */
export async function sellUnits(tx: Tx, changes: readonly Caused[], at: Date): Promise<void> {
  await lockLevels(tx, changes);
  await changeLevels(
    tx,
    byLevel(changes).map((c) => ({ ...c, onHand: -c.quantity, reserved: -c.quantity })),
  );
  await insertMovements(
    tx,
    'sold',
    changes.map((c) => ({ ...c, quantity: -c.quantity })),
    at,
  );
}

/** Sold units come back to where they were sold from; `reference` is the refund. Locks in key order. */
export async function returnUnits(tx: Tx, changes: readonly Caused[], at: Date): Promise<void> {
  await lockLevels(tx, changes);
  await changeLevels(
    tx,
    byLevel(changes).map((c) => ({ ...c, onHand: c.quantity, reserved: 0 })),
  );
  await insertMovements(tx, 'returned', changes, at);
}

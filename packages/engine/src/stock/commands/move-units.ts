import { appendEvents } from '#outbox';
import type { Tx } from '../../db/open.ts';
import { crossingEvents, type LevelStep } from '../events.ts';
import { freeOf, GENERAL, levelKey } from '../rules/level.ts';
import {
  byLevel,
  changeLevels,
  insertLevels,
  insertMovements,
  lockLevels,
  type StockChange,
  type StockKey,
  type StockLevel,
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

/** Gives back what unpaid orders had set aside. Locks in key order; says what is to be had again. */
export async function releaseUnits(tx: Tx, changes: readonly StockChange[], at: Date): Promise<void> {
  const before = await lockLevels(tx, changes);
  const sums = byLevel(changes);
  await changeLevels(
    tx,
    sums.map((c) => ({ ...c, onHand: 0, reserved: -c.quantity })),
  );
  await announce(tx, before, sums, 1, at);
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

/** Units leave without having been set aside: gifts of paid orders. Locks in key order; the caller has seen that they suffice. */
export async function giveUnits(tx: Tx, changes: readonly Caused[], at: Date): Promise<void> {
  const before = await lockLevels(tx, changes);
  const sums = byLevel(changes);
  await changeLevels(
    tx,
    sums.map((c) => ({ ...c, onHand: -c.quantity, reserved: 0 })),
  );
  await insertMovements(
    tx,
    'sold',
    changes.map((c) => ({ ...c, quantity: -c.quantity })),
    at,
  );
  await announce(tx, before, sums, -1, at);
}

/** Sold units come back to where they were sold from; `reference` is the refund. Locks in key order. */
export async function returnUnits(tx: Tx, changes: readonly Caused[], at: Date): Promise<void> {
  const before = await lockLevels(tx, changes);
  const sums = byLevel(changes);
  await changeLevels(
    tx,
    sums.map((c) => ({ ...c, onHand: c.quantity, reserved: 0 })),
  );
  await insertMovements(tx, 'returned', changes, at);
  await announce(tx, before, sums, 1, at);
}

/** Says which levels came to have nothing left, little left, or something again. */
async function announce(
  tx: Tx,
  levels: ReadonlyMap<string, StockLevel>,
  changes: readonly StockChange[],
  sign: 1 | -1,
  at: Date,
): Promise<void> {
  const steps = changes.flatMap(({ quantity, ...key }): LevelStep[] => {
    const level = levels.get(levelKey(key));
    if (!level) return [];
    const onHand = level.onHand + sign * quantity;
    return [{ ...level, before: freeOf(level), after: freeOf({ ...level, onHand }) }];
  });
  await appendEvents(tx, crossingEvents(steps, at));
}

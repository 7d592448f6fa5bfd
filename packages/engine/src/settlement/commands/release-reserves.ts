import { type NewEntry, post } from '#ledger';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { releasedEntry } from '../rules/journals.ts';
import { lockPositions } from '../store/positions.ts';
import { dueReserves, markReleased } from '../store/reserves.ts';

const LIMIT = 500;

/**
 * Frees every reserve whose time is over, those of `limit` orders a transaction, until none is left. Resumable, and
 * exact when two processes do it: the second finds what the first has released marked as such.
 */
export async function releaseReserves(
  engine: Engine,
  { limit = LIMIT }: { readonly limit?: number } = {},
): Promise<{ orders: number }> {
  const now = engine.clock.now();
  let total = 0;
  for (;;) {
    const released = await engine.db.transaction().execute((tx) => releaseBatch(engine, tx, now, limit));
    if (released === 0) return { orders: total };
    total += released;
  }
}

async function releaseBatch(engine: Engine, tx: Tx, now: Date, limit: number): Promise<number> {
  const due = await dueReserves(tx, now, limit);
  if (due.length === 0) return 0;
  await lockPositions(tx, due);
  const orders = new Map(due.map((reserve) => [reserve.orderId, reserve]));
  const released = Map.groupBy(await markReleased(tx, [...orders.values()], now), (row) => row.orderId);
  const entries = [...released].map(([orderId, parties]) =>
    releasedEntry({
      entryId: engine.ids.next(),
      orderId,
      currency: parties[0]?.currency ?? '',
      at: now,
      parties,
    }),
  );
  await post(
    tx,
    entries.filter((entry): entry is NewEntry => entry !== undefined),
  );
  return orders.size;
}

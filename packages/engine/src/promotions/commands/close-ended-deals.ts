import { appendEvents } from '#outbox';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { DEAL_CLOSED, type DealClosed } from '../events.ts';
import { giveBackUnits } from '../store/deal-units.ts';
import { lockEnded, markClosed } from '../store/deals.ts';
import type { DealRow } from '../store/rows.ts';

const BATCH_MAX = 200;

/**
 * Timed work: gives what ended deals have left back to general stock. A deal is closed when nothing is in its pool any
 * more; while unpaid orders hold units there, it is looked at again. Returns how many were closed.
 */
export async function closeEndedDeals(engine: Engine): Promise<number> {
  const now = engine.clock.now();
  let count = 0;
  let last: DealRow | undefined;
  do {
    const after = last;
    last = await engine.db.transaction().execute(async (tx) => {
      const rows = await lockEnded(tx, now, after, BATCH_MAX);
      count += await closeLocked(engine, tx, rows, now);
      return rows.length === BATCH_MAX ? rows.at(-1) : undefined;
    });
  } while (last !== undefined);
  if (count > 0) engine.wake();
  return count;
}

/** Closes those of these deals, which are over and held, whose stock is all back. Returns how many. */
export async function closeLocked(
  engine: Engine,
  tx: Tx,
  rows: readonly DealRow[],
  now: Date,
): Promise<number> {
  const waiting = await giveBackUnits(tx, rows, () => engine.ids.next(), now);
  const closed = rows.filter((row) => !waiting.has(row.dealId));
  await markClosed(tx, closed, now);
  await appendEvents(
    tx,
    closed.map(({ dealId, shopId, roomId }) => {
      const payload: DealClosed = { dealId, shopId, roomId };
      return { topic: DEAL_CLOSED, key: roomId ?? dealId, at: now, payload };
    }),
  );
  return closed.length;
}

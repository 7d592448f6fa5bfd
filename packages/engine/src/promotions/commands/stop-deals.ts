import type { DealView } from '@yellowcart/contract';
import { appendEvents } from '#outbox';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { FLASH_STOPPED, type FlashStopped } from '../events.ts';
import { dealView } from '../queries/deal-view.ts';
import { findDeal, writeTimes } from '../store/deals.ts';
import type { DealRow } from '../store/rows.ts';
import { touchTerms } from '../store/shops.ts';
import { closeLocked } from './close-ended-deals.ts';

/**
 * Ends a deal of this shop now. What is left of its stock goes back at once, what unpaid orders hold when they are paid
 * or cancelled. Refuses: deal_not_found, deal_over.
 */
export async function stopDeal(engine: Engine, shopId: string, dealId: string): Promise<DealView> {
  const now = engine.clock.now();
  const view = await engine.db.transaction().execute(async (tx) => {
    await touchTerms(tx, shopId);
    const row = await findDeal(tx, shopId, dealId);
    if (!row) refuse('deal_not_found');
    if (row.endsAt <= now) refuse('deal_over');
    await stopLocked(engine, tx, row, now);
    return dealView(tx, (await findDeal(tx, shopId, dealId)) ?? row, now);
  });
  engine.wake();
  return view;
}

/** The deal is not over, and its shop's terms are touched. */
export async function stopLocked(engine: Engine, tx: Tx, row: DealRow, now: Date): Promise<void> {
  // One that has not begun never will: its time is empty.
  const startsAt = row.startsAt !== null && row.startsAt > now ? now : row.startsAt;
  const stopped = { ...row, startsAt, endsAt: now };
  await writeTimes(tx, stopped);
  if (row.roomId !== null && row.startsAt !== null) {
    const payload: FlashStopped = { roomId: row.roomId, dealId: row.dealId };
    await appendEvents(tx, [{ topic: FLASH_STOPPED, key: row.roomId, at: now, payload }]);
  }
  await closeLocked(engine, tx, [stopped], now);
}

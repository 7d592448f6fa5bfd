import type { FlashSaleView, FlashStart } from '@yellowcart/contract';
import { appendEvents } from '#outbox';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { FLASH_STARTED, type FlashStarted } from '../events.ts';
import { roomDeals } from '../queries/room-deals.ts';
import { findRoomSale, writeTimes } from '../store/deals.ts';
import type { DealRow } from '../store/rows.ts';
import { touchTerms } from '../store/shops.ts';
import { stopLocked } from './stop-deals.ts';

/**
 * Starts the countdown of a flash sale of this room, whose host the caller is. The sale begins when it is over, and ends
 * so many minutes later. Refuses: deal_not_found, deal_started, deal_over.
 */
export async function startFlashSale(
  engine: Engine,
  roomId: string,
  dealId: string,
  { countdownSeconds, minutes }: FlashStart,
): Promise<FlashSaleView> {
  const now = engine.clock.now();
  const sale = await engine.db.transaction().execute(async (tx) => {
    const row = await lockSale(tx, roomId, dealId, now);
    if (row.startsAt !== null) refuse('deal_started');
    const startsAt = new Date(now.getTime() + countdownSeconds * 1_000);
    const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
    await writeTimes(tx, { ...row, startsAt, endsAt });
    const started = (await roomDeals(tx, roomId, now)).find((deal) => deal.dealId === dealId);
    if (!started) throw new Error(`flash sale ${dealId} is not shown`);
    const payload: FlashStarted = {
      roomId,
      dealId,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
    };
    await appendEvents(tx, [{ topic: FLASH_STARTED, key: roomId, at: now, payload }]);
    return started;
  });
  engine.wake();
  return sale;
}

/** Stops a flash sale of this room, whose host the caller is. Refuses: deal_not_found, deal_over. */
export async function stopFlashSale(
  engine: Engine,
  roomId: string,
  dealId: string,
): Promise<{ dealId: string }> {
  const now = engine.clock.now();
  await engine.db.transaction().execute(async (tx) => {
    await stopLocked(engine, tx, await lockSale(tx, roomId, dealId, now), now);
  });
  engine.wake();
  return { dealId };
}

/** A room's sale that is not over; its shop's terms are touched, so that nobody else changes it meanwhile. */
async function lockSale(tx: Tx, roomId: string, dealId: string, now: Date): Promise<DealRow> {
  const seen = await findRoomSale(tx, roomId, dealId);
  if (!seen) refuse('deal_not_found');
  await touchTerms(tx, seen.shopId);
  const row = (await findRoomSale(tx, roomId, dealId)) ?? refuse('deal_not_found');
  if (row.endsAt <= now) refuse('deal_over');
  return row;
}

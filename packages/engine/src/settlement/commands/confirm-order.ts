import { confirmShares } from '#commission';
import type { Tx } from '../../db/open.ts';
import { insertDue, type OrderKey } from '../store/due.ts';

const DAY_MS = 86_400_000;

/** The goods have come: the order's shares are confirmed and settle `settleAfterDays` later. In the caller's transaction. */
export async function confirmOrder(
  tx: Tx,
  order: OrderKey,
  receivedAt: Date,
  settleAfterDays: number,
): Promise<void> {
  const settlesAt = new Date(receivedAt.getTime() + settleAfterDays * DAY_MS);
  await confirmShares(tx, [order], settlesAt);
  await insertDue(tx, order, settlesAt);
}

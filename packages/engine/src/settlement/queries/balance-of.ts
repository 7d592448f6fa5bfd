import type { BalanceView } from '@yellowcart/contract';
import { nextSettling } from '#commission';
import { type Balances, balancesOf } from '#ledger';
import { nextLocalMidnight } from '../../clock.ts';
import type { Engine } from '../../engine.ts';
import { nextRelease } from '../store/reserves.ts';

/** The platform's own currency, shown first where a party has several. */
const HOME_CURRENCY = 'CNY';

/**
 * What a party has, what is on the way and when the next of it comes. In the platform's currency, or in another for a
 * party that has money in that one only.
 */
export async function balanceOf(engine: Engine, partyId: string): Promise<BalanceView> {
  const all = await balancesOf(engine.db, partyId);
  const balances = all.find(({ currency }) => currency === HOME_CURRENCY) ?? all[0] ?? empty(HOME_CURRENCY);
  const [settling, release] = await Promise.all([
    nextSettling(engine.db, partyId, balances.currency, engine.clock.now()),
    nextRelease(engine.db, partyId, balances.currency, nextLocalMidnight),
  ]);
  return { ...balances, nextSettlement: dated(settling), reserveReleases: dated(release) };
}

function empty(currency: string): Balances {
  return { currency, pendingMinor: 0, walletMinor: 0, reserveMinor: 0, debtMinor: 0 };
}

function dated(next: { at: Date; amountMinor: number } | undefined): BalanceView['nextSettlement'] {
  return next ? { at: next.at.toISOString(), amountMinor: next.amountMinor } : null;
}

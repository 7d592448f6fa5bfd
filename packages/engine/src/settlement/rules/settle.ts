import type { CommissionRole } from '@yellowcart/contract';
import { type Bps, type Minor, shareOf } from '../../money.ts';
import { type Change, changeOf, type Position } from './position.ts';

/** A confirmed share that is due. */
export interface DueShare {
  readonly shopId: string;
  readonly orderId: string;
  readonly lineNo: number;
  readonly role: CommissionRole;
  readonly partyId: string;
  readonly currency: string;
  /** What refunds have left of it, ≥ 0. */
  readonly leftMinor: Minor;
}
/** A part of a settled share that is held back for refunds. */
export interface Hold extends Omit<DueShare, 'leftMinor'> {
  readonly heldMinor: Minor;
}
export interface SettledParty {
  readonly partyId: string;
  readonly change: Change;
  readonly holds: readonly Hold[];
}

/** Whose settled shares are partly held back: those who earn from a sale, not who sells. */
const HELD_BACK: readonly CommissionRole[] = ['creator', 'leader'];

/**
 * Settles what one party gets of one order: its shares leave pending; what refunds took ahead and what the party owes
 * is kept first; of the rest, a creator's and a leader's `reserveBps` of each share is held back, and all else is free.
 */
export function settleParty(
  partyId: string,
  shares: readonly DueShare[],
  position: Position,
  reserveBps: Bps,
): SettledParty {
  const due = shares.reduce((sum, share) => sum + share.leftMinor, 0);
  const claimed = Math.min(due, position.claimedMinor);
  const repaid = Math.min(due - claimed, -position.debtMinor);
  let free = due - claimed - repaid;
  const holds: Hold[] = [];
  for (const { leftMinor, ...share } of shares) {
    const held = HELD_BACK.includes(share.role) ? Math.min(free, shareOf(leftMinor, reserveBps)) : 0;
    if (held > 0) holds.push({ ...share, heldMinor: held });
    free -= held;
  }
  const reserved = holds.reduce((sum, hold) => sum + hold.heldMinor, 0);
  const change = changeOf({
    pendingMinor: claimed - due,
    walletMinor: free,
    reserveMinor: reserved,
    debtMinor: repaid,
    claimedMinor: -claimed,
  });
  return { partyId, change, holds };
}

import type { NewPosting, Purpose } from '#ledger';
import type { Minor } from '../../money.ts';

/** A party's money in one currency, as an entry is decided on it. */
export interface Position {
  readonly pendingMinor: Minor;
  readonly walletMinor: Minor;
  readonly reserveMinor: Minor;
  /** Zero or below. */
  readonly debtMinor: Minor;
  /** Taken out of pending ahead of its settlement: pending = unsettled shares − this. */
  readonly claimedMinor: Minor;
}

export const NOTHING: Position = {
  pendingMinor: 0,
  walletMinor: 0,
  reserveMinor: 0,
  debtMinor: 0,
  claimedMinor: 0,
};

/** What an entry does to a party's accounts and, beside the books, to its claim. */
export type Change = Position;

/** A change of some accounts only. Adding to zero also turns −0, which taking nothing gives, into 0. */
export function changeOf(parts: Partial<Change>): Change {
  return applied(NOTHING, { ...NOTHING, ...parts });
}

/** The position after a change. */
export function applied(position: Position, change: Change): Position {
  return {
    pendingMinor: position.pendingMinor + change.pendingMinor,
    walletMinor: position.walletMinor + change.walletMinor,
    reserveMinor: position.reserveMinor + change.reserveMinor,
    debtMinor: position.debtMinor + change.debtMinor,
    claimedMinor: position.claimedMinor + change.claimedMinor,
  };
}

/** A change as postings, accounts that do not move left out. */
export function postingsOf(partyId: string, currency: string, change: Change): NewPosting[] {
  const amounts: readonly (readonly [Purpose, Minor])[] = [
    ['pending', change.pendingMinor],
    ['debt', change.debtMinor],
    ['reserve', change.reserveMinor],
    ['wallet', change.walletMinor],
  ];
  return amounts
    .filter(([, amountMinor]) => amountMinor !== 0)
    .map(([purpose, amountMinor]) => ({ partyId, purpose, currency, amountMinor }));
}

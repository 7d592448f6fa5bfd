import assert from 'node:assert/strict';
import type { Minor } from '../../money.ts';
import { type Change, changeOf, type Position } from './position.ts';

/**
 * Takes back what a party was already paid out, in this order: what is held back for refunds, what is not settled yet,
 * what is free, and the rest as a debt that the next settlements repay. What comes from pending is claimed ahead: when
 * those shares settle, that much less is passed on.
 */
export function recoverSettled(amountMinor: Minor, position: Position): Change {
  const fromReserve = Math.min(amountMinor, Math.max(0, position.reserveMinor));
  const fromPending = Math.min(amountMinor - fromReserve, Math.max(0, position.pendingMinor));
  const rest = fromWalletThenDebt(amountMinor - fromReserve - fromPending, position);
  return changeOf({
    ...rest,
    reserveMinor: -fromReserve,
    pendingMinor: -fromPending,
    claimedMinor: fromPending,
  });
}

/**
 * Takes back what a party has only been promised: it is in pending. Where an earlier refund took part of pending ahead,
 * that claim now has less to rest on, so what pending cannot give is taken like a settled share, and the claim shrinks.
 */
export function takeUnsettled(amountMinor: Minor, position: Position): Change {
  const fromPending = Math.min(amountMinor, Math.max(0, position.pendingMinor));
  const short = amountMinor - fromPending;
  assert(
    short <= position.claimedMinor,
    'pending falls short of unsettled shares by what was claimed, no more',
  );
  const fromReserve = Math.min(short, Math.max(0, position.reserveMinor));
  const rest = fromWalletThenDebt(short - fromReserve, position);
  return changeOf({ ...rest, reserveMinor: -fromReserve, pendingMinor: -fromPending, claimedMinor: -short });
}

function fromWalletThenDebt(
  amountMinor: Minor,
  position: Position,
): Pick<Change, 'walletMinor' | 'debtMinor'> {
  const fromWallet = Math.min(amountMinor, Math.max(0, position.walletMinor));
  return { walletMinor: -fromWallet, debtMinor: fromWallet - amountMinor };
}

/** What is held back of one settled share. */
export interface HeldReserve {
  readonly shopId: string;
  readonly orderId: string;
  readonly lineNo: number;
  readonly role: string;
  readonly heldMinor: Minor;
  readonly releaseAt: Date;
}
export type Draw = Omit<HeldReserve, 'heldMinor' | 'releaseAt'> & { readonly takenMinor: Minor };

/** Which reserves an amount comes from: the refunded order's own first, then those that would be released soonest. */
export function drawReserves(amountMinor: Minor, held: readonly HeldReserve[], orderId: string): Draw[] {
  const other = (reserve: HeldReserve): number => (reserve.orderId === orderId ? 0 : 1);
  const sorted = [...held].sort(
    (a, b) =>
      other(a) - other(b) ||
      a.releaseAt.getTime() - b.releaseAt.getTime() ||
      (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : a.lineNo - b.lineNo),
  );
  const draws: Draw[] = [];
  let left = amountMinor;
  for (const { heldMinor, releaseAt: _, ...key } of sorted) {
    const takenMinor = Math.min(left, heldMinor);
    if (takenMinor > 0) draws.push({ ...key, takenMinor });
    left -= takenMinor;
  }
  assert.equal(left, 0, 'no more is drawn than is held');
  return draws;
}

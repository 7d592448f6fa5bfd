import type { NewEntry, NewPosting } from '#ledger';
import type { Minor } from '../../money.ts';
import { type Change, postingsOf } from './position.ts';

export interface PartyChange {
  readonly partyId: string;
  readonly change: Change;
}
interface EntryHead {
  readonly entryId: string;
  readonly orderId: string;
  readonly currency: string;
  readonly at: Date;
}

/**
 * An order settled: its time after receipt is over.
 *
 *     each party:pending  −what is left of its shares, less what refunds took ahead
 *     each party:debt     +what it owed, as far as this goes
 *     creator, leader:reserve  +the part held back for refunds
 *     each party:wallet   +the rest
 *
 * Undefined when nothing moves.
 */
export function settledEntry(
  order: EntryHead & { readonly parties: readonly PartyChange[] },
): NewEntry | undefined {
  return entryOf('settled', order.orderId, order, ofParties(order.currency, order.parties));
}

/**
 * What was held back of a settled order is free.
 *
 *     creator, leader:reserve  −what is still held
 *     creator, leader:wallet   +the same
 *
 * Undefined when refunds had taken it all.
 */
export function releasedEntry(
  order: EntryHead & { readonly parties: readonly { readonly partyId: string; readonly heldMinor: Minor }[] },
): NewEntry | undefined {
  const postings = order.parties
    .filter(({ heldMinor }) => heldMinor > 0)
    .flatMap(({ partyId, heldMinor }): NewPosting[] => [
      { partyId, purpose: 'reserve', currency: order.currency, amountMinor: -heldMinor },
      { partyId, purpose: 'wallet', currency: order.currency, amountMinor: heldMinor },
    ]);
  return entryOf('reserve_released', order.orderId, order, postings);
}

interface RefundHead extends EntryHead {
  readonly refundId: string;
  readonly platformId: string;
  readonly amountMinor: Minor;
  readonly parties: readonly PartyChange[];
}

/**
 * A buyer got money back before the order settled.
 *
 *     platform:clearing   +amount
 *     each party:pending  −its part
 *
 * Where an earlier refund took from pending ahead, what pending cannot give comes from reserve, wallet, then debt.
 * Undefined when nothing was paid for it.
 */
export function refundedBeforeSettlementEntry(refund: RefundHead): NewEntry | undefined {
  return refundEntry('refunded', refund);
}

/**
 * A buyer got money back after the order had settled: the settled entry stands, and this one takes back.
 *
 *     platform:clearing   +amount
 *     each party:reserve  −its part, as far as it goes; then
 *     each party:pending  −, as far as it goes; then
 *     each party:wallet   −, as far as it goes; then
 *     each party:debt     −the rest
 *
 * Undefined when nothing was paid for it.
 */
export function refundedAfterSettlementEntry(refund: RefundHead): NewEntry | undefined {
  return refundEntry('refunded_after_settlement', refund);
}

function refundEntry(kind: string, refund: RefundHead): NewEntry | undefined {
  if (refund.amountMinor === 0) return undefined;
  const clearing: NewPosting = {
    partyId: refund.platformId,
    purpose: 'clearing',
    currency: refund.currency,
    amountMinor: refund.amountMinor,
  };
  return entryOf(kind, refund.refundId, refund, [clearing, ...ofParties(refund.currency, refund.parties)]);
}

function ofParties(currency: string, parties: readonly PartyChange[]): NewPosting[] {
  return parties.flatMap(({ partyId, change }) => postingsOf(partyId, currency, change));
}

function entryOf(
  kind: string,
  reference: string,
  { entryId, at }: EntryHead,
  postings: readonly NewPosting[],
): NewEntry | undefined {
  if (postings.length === 0) return undefined;
  return { entryId, kind, reference, idempotencyKey: `${kind}:${reference}`, at, postings };
}

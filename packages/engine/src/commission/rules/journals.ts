import type { CommissionRole } from '@yellowcart/contract';
import type { NewEntry, NewPosting } from '#ledger';
import type { Minor } from '../../money.ts';

export interface PartyAmount {
  readonly partyId: string;
  readonly amountMinor: Minor;
}

/** One amount for each party, in order of first appearance, zero sums left out. */
export function sumByParty(amounts: readonly PartyAmount[]): PartyAmount[] {
  const sums = new Map<string, Minor>();
  for (const { partyId, amountMinor } of amounts) sums.set(partyId, (sums.get(partyId) ?? 0) + amountMinor);
  return [...sums]
    .filter(([, amount]) => amount !== 0)
    .map(([partyId, amountMinor]) => ({ partyId, amountMinor }));
}

/**
 * A buyer paid an order.
 *
 *     platform:clearing   −total, less a deposit that came before
 *     platform:deposit    −that deposit
 *     each party:pending  +its shares of all lines and of the freight
 *
 * Undefined when nothing was to be paid.
 */
export function paidEntry(order: {
  readonly entryId: string;
  readonly orderId: string;
  readonly platformId: string;
  readonly currency: string;
  readonly totalMinor: Minor;
  /** Came before, when the order was a presale. */
  readonly depositMinor?: Minor;
  readonly at: Date;
  readonly shares: readonly {
    readonly role: CommissionRole;
    readonly partyId: string;
    readonly amountMinor: Minor;
  }[];
}): NewEntry | undefined {
  if (order.totalMinor === 0) return undefined;
  const { depositMinor = 0, platformId: partyId, currency } = order;
  const postings: NewPosting[] = [
    { partyId, purpose: 'clearing', currency, amountMinor: depositMinor - order.totalMinor },
    { partyId, purpose: 'deposit', currency, amountMinor: -depositMinor },
    ...sumByParty(order.shares).map(
      ({ partyId, amountMinor }): NewPosting => ({
        partyId,
        purpose: 'pending',
        currency: order.currency,
        amountMinor,
      }),
    ),
  ];
  return {
    entryId: order.entryId,
    kind: 'paid',
    reference: order.orderId,
    idempotencyKey: `paid:${order.orderId}`,
    at: order.at,
    postings: postings.filter(({ amountMinor }) => amountMinor !== 0),
  };
}

interface DepositMove {
  readonly entryId: string;
  readonly orderId: string;
  readonly platformId: string;
  readonly currency: string;
  readonly depositMinor: Minor;
  readonly at: Date;
}

/**
 * A presale's deposit came in; whose it is shows when the balance has come, or has not.
 *
 *     platform:clearing  −deposit
 *     platform:deposit   +deposit
 */
export function depositPaidEntry(move: DepositMove): NewEntry {
  return depositEntry('deposit_paid', move, [
    [move.platformId, 'clearing', -move.depositMinor],
    [move.platformId, 'deposit', move.depositMinor],
  ]);
}

/**
 * A presale ended without its balance and its deposit goes back to the buyer.
 *
 *     platform:deposit   −deposit
 *     platform:clearing  +deposit
 */
export function depositReturnedEntry(move: DepositMove): NewEntry {
  return depositEntry('deposit_returned', move, [
    [move.platformId, 'deposit', -move.depositMinor],
    [move.platformId, 'clearing', move.depositMinor],
  ]);
}

/**
 * A presale ended without its balance and the merchant keeps the deposit.
 *
 *     platform:deposit  −deposit
 *     merchant:wallet   +deposit
 */
export function depositForfeitedEntry(move: DepositMove & { readonly merchantId: string }): NewEntry {
  return depositEntry('deposit_forfeited', move, [
    [move.platformId, 'deposit', -move.depositMinor],
    [move.merchantId, 'wallet', move.depositMinor],
  ]);
}

function depositEntry(
  kind: string,
  { entryId, orderId, currency, at }: DepositMove,
  postings: readonly (readonly [string, NewPosting['purpose'], Minor])[],
): NewEntry {
  return {
    entryId,
    kind,
    reference: orderId,
    idempotencyKey: `${kind}:${orderId}`,
    at,
    postings: postings.map(([partyId, purpose, amountMinor]) => ({
      partyId,
      purpose,
      currency,
      amountMinor,
    })),
  };
}

/**
 * A buyer returned goods and kept a gift that they no longer earn: its value is taken off the refund.
 *
 *     platform:clearing  −value
 *     each bearer:wallet +its part
 */
export function giftWithheldEntry(withheld: {
  readonly entryId: string;
  readonly orderId: string;
  readonly refundId: string;
  readonly platformId: string;
  readonly currency: string;
  readonly at: Date;
  readonly parts: readonly PartyAmount[];
}): NewEntry {
  const { entryId, refundId, orderId, platformId, currency, at, parts } = withheld;
  const value = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  return {
    entryId,
    kind: 'gift_withheld',
    reference: orderId,
    idempotencyKey: `gift_withheld:${refundId}`,
    at,
    postings: [
      { partyId: platformId, purpose: 'clearing', currency, amountMinor: -value },
      ...sumByParty(parts).map(
        ({ partyId, amountMinor }): NewPosting => ({ partyId, purpose: 'wallet', currency, amountMinor }),
      ),
    ],
  };
}

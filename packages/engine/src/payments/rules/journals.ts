import type { NewEntry } from '#ledger';
import type { Minor } from '../../money.ts';

interface LateMoney {
  readonly entryId: string;
  readonly orderId: string;
  readonly buyerId: string;
  readonly platformId: string;
  readonly currency: string;
  readonly amountMinor: Minor;
  readonly at: Date;
}

/**
 * Money came in for an order that could not take it any more.
 *
 *     platform:clearing   −amount
 *     buyer:owed          +amount
 */
export function lateEntry(late: LateMoney & { readonly attemptNo: string }): NewEntry {
  return entryOf('late_payment', `${late.attemptNo}:${late.orderId}`, late, late.amountMinor);
}

/**
 * Money that came late has gone back.
 *
 *     buyer:owed          −amount
 *     platform:clearing   +amount
 */
export function lateRefundedEntry(late: LateMoney & { readonly refundNo: string }): NewEntry {
  return entryOf('late_refunded', late.refundNo, late, -late.amountMinor);
}

function entryOf(kind: string, key: string, late: LateMoney, owed: Minor): NewEntry {
  const { entryId, orderId, buyerId, platformId, currency, at } = late;
  return {
    entryId,
    kind,
    reference: orderId,
    idempotencyKey: `${kind}:${key}`,
    at,
    postings: [
      { partyId: platformId, purpose: 'clearing', currency, amountMinor: -owed },
      { partyId: buyerId, purpose: 'owed', currency, amountMinor: owed },
    ],
  };
}

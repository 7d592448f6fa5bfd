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
 *     platform:clearing   −total
 *     each party:pending  +its shares of all lines
 *
 * Undefined when nothing was to be paid.
 */
export function paidEntry(order: {
  readonly entryId: string;
  readonly orderId: string;
  readonly platformId: string;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly at: Date;
  readonly shares: readonly {
    readonly role: CommissionRole;
    readonly partyId: string;
    readonly amountMinor: Minor;
  }[];
}): NewEntry | undefined {
  if (order.totalMinor === 0) return undefined;
  const postings: NewPosting[] = [
    {
      partyId: order.platformId,
      purpose: 'clearing',
      currency: order.currency,
      amountMinor: -order.totalMinor,
    },
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
    postings,
  };
}

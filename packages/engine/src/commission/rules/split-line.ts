import assert from 'node:assert/strict';
import type { CommissionRole } from '@yellowcart/contract';
import { type Bps, type Minor, shareOf } from '../../money.ts';

/** What decides the shares of an order line; all of it is snapshotted, nothing is looked up later. */
export interface LineToSplit {
  /** Paid by the buyer for the line. */
  readonly baseMinor: Minor;
  readonly merchantId: string;
  readonly platformId: string;
  readonly techFeeBps: Bps;
  /** The creator and the plan's rates; undefined when the line is unattributed. */
  readonly earner:
    | {
        readonly creatorId: string;
        readonly commissionBps: Bps;
        readonly leader: { readonly leaderId: string; readonly serviceFeeBps: Bps } | undefined;
      }
    | undefined;
}

export interface Share {
  readonly role: CommissionRole;
  readonly partyId: string;
  /** Undefined for the merchant, who gets what remains. */
  readonly rateBps: Bps | undefined;
  readonly amountMinor: Minor;
}

/**
 * The waterfall: platform, creator, leader each get their rate of the base, floored in that order; the merchant gets
 * the rest, so the shares always sum to the base. Parties with a rate of zero have no row.
 */
export function splitLine(line: LineToSplit): Share[] {
  const { baseMinor, earner } = line;
  const shares: Share[] = [];
  const give = (role: Share['role'], partyId: string, rateBps: Bps): void => {
    if (rateBps > 0) shares.push({ role, partyId, rateBps, amountMinor: shareOf(baseMinor, rateBps) });
  };
  give('platform', line.platformId, line.techFeeBps);
  if (earner) {
    give('creator', earner.creatorId, earner.commissionBps);
    if (earner.leader) give('leader', earner.leader.leaderId, earner.leader.serviceFeeBps);
  }
  const rest = baseMinor - shares.reduce((sum, share) => sum + share.amountMinor, 0);
  assert(rest >= 0, 'rates are capped below the whole, so something remains for the merchant');
  shares.push({ role: 'merchant', partyId: line.merchantId, rateBps: undefined, amountMinor: rest });
  return shares;
}

import assert from 'node:assert/strict';
import type { CommissionRole } from '@yellowcart/contract';
import { type Minor, proRata } from '../../money.ts';

/** What one party got of a line when it was paid, whatever was taken back since. */
export interface LineShare {
  readonly role: CommissionRole;
  readonly amountMinor: Minor;
}
export interface Reversal {
  readonly role: CommissionRole;
  readonly amountMinor: Minor;
}

/** The waterfall's order; the merchant, who got what remained, gives back what remains. */
const ORDER: readonly CommissionRole[] = ['platform', 'creator', 'leader', 'merchant'];

/**
 * What each party gives back when `units` more of a line's `quantity` units are refunded, `before` having been refunded
 * earlier. Sums to what the buyer gets back; no party ever gives more than it got; refunding everything takes
 * everything; and it makes no difference in how many steps the units come back. Zero amounts are left out.
 */
export function reverseLine(
  shares: readonly LineShare[],
  quantity: number,
  before: number,
  units: number,
): Reversal[] {
  assert(before >= 0 && units > 0 && before + units <= quantity, 'no more units come back than were bought');
  const ordered = [...shares].sort((a, b) => ORDER.indexOf(a.role) - ORDER.indexOf(b.role));
  const earlier = reversedAfter(ordered, quantity, before);
  const later = reversedAfter(ordered, quantity, before + units);
  return ordered
    .map(({ role }, index) => ({ role, amountMinor: (later[index] ?? 0) - (earlier[index] ?? 0) }))
    .filter(({ amountMinor }) => amountMinor > 0);
}

/**
 * What each share has given back after `units` of `quantity`, counted up unit by unit so that it depends on the number
 * alone. Every party but the last stands at its own pro-rata amount, floored, and the last covers the rest of what the
 * buyer gets. Where amounts are so small that this would ask the last for more than it has, or for less than before,
 * the others wait a unit or give early.
 */
function reversedAfter(shares: readonly LineShare[], quantity: number, units: number): Minor[] {
  const total = shares.reduce((sum, share) => sum + share.amountMinor, 0);
  const reversed = shares.map(() => 0);
  for (let unit = 1; unit <= units; unit += 1) {
    let left = proRata(total, unit, quantity) - proRata(total, unit - 1, quantity);
    const take = (index: number, upTo: Minor): void => {
      const amount = Math.min(left, Math.max(0, upTo - (reversed[index] ?? 0)));
      reversed[index] = (reversed[index] ?? 0) + amount;
      left -= amount;
    };
    shares.slice(0, -1).forEach(({ amountMinor }, index) => {
      take(index, proRata(amountMinor, unit, quantity));
    });
    for (let index = shares.length - 1; index >= 0; index -= 1) take(index, shares[index]?.amountMinor ?? 0);
  }
  return reversed;
}

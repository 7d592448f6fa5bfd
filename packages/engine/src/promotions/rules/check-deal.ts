import { type Refusal, refusal } from '../../refusal.ts';
import type { Units } from './terms.ts';

const wrong = (reason: string): Refusal => refusal('deal_invalid', { reason });
type Fine = { readonly ok: true };
const FINE: Fine = { ok: true };

/** Refuses deal_invalid: not_a_set (fewer than two units, or a SKU twice), over_already. */
export function checkCombination(
  items: readonly Units[],
  { startsAt, endsAt, now }: { startsAt: Date; endsAt: Date; now: Date },
): Fine | Refusal {
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  if (units < 2 || new Set(items.map(({ skuId }) => skuId)).size < items.length) return wrong('not_a_set');
  return checkWindow(startsAt, endsAt, now);
}

/** Refuses deal_invalid: over_already (or it ends before it starts). */
export function checkWindow(startsAt: Date, endsAt: Date, now: Date): Fine | Refusal {
  return endsAt <= startsAt || endsAt <= now ? wrong('over_already') : FINE;
}

/**
 * Refuses deal_invalid: deposit_over_price (or all of it), over_already, windows_out_of_order (the balance is taken from the end of the
 * deposits at the earliest, and ends before goods must be on their way).
 */
export function checkPresale(presale: {
  readonly priceMinor: number;
  readonly depositMinor: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly balanceFrom: Date;
  readonly balanceUntil: Date;
  readonly shipBy: Date;
  readonly now: Date;
}): Fine | Refusal {
  const { priceMinor, depositMinor, startsAt, endsAt, balanceFrom, balanceUntil, shipBy, now } = presale;
  // Otherwise the balance would be nothing, and nobody could pay it: the whole price would be forfeited.
  if (depositMinor >= priceMinor) return wrong('deposit_over_price');
  if (balanceFrom < endsAt || balanceUntil <= balanceFrom || shipBy < balanceUntil)
    return wrong('windows_out_of_order');
  return checkWindow(startsAt, endsAt, now);
}

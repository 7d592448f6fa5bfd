import { nextLocalMidnight } from '../../clock.ts';
import type { Bps } from '../../money.ts';
import { type Refusal, refusal } from '../../refusal.ts';

export interface Rates {
  /** Of what the buyer pays, to the creator. */
  readonly commissionBps: Bps;
  /** Of what the buyer pays, to the leader. */
  readonly serviceFeeBps: Bps;
}

/** Refuses: rates_over_cap. */
export function checkRates(rates: Rates, capBps: Bps): Rates | Refusal {
  return rates.commissionBps + rates.serviceFeeBps > capBps
    ? refusal('rates_over_cap', { maxBps: capBps })
    : rates;
}

/**
 * When wanted rates come into force: a raise at once, a cut at the next local midnight, so that nobody who promotes
 * today is paid less today. A change that raises one part and cuts the other waits whole. Undefined where nothing
 * would change. Always later than the version it follows, since a version that lasted no time would be none.
 */
export function scheduleRates(
  current: Rates & { readonly validFrom: Date },
  wanted: Rates,
  now: Date,
): Date | undefined {
  const commission = wanted.commissionBps - current.commissionBps;
  const serviceFee = wanted.serviceFeeBps - current.serviceFeeBps;
  if (commission === 0 && serviceFee === 0) return undefined;
  if (commission < 0 || serviceFee < 0) return nextLocalMidnight(now);
  return new Date(Math.max(now.getTime(), current.validFrom.getTime() + 1));
}

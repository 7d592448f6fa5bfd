/** An amount of money as a safe integer of minor units (fen for CNY, pence for GBP). */
export type Minor = number;
/** A rate as an integer of basis points: 100 = 1 %. */
export type Bps = number;

export const BPS_WHOLE = 10_000;
/** The largest amount the engine takes, far below where doubles lose whole numbers, so that sums stay exact. */
export const MINOR_MAX = 9_000_000_000_000;

/** Asserts that a number is an exact amount; called at every edge where numbers come in. Throws RangeError. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value) || Math.abs(value) > MINOR_MAX)
    throw new RangeError(`not an amount in minor units: ${value}`);
  return value;
}

/** `base × rate`, floored to the minor unit. Exact: goes through bigint where the product leaves the safe range. */
export function shareOf(base: Minor, rate: Bps): Minor {
  const product = base * rate;
  if (Number.isSafeInteger(product)) return Math.floor(product / BPS_WHOLE);
  return Number((BigInt(base) * BigInt(rate)) / BigInt(BPS_WHOLE));
}

/** `amount × part / whole`, floored; part ≤ whole, all ≥ 0. Used for pro-rata refunds. */
export function proRata(amount: Minor, part: number, whole: number): Minor {
  const product = amount * part;
  if (Number.isSafeInteger(product)) return Math.floor(product / whole);
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

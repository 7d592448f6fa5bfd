import type { Rng } from './rng.ts';

/** Rounds fen to a price a shop would write: 19.9, 89, 129, 1299; never above what was given by more than 8 %. */
export function shopPrice(fen: number): number {
  const yuan = fen / 100;
  if (yuan < 30) return Math.max(1, Math.floor(yuan)) * 100 - 10;
  if (yuan < 100) return Math.round(yuan) * 100 - 10;
  if (yuan < 1000) return Math.max(1, Math.round((yuan + 1) / 10)) * 1000 - 100;
  return Math.round((yuan + 1) / 100) * 10_000 - 100;
}

/** A price in the band, low ones more often than high ones, in fen. */
export function drawPrice(rng: Rng, [low, high]: [number, number]): number {
  return low * (high / low) ** (rng.next() * 0.6 + rng.next() * 0.4);
}

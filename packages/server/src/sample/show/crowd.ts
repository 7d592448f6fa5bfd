import type { Chance } from './chance.ts';

/** Part of the way to the wanted number that viewers come or go in a second. */
const PULL = 0.06;
/** How far the number strays by itself, as a part of it. */
const STRAY = 0.01;

/** The viewers of the next second: on the way to `wanted`, with some coming and going by themselves. */
export function nextViewers(now: number, wanted: number, chance: Chance): number {
  const pulled = now + (wanted - now) * PULL;
  return Math.max(0, pulled + (chance() - 0.5) * 2 * STRAY * Math.max(pulled, wanted));
}

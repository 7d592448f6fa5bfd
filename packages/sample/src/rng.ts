/** A small seeded source of chance: the same seed gives the same goods on every machine. */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Integer in [low, high], both ends included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  /** One element; throws on an empty list, since a vocabulary without words is a mistake. */
  pick<T>(list: readonly T[]): T;
  /** `count` different elements in random order, or all when there are fewer. */
  some<T>(list: readonly T[], count: number): T[];
}

/** FNV-1a over the text and numbers, for deriving an independent seed from a parent's. */
export function hashSeed(...parts: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\u0000')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash >>> 0;
}

/** mulberry32: 32 bits of state, passes the usual tests, one multiplication per draw. */
export function makeRng(seed: number): Rng {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const index = Math.floor(next() * list.length);
    if (index >= list.length) throw new RangeError('cannot pick from an empty list');
    return list[index] as T;
  };
  const some = <T>(list: readonly T[], count: number): T[] => {
    const rest = [...list];
    const chosen: T[] = [];
    while (chosen.length < count && rest.length > 0) {
      chosen.push(...rest.splice(Math.floor(next() * rest.length), 1));
    }
    return chosen;
  };
  return { next, int, chance: (probability) => next() < probability, pick, some };
}

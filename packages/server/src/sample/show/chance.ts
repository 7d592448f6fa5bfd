/** A source of chance in [0, 1); tests give one that repeats. */
export type Chance = () => number;

/** One of these, or undefined of none. */
export function oneOf<T>(list: readonly T[], chance: Chance): T | undefined {
  return list[Math.floor(chance() * list.length)];
}

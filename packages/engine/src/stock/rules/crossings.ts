export type LevelCrossing = 'low' | 'sold_out' | 'back';

/**
 * Which line a change from `before` to `after` units available crosses; at most one is worth telling. The low mark is
 * told of on the way down only, and not when the same change sold the rest.
 */
export function crossings(before: number, after: number, lowAt: number | null): LevelCrossing | undefined {
  if (before <= 0) return after > 0 ? 'back' : undefined;
  if (after <= 0) return 'sold_out';
  return lowAt !== null && before > lowAt && after <= lowAt ? 'low' : undefined;
}

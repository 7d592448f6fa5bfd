/** `general`, `gift`, `room:<id>`, `creator:<id>` or `campaign:<id>`. */
export type Pool = string;
export const GENERAL: Pool = 'general';

/** Units of a level that can be ordered now. */
export function freeOf(level: {
  readonly onHand: number;
  readonly reserved: number;
  readonly safety: number;
}): number {
  return Math.max(level.onHand - level.reserved - level.safety, 0);
}

/** A level's key as one text. */
export function levelKey({ skuId, pool }: { readonly skuId: string; readonly pool: Pool }): string {
  return pool === GENERAL ? skuId : `${skuId} ${pool}`;
}

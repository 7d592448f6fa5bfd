import type { GiftRule, Units } from './terms.ts';

export interface GiftCartLine {
  readonly lineNo: number;
  readonly productId: string;
  readonly quantity: number;
  /** After discounts. */
  readonly amountMinor: number;
  /** The live room that led the buyer here; null = none. */
  readonly roomId: string | null;
}
/** One shop's part of a checkout, as gift rules see it. */
export interface GiftCart {
  readonly now: Date;
  readonly lines: readonly GiftCartLine[];
}

/** A rule whose condition is met, before limits and stock are asked. */
export interface EarnedGift {
  readonly rule: GiftRule;
  readonly gifts: readonly Units[];
  /** Line numbers that earned it. */
  readonly earnedBy: readonly number[];
}

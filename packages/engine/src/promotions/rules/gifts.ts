import type { GiftBand, GiftRule, Units } from './terms.ts';

export interface GiftCartLine {
  readonly lineNo: number;
  readonly productId: string;
  readonly quantity: number;
  /** After discounts. */
  readonly amountMinor: number;
  /** The live room that led the buyer here; null = none. */
  readonly roomId: string | null;
}
/** One shop's part of a checkout, as gift rules see it: goods only, never gifts. */
export interface GiftCart {
  readonly now: Date;
  readonly lines: readonly GiftCartLine[];
}

/** A rule whose condition is met, before limits and stock are asked. */
export interface EarnedGift {
  readonly rule: GiftRule;
  /** How often it is given, ≥ 1; more than once only where the rule repeats. Its quota counts these. */
  readonly times: number;
  /** For all of the times together. */
  readonly gifts: readonly Units[];
  /** Line numbers that earned it. */
  readonly earnedBy: readonly number[];
}

/** What of a rule decides whether lines earn its gifts; an order keeps it, for returns. */
export type GiftCondition = Pick<GiftRule, 'kind' | 'productIds' | 'roomId' | 'bands' | 'repeats'>;

export function conditionOf({ kind, productIds, roomId, bands, repeats }: GiftRule): GiftCondition {
  return { kind, productIds, roomId, bands, repeats };
}

/** How far lines get with a rule. */
export interface Reach {
  /** The lines that count. */
  readonly lines: readonly GiftCartLine[];
  /** Minor units for threshold_amount, pieces for the others. */
  readonly have: number;
  /** The highest band reached; undefined = none. */
  readonly band: GiftBand | undefined;
  /** 0 where no band is reached. */
  readonly times: number;
}

/** Goods that a rule is about, whoever led the buyer to them. */
export function inScope(rule: Pick<GiftCondition, 'productIds'>, line: GiftCartLine): boolean {
  return rule.productIds === null || rule.productIds.includes(line.productId);
}

/** How far these lines get with a rule, whatever the time. */
export function reachOf(rule: GiftCondition, cart: readonly GiftCartLine[]): Reach {
  const lines = cart.filter(
    (line) => inScope(rule, line) && (rule.roomId === null || line.roomId === rule.roomId),
  );
  const measure = rule.kind === 'threshold_amount' ? 'amountMinor' : 'quantity';
  const have = lines.reduce((sum, line) => sum + line[measure], 0);
  const band = lines.length === 0 ? undefined : rule.bands.findLast(({ from }) => from <= have);
  const repeats = rule.kind === 'buy_gift' && rule.repeats;
  const times = band === undefined ? 0 : repeats ? Math.floor(have / band.from) : 1;
  return { lines, have, band, times };
}

/** Rules in the order in which they are given: the lowest priority number first, then by id. */
export function inOrder(rules: readonly GiftRule[]): GiftRule[] {
  return rules.toSorted((a, b) => a.priority - b.priority || (a.ruleId < b.ruleId ? -1 : 1));
}

/** `units`, so many times over. */
export function timesOver(units: readonly Units[], times: number): Units[] {
  return units.map(({ skuId, quantity }) => ({ skuId, quantity: quantity * times }));
}

/**
 * The rules that these goods fire at `cart.now`, in order; of those that do not stack only the first is given, the rest
 * are `replaced`. Limits and stock are asked afterwards, so a replaced rule stays replaced where the first gives nothing.
 */
export function earnGifts(
  rules: readonly GiftRule[],
  cart: GiftCart,
): { readonly earned: EarnedGift[]; readonly replaced: GiftRule[] } {
  const earned: EarnedGift[] = [];
  const replaced: GiftRule[] = [];
  let alone: GiftRule | undefined;
  for (const rule of inOrder(rules)) {
    if (cart.now < rule.startsAt || cart.now >= rule.endsAt) continue;
    const { band, times, lines } = reachOf(rule, cart.lines);
    if (band === undefined) continue;
    if (!rule.stacks && alone !== undefined) {
      replaced.push(rule);
      continue;
    }
    if (!rule.stacks) alone = rule;
    const earnedBy = lines.map((line) => line.lineNo).sort((a, b) => a - b);
    earned.push({ rule, times, gifts: timesOver(band.gifts, times), earnedBy });
  }
  return { earned, replaced };
}

/** A gift as an order gave it. */
export interface GivenGift extends Units {
  readonly substituted: boolean;
}

/**
 * The gifts that a return leaves unearned, to be sent back or withheld, for each of `given` (0 = it stays).
 * `before` are the order's goods as they were paid, `left` what remains of them. A lower band that is still reached
 * keeps what it shares with the band that was given; a substitute stands for the gifts of its own band.
 */
export function giftBroken(
  rule: GiftCondition,
  before: readonly GiftCartLine[],
  left: readonly GiftCartLine[],
  given: readonly GivenGift[],
): number[] {
  const was = reachOf(rule, before);
  const now = reachOf(rule, left);
  const still = new Map<string, number>();
  for (const { skuId, quantity } of timesOver(now.band?.gifts ?? [], now.times))
    still.set(skuId, (still.get(skuId) ?? 0) + quantity);
  return given.map(({ skuId, quantity, substituted }) => {
    let keeps: number;
    if (substituted) {
      const sameBand = now.band !== undefined && now.band.from === was.band?.from;
      keeps = sameBand ? Math.floor((quantity * now.times) / was.times) : 0;
    } else {
      keeps = Math.min(quantity, still.get(skuId) ?? 0);
      still.set(skuId, (still.get(skuId) ?? 0) - keeps);
    }
    return quantity - keeps;
  });
}

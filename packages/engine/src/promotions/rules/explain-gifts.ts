import type { GiftReason } from '@yellowcart/contract';
import { earnGifts, type GiftCart, inOrder, inScope, reachOf, timesOver } from './gifts.ts';
import type { GiftRule, Units } from './terms.ts';

/** How often a rule can still be given; null = no such limit. */
export interface GiftLimitsLeft {
  readonly totalLeft: number | null;
  readonly buyerLeft: number | null;
}

export interface ExplainedGift {
  readonly rule: GiftRule;
  /** Its condition is met, before limits and stock. */
  readonly fired: boolean;
  readonly reason: GiftReason;
  readonly bands: readonly {
    readonly from: number;
    readonly have: number;
    readonly missing: number;
    readonly reached: boolean;
  }[];
  readonly earnedBy: readonly number[];
  readonly given: readonly Units[];
}

/** The key of a gift's stock. */
export const giftStockKey = (pool: GiftRule['pool'], skuId: string): string => `${pool} ${skuId}`;

/**
 * For every rule, in the order they are given: whether these goods fire it, what it gives, and why not more. `limits` are
 * by rule, a rule without a limit may be absent; `giftStock` holds units that can be given, by `giftStockKey`.
 */
export function explainGifts(
  rules: readonly GiftRule[],
  cart: GiftCart,
  limits: ReadonlyMap<string, GiftLimitsLeft>,
  giftStock: ReadonlyMap<string, number>,
): ExplainedGift[] {
  const { earned, replaced } = earnGifts(rules, cart);
  const gifts = new Map(earned.map((gift) => [gift.rule.ruleId, gift]));
  const alone = earned.find(({ rule }) => !rule.stacks)?.rule.ruleId ?? '';
  const stock = new Map(giftStock);
  return inOrder(rules).map((rule) => {
    const { have } = reachOf(rule, cart.lines);
    const bands = rule.bands.map(({ from }) => {
      const missing = Math.max(from - have, 0);
      return { from, have, missing, reached: missing === 0 };
    });
    const gift = gifts.get(rule.ruleId);
    const base = { rule, bands, fired: true, earnedBy: gift?.earnedBy ?? [], given: [] };
    if (!gift) {
      if (replaced.includes(rule)) return { ...base, reason: { code: 'replaced_by', ruleId: alone } };
      return { ...base, fired: false, reason: unfired(rule, cart) };
    }
    const left = limits.get(rule.ruleId);
    const reached = left && limitReached(left, gift.times);
    if (reached) return { ...base, reason: reached };
    if (takeGifts(stock, rule, gift.gifts)) {
      const reason: GiftReason =
        rule.kind === 'first_n'
          ? { code: 'counted_at_payment', left: left?.totalLeft ?? null }
          : { code: 'given' };
      return { ...base, reason, given: gift.gifts };
    }
    const { whenOut } = rule;
    const instead = whenOut.kind === 'substitute' ? timesOver([whenOut], gift.times) : [];
    if (instead.length > 0 && takeGifts(stock, rule, instead))
      return { ...base, reason: { code: 'substituted' }, given: instead };
    return { ...base, reason: { code: 'out_of_gifts', whenOut: whenOut.kind } };
  });
}

function unfired(rule: GiftRule, cart: GiftCart): GiftReason {
  if (cart.now < rule.startsAt) return { code: 'not_started', startsAt: rule.startsAt.toISOString() };
  if (cart.now >= rule.endsAt) return { code: 'ended', endsAt: rule.endsAt.toISOString() };
  if (!cart.lines.some((line) => inScope(rule, line))) return { code: 'no_goods_in_scope' };
  const { lines, have } = reachOf(rule, cart.lines);
  if (lines.length === 0 && rule.roomId !== null) return { code: 'other_room', roomId: rule.roomId };
  const from = rule.bands[0]?.from ?? 0;
  return { code: 'below_band', from, have, missing: from - have };
}

/** A rule is given as often as it was earned or not at all. */
function limitReached({ totalLeft, buyerLeft }: GiftLimitsLeft, times: number): GiftReason | undefined {
  if (totalLeft !== null && totalLeft < times) return { code: 'limit_reached' };
  return buyerLeft !== null && buyerLeft < times ? { code: 'buyer_limit_reached' } : undefined;
}

/** Takes all of the gifts or nothing. */
function takeGifts(stock: Map<string, number>, { pool }: GiftRule, gifts: readonly Units[]): boolean {
  const keyed = gifts.map(({ skuId, quantity }) => ({ key: giftStockKey(pool, skuId), quantity }));
  if (keyed.some(({ key, quantity }) => (stock.get(key) ?? 0) < quantity)) return false;
  for (const { key, quantity } of keyed) stock.set(key, (stock.get(key) ?? 0) - quantity);
  return true;
}

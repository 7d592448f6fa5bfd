import type { GiftRuleChange, GiftRuleKind } from '@yellowcart/contract';
import { type Refusal, refusal } from '../../refusal.ts';
import type { GiftTerms } from '../store/rows.ts';

const PRIORITY = 100;
const THRESHOLDS: readonly GiftRuleKind[] = ['threshold_amount', 'threshold_pieces'];

export interface GiftLimits {
  readonly totalMax: number | null;
  readonly buyerMax: number | null;
}

/**
 * A gift rule as its merchant wrote it, with its defaults. Refuses gift_rule_invalid with a reason: one_band_only,
 * bands_not_rising, gift_twice (in one band), room_missing, repeats_buy_gift_only, limit_missing (first_n has a total).
 */
export function checkGiftRule(
  kind: GiftRuleKind,
  wanted: GiftRuleChange,
): (GiftLimits & { readonly name: string; readonly terms: Omit<GiftTerms, 'bearer'> }) | Refusal {
  const { bands, roomId = null, repeats = false, totalMax = null, buyerMax = null } = wanted;
  const reason = wrongWith();
  if (reason !== undefined) return refusal('gift_rule_invalid', { reason });
  const { name, productIds = null, stacks = true, priority = PRIORITY, pool = 'gift' } = wanted;
  const { whenOut = { kind: 'drop' as const } } = wanted;
  return {
    name,
    totalMax,
    buyerMax,
    terms: { productIds, roomId, bands, repeats, stacks, priority, pool, whenOut },
  };

  function wrongWith(): string | undefined {
    if (bands.length > 1 && !THRESHOLDS.includes(kind)) return 'one_band_only';
    if (bands.some(({ from }, index) => from <= (bands[index - 1]?.from ?? 0))) return 'bands_not_rising';
    if (bands.some(({ gifts }) => new Set(gifts.map(({ skuId }) => skuId)).size < gifts.length))
      return 'gift_twice';
    if (kind === 'room_only' && roomId === null) return 'room_missing';
    if (repeats && kind !== 'buy_gift') return 'repeats_buy_gift_only';
    if (kind === 'first_n' && totalMax === null) return 'limit_missing';
    return undefined;
  }
}

/** Every SKU that the rule may give. */
export function giftSkus({ bands, whenOut }: Pick<GiftTerms, 'bands' | 'whenOut'>): string[] {
  const instead = whenOut.kind === 'substitute' ? [whenOut.skuId] : [];
  return [...new Set([...bands.flatMap(({ gifts }) => gifts.map(({ skuId }) => skuId)), ...instead])];
}

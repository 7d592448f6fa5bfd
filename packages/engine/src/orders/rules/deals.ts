import type { Discount } from '@yellowcart/contract';
import type { Combination, Deal, FlashSale, Presale } from '#promotions';
import { type Minor, proRata } from '../../money.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import type { LineQuota } from './checkout.ts';

/** What a deal makes of a line. */
export interface Dealt {
  readonly unitPriceMinor: Minor;
  readonly discounts: readonly Discount[];
  readonly quotas: readonly LineQuota[];
}
export interface LineUnderDeal {
  readonly skuId: string;
  readonly quantity: number;
  /** The price without the deal, per unit. */
  readonly priceMinor: Minor;
}

/** Refuses a deal that is not open at `now`. */
export function openDeal(deal: Deal, now: Date): Refusal | undefined {
  if (deal.startsAt <= now && now < deal.endsAt) return undefined;
  return refusal('deal_not_open', {
    dealId: deal.dealId,
    startsAt: deal.startsAt.toISOString(),
    endsAt: deal.endsAt.toISOString(),
  });
}

/** A line at a price of its own. The merchant, who set the price, bears the difference. */
export function underOwnPrice(deal: FlashSale | Presale, line: LineUnderDeal): Dealt | Refusal {
  if (deal.skuId !== line.skuId) return refusal('deal_not_found', { dealId: deal.dealId });
  const off = Math.max(line.priceMinor - deal.priceMinor, 0) * line.quantity;
  return {
    unitPriceMinor: Math.max(line.priceMinor, deal.priceMinor),
    discounts: off > 0 ? [discountOf(deal, off)] : [],
    quotas: deal.limited ? [{ quotaId: deal.dealId, quantity: line.quantity }] : [],
  };
}

/**
 * The lines under a combination: whole sets of its goods for its price. What that saves is spread over the lines by
 * their amounts, floored as it adds up, so that no line saves more than it costs. Dearer than its parts, it saves nothing.
 * Refuses combination_incomplete.
 */
export function underCombination(deal: Combination, lines: readonly LineUnderDeal[]): Dealt[] | Refusal {
  const asked = new Map<string, number>();
  for (const { skuId, quantity } of lines) asked.set(skuId, (asked.get(skuId) ?? 0) + quantity);
  const [first] = deal.items;
  const sets = first ? (asked.get(first.skuId) ?? 0) / first.quantity : 0;
  const whole =
    Number.isInteger(sets) &&
    sets > 0 &&
    asked.size === deal.items.length &&
    deal.items.every(({ skuId, quantity }) => asked.get(skuId) === sets * quantity);
  if (!whole) return refusal('combination_incomplete', { dealId: deal.dealId });

  const amounts = lines.map(({ priceMinor, quantity }) => priceMinor * quantity);
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const off = Math.max(total - sets * deal.priceMinor, 0);
  let before = 0;
  return lines.map((line, index) => {
    const to = before + (amounts[index] ?? 0);
    const share = total === 0 ? 0 : proRata(off, to, total) - proRata(off, before, total);
    before = to;
    return {
      unitPriceMinor: line.priceMinor,
      discounts: share > 0 ? [discountOf(deal, share)] : [],
      quotas: deal.limited && index === 0 ? [{ quotaId: deal.dealId, quantity: sets }] : [],
    };
  });
}

function discountOf(deal: Deal, amountMinor: Minor): Discount {
  return {
    kind: deal.kind,
    dealId: deal.dealId,
    name: deal.name,
    amountMinor,
    bearers: [{ bearer: 'merchant', amountMinor }],
  };
}

import type { GiftOrigin, OrderKind } from '@yellowcart/contract';
import { attribute } from '#attribution';
import type { SkuOffer } from '#catalog';
import {
  conditionOf,
  type Deal,
  type EarnedGift,
  earnGifts,
  freightOf,
  type GiftRule,
  type ShopTerms,
  type Units,
} from '#promotions';
import { GENERAL, type Pool } from '#stock';
import { isRefusal, type Refusal, refusal } from '../../refusal.ts';
import type {
  Cart,
  CheckoutLine,
  Credit,
  DraftGift,
  DraftLine,
  DraftOrder,
  LineUnits,
  Terms,
} from './checkout.ts';
import { type Dealt, openDeal, underCombination, underOwnPrice } from './deals.ts';

/** 1 bn yuan: ninety thousand such checkouts still sum to an exact number. */
export const CHECKOUT_MINOR_MAX = 100_000_000_000;

/** A line with what it is bought from. */
interface Resolved {
  readonly line: CheckoutLine;
  readonly offer: SkuOffer;
  readonly deal: Deal | undefined;
}

/**
 * Prices and attributes a cart, finds the gifts it earns, and splits it into one order per shop. Pure: whether there is
 * enough of everything is decided later (allocate.ts).
 * Refuses: sku_not_found, product_off_shelf, mixed_currencies, deal_not_found, deal_not_open, combination_incomplete,
 * presale_alone, total_over_limit.
 */
export function draftCheckout(cart: Cart, terms: Terms): DraftOrder[] | Refusal {
  const resolved: Resolved[] = [];
  for (const line of cart.lines) {
    const one = resolve(line, terms);
    if (isRefusal(one)) return one;
    if (resolved[0] && resolved[0].offer.currency !== one.offer.currency) return refusal('mixed_currencies');
    resolved.push(one);
  }
  if (resolved.length > 1 && resolved.some(({ deal }) => deal?.kind === 'presale'))
    return refusal('presale_alone');
  const dealt = dealAll(resolved);
  if (isRefusal(dealt)) return dealt;
  const byShop = new Map<string, DraftLine[]>();
  resolved.forEach((one, index) => {
    const drafted = draftLine(cart.buyerId, one, dealt[index], terms);
    const lines = byShop.get(one.offer.shopId);
    if (lines) lines.push(drafted);
    else byShop.set(one.offer.shopId, [drafted]);
  });
  const presale = resolved[0]?.deal;
  const orders = [...byShop].map(([shopId, lines]) => draftOrder(cart, shopId, lines, presale, terms));
  const total = orders.reduce((sum, order) => sum + order.totalMinor, 0);
  return total > CHECKOUT_MINOR_MAX ? refusal('total_over_limit', { maxMinor: CHECKOUT_MINOR_MAX }) : orders;
}

function resolve(line: CheckoutLine, terms: Terms): Resolved | Refusal {
  const offer = terms.offers.get(line.skuId);
  if (!offer) return refusal('sku_not_found', { skuId: line.skuId });
  if (!offer.onShelf) return refusal('product_off_shelf', { title: offer.title, productId: offer.productId });
  if (line.dealId === undefined) return { line, offer, deal: undefined };
  const deal = terms.shops.get(offer.shopId)?.deals.find(({ dealId }) => dealId === line.dealId);
  if (!deal) return refusal('deal_not_found', { dealId: line.dealId });
  return openDeal(deal, terms.now) ?? { line, offer, deal };
}

/** What deals make of the lines, by their place; undefined for lines without one. */
function dealAll(resolved: readonly Resolved[]): (Dealt | undefined)[] | Refusal {
  const dealt: (Dealt | undefined)[] = resolved.map(() => undefined);
  const places = new Map<Deal, number[]>();
  resolved.forEach(({ deal }, place) => {
    if (deal) places.set(deal, [...(places.get(deal) ?? []), place]);
  });
  for (const [deal, at] of places) {
    const lines = at.flatMap((place) => {
      const one = resolved[place];
      return one
        ? [{ skuId: one.line.skuId, quantity: one.line.quantity, priceMinor: one.offer.priceMinor }]
        : [];
    });
    const made =
      deal.kind === 'combination'
        ? underCombination(deal, lines)
        : firstRefusal(lines.map((line) => underOwnPrice(deal, line)));
    if (isRefusal(made)) return made;
    at.forEach((place, index) => {
      dealt[place] = made[index];
    });
  }
  return dealt;
}

function firstRefusal<T extends object>(results: readonly (T | Refusal)[]): T[] | Refusal {
  const values: T[] = [];
  for (const result of results) {
    if (isRefusal(result)) return result;
    values.push(result);
  }
  return values;
}

const NONE: readonly never[] = [];

function draftLine(
  buyerId: string,
  { line, offer, deal }: Resolved,
  dealt: Dealt | undefined,
  terms: Terms,
): DraftLine {
  const unitPriceMinor = line.agreedPriceMinor ?? dealt?.unitPriceMinor ?? offer.priceMinor;
  const discounts = dealt?.discounts ?? NONE;
  const discountMinor = discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    skuId: line.skuId,
    productId: offer.productId,
    quantity: line.quantity,
    unitPriceMinor,
    discountMinor,
    amountMinor: unitPriceMinor * line.quantity - discountMinor,
    offer,
    credit: creditOf(buyerId, line, offer, terms),
    dealId: deal?.dealId,
    discounts,
    gift: undefined,
    condition: undefined,
    units: unitsOf(offer, line.quantity, poolOf(deal)),
    quotas: dealt?.quotas ?? NONE,
  };
}

function creditOf(buyerId: string, line: CheckoutLine, offer: SkuOffer, terms: Terms): Credit | undefined {
  if (!line.click) return undefined;
  const { now, attributionWindowDays: windowDays } = terms;
  const winner = attribute({ buyerId, productId: offer.productId, click: line.click, now, windowDays });
  const plan = typeof winner === 'object' ? terms.plans.get(winner.planId) : undefined;
  return typeof winner === 'object' && plan ? { click: winner, plan } : undefined;
}

/** Flash sales and presales have units of their own; everything else comes from the general pool. */
function poolOf(deal: Deal | undefined): Pool {
  if (deal?.kind === 'flash') return `room:${deal.dealId}`;
  return deal?.kind === 'presale' ? `campaign:${deal.dealId}` : GENERAL;
}

/** A kit's parts, or the SKU itself. */
function unitsOf(offer: SkuOffer, quantity: number, pool: Pool): LineUnits[] {
  if (offer.parts.length === 0) return [{ skuId: offer.skuId, pool, quantity }];
  return offer.parts.map((part) => ({ skuId: part.skuId, pool, quantity: part.quantity * quantity }));
}

function draftOrder(
  cart: Cart,
  shopId: string,
  lines: readonly DraftLine[],
  deal: Deal | undefined,
  terms: Terms,
): DraftOrder {
  const shop = terms.shops.get(shopId);
  const presale = deal?.kind === 'presale' ? deal : undefined;
  const kind: OrderKind = cart.kind ?? (presale ? 'presale' : 'normal');
  const goodsMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const agreed = cart.kind !== undefined || cart.lines.some((line) => line.agreedPriceMinor !== undefined);
  const freightMinor = shop && !agreed ? freightOf(shop.delivery, cart.province, goodsMinor) : 0;
  const earned = shop && kind === 'normal' && !agreed ? draftGifts(lines, shop, terms) : NO_GIFTS;
  return {
    shopId,
    merchantId: lines[0]?.offer.merchantId ?? '',
    kind,
    currency: lines[0]?.offer.currency ?? '',
    lines,
    ...earned,
    freightMinor,
    totalMinor: goodsMinor + freightMinor,
    shipWithinHours: shop?.delivery.shipWithinHours ?? DEFAULT_SHIP_HOURS,
    presale,
  };
}
const DEFAULT_SHIP_HOURS = 48;
const NO_GIFTS: Pick<DraftOrder, 'gifts' | 'notices'> = { gifts: NONE, notices: NONE };

function draftGifts(
  lines: readonly DraftLine[],
  shop: ShopTerms,
  terms: Terms,
): Pick<DraftOrder, 'gifts' | 'notices'> {
  if (shop.giftRules.length === 0) return NO_GIFTS;
  const { earned, replaced } = earnGifts(shop.giftRules, {
    now: terms.now,
    lines: lines.map((line, index) => ({
      lineNo: index + 1,
      productId: line.productId,
      quantity: line.quantity,
      amountMinor: line.amountMinor,
      roomId: line.credit?.click.surface === 'live_cart' ? line.credit.click.contentId : null,
    })),
  });
  const notice = (rule: GiftRule, reason: 'at_payment' | 'replaced_by_other_rule' | 'out_of_gifts') => ({
    ruleId: rule.ruleId,
    ruleName: rule.name,
    reason,
  });
  const gifts: DraftGift[] = [];
  const notices = replaced.map((rule) => notice(rule, 'replaced_by_other_rule'));
  for (const gift of earned) {
    // Who is among the first is known when the money has come, not before.
    if (gift.rule.kind === 'first_n') notices.push(notice(gift.rule, 'at_payment'));
    else gifts.push(draftGift(gift.rule, gift, terms));
  }
  return { gifts, notices };
}

/** The lines of a gift, free of charge. A gift whose SKU is gone counts as out. */
export function draftGift(
  rule: GiftRule,
  { times, gifts: given, earnedBy }: Omit<EarnedGift, 'rule'>,
  { offers }: Pick<Terms, 'offers'>,
): DraftGift {
  const { whenOut } = rule;
  const lines = (units: readonly Units[], substituted: boolean): DraftLine[] =>
    units.flatMap(({ skuId, quantity }, index) => {
      const offer = offers.get(skuId);
      if (!offer) return [];
      const gift: GiftOrigin = {
        ruleId: rule.ruleId,
        ruleName: rule.name,
        earnedBy: [...earnedBy],
        substituted,
        bearer: rule.bearer,
        valueMinor: offer.priceMinor * quantity,
      };
      return [
        {
          skuId,
          productId: offer.productId,
          quantity,
          unitPriceMinor: 0,
          discountMinor: 0,
          amountMinor: 0,
          offer,
          credit: undefined,
          dealId: undefined,
          discounts: NONE,
          gift,
          condition: conditionOf(rule),
          units: unitsOf(offer, quantity, rule.pool),
          quotas: rule.limited && index === 0 ? [{ quotaId: rule.ruleId, quantity: times }] : NONE,
        },
      ];
    });
  const whole = given.every(({ skuId }) => offers.has(skuId));
  return {
    rule,
    lines: whole ? lines(given, false) : NONE,
    substitute:
      whenOut.kind === 'substitute' && offers.has(whenOut.skuId)
        ? lines([{ skuId: whenOut.skuId, quantity: whenOut.quantity * times }], true)
        : undefined,
  };
}

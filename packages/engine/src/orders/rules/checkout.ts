import { hash } from 'node:crypto';
import type { Address } from '@yellowcart/contract';
import { attribute, type Click } from '#attribution';
import type { SkuOffer } from '#catalog';
import type { PlanSnapshot } from '#plans';
import type { Minor } from '../../money.ts';
import { type Refusal, refusal } from '../../refusal.ts';

export interface CheckoutLine {
  readonly skuId: string;
  readonly quantity: number;
  readonly click: Click | undefined;
  /** A price agreed elsewhere, for orders that are brought in from another system; undefined = today's. */
  readonly agreedPriceMinor?: Minor;
}

/** One buyer's wish to order, with its tokens already read. */
export interface Checkout {
  readonly buyerId: string;
  readonly key: string;
  readonly bodyHash: string;
  readonly lines: readonly CheckoutLine[];
  readonly address: Address;
  readonly expectedTotalMinor: Minor | undefined;
  /** When it happened, for orders that are brought in; undefined = now. */
  readonly placedAt?: Date;
}

export interface DraftLine {
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: Minor;
  readonly amountMinor: Minor;
  readonly offer: SkuOffer;
  readonly credit: Credit | undefined;
}
/** Who earns on a line, and by which version of which plan. */
export interface Credit {
  readonly click: Click;
  readonly plan: PlanSnapshot;
}
export interface DraftOrder {
  readonly shopId: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly lines: readonly DraftLine[];
}

/** What a checkout is drafted from: the offers and plans as they are in the same transaction. */
export interface Terms {
  readonly offers: ReadonlyMap<string, SkuOffer>;
  readonly plans: ReadonlyMap<string, PlanSnapshot>;
  readonly now: Date;
  readonly attributionWindowDays: number;
}

/** 1 bn yuan: ninety thousand such checkouts still sum to an exact number. */
const CHECKOUT_MINOR_MAX: Minor = 100_000_000_000;

/**
 * Prices and attributes a checkout and splits it into one order per shop.
 * Refuses, in this order: sku_not_found, product_off_shelf, mixed_currencies, total_over_limit,
 * price_changed.
 */
export function draftCheckout(checkout: Checkout, terms: Terms): DraftOrder[] | Refusal {
  const byShop = new Map<string, DraftLine[]>();
  let total = 0;
  let currency: string | undefined;
  for (const line of checkout.lines) {
    const offer = terms.offers.get(line.skuId);
    if (!offer) return refusal('sku_not_found', { skuId: line.skuId });
    if (!offer.onShelf)
      return refusal('product_off_shelf', { title: offer.title, productId: offer.productId });
    if (currency !== undefined && offer.currency !== currency) return refusal('mixed_currencies');
    currency = offer.currency;
    const drafted = draftLine(checkout.buyerId, line, offer, terms);
    total += drafted.amountMinor;
    const lines = byShop.get(offer.shopId);
    if (lines) lines.push(drafted);
    else byShop.set(offer.shopId, [drafted]);
  }
  if (total > CHECKOUT_MINOR_MAX) return refusal('total_over_limit', { maxMinor: CHECKOUT_MINOR_MAX });
  if (checkout.expectedTotalMinor !== undefined && checkout.expectedTotalMinor !== total) {
    return refusal('price_changed', { totalMinor: total, expectedMinor: checkout.expectedTotalMinor });
  }
  return [...byShop].map(([shopId, lines]) => ({
    shopId,
    merchantId: lines[0]?.offer.merchantId ?? '',
    currency: currency ?? '',
    totalMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0),
    lines,
  }));
}

function draftLine(buyerId: string, line: CheckoutLine, offer: SkuOffer, terms: Terms): DraftLine {
  const { now, attributionWindowDays: windowDays } = terms;
  const winner = attribute({ buyerId, productId: offer.productId, click: line.click, now, windowDays });
  const plan = typeof winner === 'object' ? terms.plans.get(winner.planId) : undefined;
  const unitPriceMinor = line.agreedPriceMinor ?? offer.priceMinor;
  return {
    skuId: line.skuId,
    productId: offer.productId,
    quantity: line.quantity,
    unitPriceMinor,
    amountMinor: unitPriceMinor * line.quantity,
    offer,
    credit: typeof winner === 'object' && plan ? { click: winner, plan } : undefined,
  };
}

/** Tells whether two requests under one key ask for the same: SHA-256 over everything the buyer sent. */
export function bodyHash(body: {
  readonly lines: readonly {
    readonly skuId: string;
    readonly quantity: number;
    readonly clickToken?: string | undefined;
  }[];
  readonly address: Address;
  readonly expectedTotalMinor?: number | undefined;
}): string {
  const { name, phone, province, city, district, street } = body.address;
  const parts: unknown[] = [body.expectedTotalMinor ?? null, name, phone, province, city, district, street];
  for (const line of body.lines) parts.push(line.skuId, line.quantity, line.clickToken ?? null);
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

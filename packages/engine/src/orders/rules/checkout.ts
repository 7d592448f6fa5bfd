import { hash } from 'node:crypto';
import type { Address, Discount, GiftNotice, GiftOrigin, OrderKind } from '@yellowcart/contract';
import type { Click } from '#attribution';
import type { SkuOffer } from '#catalog';
import type { PlanSnapshot } from '#plans';
import type { GiftCondition, GiftRule, Presale, ShopTerms } from '#promotions';
import type { Pool } from '#stock';
import type { Minor } from '../../money.ts';

export interface CheckoutLine {
  readonly skuId: string;
  readonly quantity: number;
  readonly click: Click | undefined;
  /** The deal it is bought under. */
  readonly dealId?: string | undefined;
  /** A price agreed elsewhere, for orders that are brought in from another system; undefined = today's. */
  readonly agreedPriceMinor?: Minor;
}

/** One buyer's cart, with its tokens already read. */
export interface Cart {
  readonly buyerId: string;
  readonly lines: readonly CheckoutLine[];
  /** Where it goes; undefined = not known yet. */
  readonly province: string | undefined;
  /** `sample` and `lottery` cost nothing and earn no gifts; undefined = what the lines make it. */
  readonly kind?: 'sample' | 'lottery' | undefined;
}

/** What a preview showed, as its token carries it: all that may not change silently between looking and ordering. */
export interface Promised {
  readonly buyerId: string;
  readonly province: string | null;
  /** When it was shown, epoch milliseconds. */
  readonly at: number;
  readonly orders: readonly PromisedOrder[];
}
export interface PromisedOrder {
  readonly shopId: string;
  readonly totalMinor: number;
  readonly freightMinor: number;
  readonly shipWithinHours: number;
  readonly depositMinor: number;
  /** SKU, quantity, amount. */
  readonly goods: readonly (readonly [string, number, number])[];
  /** Rule, SKU, quantity. */
  readonly gifts: readonly (readonly [string, string, number])[];
}
/** One buyer's wish to order. */
export interface Checkout extends Cart {
  readonly key: string;
  readonly bodyHash: string;
  readonly address: Address;
  readonly expectedTotalMinor: Minor | undefined;
  /** What the buyer was shown and holds us to. */
  readonly promised?: Promised | undefined;
  /** When it happened, for orders that are brought in; undefined = now. */
  readonly placedAt?: Date;
}

/** What a checkout is drafted from, as it was at one revision of everything. */
export interface Terms {
  readonly offers: ReadonlyMap<string, SkuOffer>;
  readonly plans: ReadonlyMap<string, PlanSnapshot>;
  readonly shops: ReadonlyMap<string, ShopTerms>;
  readonly now: Date;
  readonly attributionWindowDays: number;
}

/** Who earns on a line, and by which version of which plan. */
export interface Credit {
  readonly click: Click;
  readonly plan: PlanSnapshot;
}
/** Units of a plain SKU, held by a line. */
export interface LineUnits {
  readonly skuId: string;
  readonly pool: Pool;
  readonly quantity: number;
}
export interface LineQuota {
  readonly quotaId: string;
  readonly quantity: number;
}

export interface DraftLine {
  readonly skuId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: Minor;
  readonly discountMinor: Minor;
  readonly amountMinor: Minor;
  readonly offer: SkuOffer;
  readonly credit: Credit | undefined;
  readonly dealId: string | undefined;
  readonly discounts: readonly Discount[];
  readonly gift: GiftOrigin | undefined;
  readonly condition: GiftCondition | undefined;
  /** What it takes from stock, by first choice. */
  readonly units: readonly LineUnits[];
  readonly quotas: readonly LineQuota[];
}
/** A gift that was earned; whether it is given depends on limits and stock. */
export interface DraftGift {
  readonly rule: GiftRule;
  readonly lines: readonly DraftLine[];
  /** Given where `lines` are out; undefined = nothing is. */
  readonly substitute: readonly DraftLine[] | undefined;
}
export interface DraftOrder {
  readonly shopId: string;
  readonly merchantId: string;
  readonly kind: OrderKind;
  readonly currency: string;
  readonly lines: readonly DraftLine[];
  readonly gifts: readonly DraftGift[];
  readonly notices: readonly GiftNotice[];
  readonly freightMinor: Minor;
  /** Lines and freight. */
  readonly totalMinor: Minor;
  readonly shipWithinHours: number;
  /** Of a presale: its deal. */
  readonly presale: Presale | undefined;
}
/** An order with everything it was given: `lines` holds the gifts too, `units` are what was really taken. */
export interface GrantedOrder extends Omit<DraftOrder, 'gifts'> {}

/** Tells whether two requests under one key ask for the same: SHA-256, cut to 128 bits, over everything the buyer sent. */
export function bodyHash(body: {
  readonly lines: readonly {
    readonly skuId: string;
    readonly quantity: number;
    readonly clickToken?: string | undefined;
    readonly dealId?: string | undefined;
  }[];
  readonly address: Address;
  readonly expectedTotalMinor?: number | undefined;
  readonly previewToken?: string | undefined;
}): string {
  const { name, phone, province, city, district, street } = body.address;
  const parts: unknown[] = [body.expectedTotalMinor ?? null, name, phone, province, city, district, street];
  for (const line of body.lines)
    parts.push(line.skuId, line.quantity, line.clickToken ?? null, line.dealId ?? null);
  parts.push(body.previewToken ?? null);
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, HASH_CHARACTERS);
}
/** 22 base64url characters hold 132 bits. */
const HASH_CHARACTERS = 22;

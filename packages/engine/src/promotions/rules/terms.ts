import type { Bearer } from '@yellowcart/contract';
import type { Minor } from '../../money.ts';

export interface Units {
  readonly skuId: string;
  readonly quantity: number;
}

/** The end of what has none. */
export const FOREVER = new Date(8_640_000_000_000_000);

interface DealBase {
  readonly dealId: string;
  readonly shopId: string;
  readonly name: string;
  /** It can be bought in [startsAt, endsAt). */
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Its quota has a limit in total, per buyer, or both; counted in units, for combinations in sets. */
  readonly limited: boolean;
}
/** Several SKUs with one price (搭配购); each set holds `items`. */
export interface Combination extends DealBase {
  readonly kind: 'combination';
  readonly items: readonly Units[];
  readonly priceMinor: Minor;
}
/** One SKU at a price of its own in one room for some minutes, from the pool `room:<dealId>`. */
export interface FlashSale extends DealBase {
  readonly kind: 'flash';
  readonly roomId: string;
  readonly skuId: string;
  readonly priceMinor: Minor;
}
/** One SKU, paid as a deposit now and a balance later, from the pool `campaign:<dealId>`. */
export interface Presale extends DealBase {
  readonly kind: 'presale';
  readonly skuId: string;
  readonly priceMinor: Minor;
  /** Per unit, like the price. */
  readonly depositMinor: Minor;
  readonly balanceFrom: Date;
  readonly balanceUntil: Date;
  readonly shipBy: Date;
  readonly depositRefundable: boolean;
}
export type Deal = Combination | FlashSale | Presale;

/** What happens when a gift that was earned is out. */
export type WhenOut =
  | { readonly kind: 'block' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'substitute'; readonly skuId: string; readonly quantity: number };

/** Reached at `from`: minor units for threshold_amount, pieces for the others. */
export interface GiftBand {
  readonly from: number;
  readonly gifts: readonly Units[];
}

export interface GiftRule {
  readonly ruleId: string;
  readonly shopId: string;
  readonly version: number;
  readonly name: string;
  readonly kind: 'threshold_amount' | 'threshold_pieces' | 'buy_gift' | 'first_n' | 'room_only';
  /** The goods that count; null = all goods of the shop. */
  readonly productIds: readonly string[] | null;
  /** Only lines led here from this live room count; always set for room_only. */
  readonly roomId: string | null;
  /** By `from`, rising; one band only for buy_gift, first_n and room_only. */
  readonly bands: readonly GiftBand[];
  /** buy_gift: gives once for every `from` pieces rather than once. */
  readonly repeats: boolean;
  /** Of rules that do not stack, only the one that comes first (by priority, then id) is given. */
  readonly stacks: boolean;
  /** The lowest number comes first. */
  readonly priority: number;
  /** Where the gift's units come from. */
  readonly pool: 'gift' | 'general';
  readonly whenOut: WhenOut;
  readonly bearer: Bearer;
  /** Its quota has a limit in total (always for first_n), per buyer, or both; counted in times given. */
  readonly limited: boolean;
  readonly startsAt: Date;
  /** FOREVER where no end is set. */
  readonly endsAt: Date;
}

/** How a shop delivers. */
export interface DeliveryTerms {
  readonly freightMinor: Minor;
  /** Goods of at least so much travel for nothing; null = never. */
  readonly freeFromMinor: Minor | null;
  /** On top of the freight, by province; also where goods travel for nothing. */
  readonly surcharges: Readonly<Record<string, Minor>>;
  readonly shipWithinHours: number;
}

export const DEFAULT_DELIVERY: DeliveryTerms = {
  freightMinor: 0,
  freeFromMinor: null,
  surcharges: {},
  shipWithinHours: 48,
};

/** All of a shop that a checkout depends on besides its goods. `revision` grows with every change of it. */
export interface ShopTerms {
  readonly shopId: string;
  readonly revision: number;
  readonly delivery: DeliveryTerms;
  /** Those that have not ended, or not long ago; flash sales once their host has started them. */
  readonly giftRules: readonly GiftRule[];
  readonly deals: readonly Deal[];
}

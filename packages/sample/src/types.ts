import type { PictureKind } from '@yellowcart/pictures';

/** One choice of a product. Prices are integer fen; the list price is never below the price. */
export interface SampleSku {
  ref: string;
  spec: Record<string, string>;
  priceMinor: number;
  listPriceMinor: number;
  stock: number;
}

/** Rates are integer basis points of the price paid. */
export interface SampleProduct {
  ref: string;
  shopRef: string;
  title: string;
  subtitle: string;
  categoryPath: string[];
  brand: string;
  pictureKind: PictureKind;
  attributes: Record<string, string>;
  skus: SampleSku[];
  commissionBps: number;
  serviceFeeBps: number;
  listedDaysAgo: number;
  /** 0 to 1; few goods are near 1, most are near 0. */
  popularity: number;
}

export interface SampleShop {
  ref: string;
  name: string;
  intro: string;
  /** Top categories the shop sells. */
  categories: string[];
  city: string;
  openedDaysAgo: number;
}

export interface SampleCreator {
  ref: string;
  name: string;
  handle: string;
  bio: string;
  /** Top categories the creator talks about, the main one first. */
  categories: string[];
  followers: number;
  /** 1 to 6. */
  level: number;
}

export interface SampleLeader {
  ref: string;
  name: string;
  intro: string;
  categories: string[];
}

export interface SampleRoom {
  ref: string;
  creatorRef: string;
  title: string;
  notice: string;
  /** 12 to 30 goods in the order they are shown, all of the creator's categories. */
  productRefs: string[];
  coverKind: PictureKind;
}

export interface SampleBuyer {
  ref: string;
  nickname: string;
  /** Phones are 199 0000 xxxx, which no carrier has handed out. */
  address: { name: string; phone: string; province: string; city: string; district: string; street: string };
}

/** A SKU's own units that gifts are given from. */
export interface SampleGiftStock {
  skuRef: string;
  units: number;
}

/** A gift rule as its shop would write it. Amounts are integer fen. */
export interface SampleGiftRule {
  kind: 'threshold_amount' | 'buy_gift' | 'first_n' | 'room_only';
  name: string;
  /** The goods that count; none = all of the shop. */
  productRefs: string[];
  bands: { from: number; skuRef: string; quantity: number }[];
  /** Only for buyers from the first room. */
  inRoom: boolean;
  repeats: boolean;
  pool: 'gift' | 'general';
  /** Given when the gift is out; none = the order goes on without. */
  insteadSkuRef?: string;
  totalMax?: number;
  buyerMax?: number;
}

/** What the shop with most goods in the first room offers on top of them; the flash sale is of a good of that room. */
export interface SampleOffers {
  shopRef: string;
  delivery: { freightMinor: number; surcharges: Record<string, number>; shipWithinHours: number };
  giftStock: SampleGiftStock[];
  giftRules: SampleGiftRule[];
  combination: { name: string; skuRefs: string[]; priceMinor: number; days: number };
  flash: {
    name: string;
    shopRef: string;
    skuRef: string;
    priceMinor: number;
    units: number;
    buyerMax: number;
  };
  presale: {
    name: string;
    skuRef: string;
    priceMinor: number;
    depositMinor: number;
    units: number;
    days: number;
  };
}

/** One event of the scripted show; `atSeconds` counts from the start of a loop and never falls. */
export type ShowStep =
  | { atSeconds: number; kind: 'viewers'; count: number }
  | { atSeconds: number; kind: 'pin'; productIndex: number; line: string }
  | { atSeconds: number; kind: 'burst'; productIndex: number; orders: number }
  | { atSeconds: number; kind: 'hang'; productIndex: number }
  | { atSeconds: number; kind: 'flash'; countdownSeconds: number; minutes: number }
  | { atSeconds: number; kind: 'unpin' };

export interface SamplePlatform {
  categories: string[][];
  shops: SampleShop[];
  creators: SampleCreator[];
  leaders: SampleLeader[];
  products: SampleProduct[];
  rooms: SampleRoom[];
  buyers: SampleBuyer[];
  offers: SampleOffers;
  showScript: ShowStep[];
}

export type { EarnedGift, GiftCart, GiftCartLine } from './rules/gifts.ts';
export type {
  Combination,
  Deal,
  DeliveryTerms,
  FlashSale,
  GiftBand,
  GiftRule,
  Presale,
  ShopTerms,
  Units,
  WhenOut,
} from './rules/terms.ts';

export { shopTerms, termsRevisionsStatement } from './queries/shop-terms.ts';
export { freightOf } from './rules/freight.ts';
export {
  conditionOf,
  type EarnedGift,
  earnGifts,
  type GiftCart,
  type GiftCartLine,
  type GiftCondition,
  type GivenGift,
  giftBroken,
  timesOver,
} from './rules/gifts.ts';
export {
  type Combination,
  type Deal,
  type DeliveryTerms,
  type FlashSale,
  FOREVER,
  type GiftBand,
  type GiftRule,
  type Presale,
  type ShopTerms,
  type Units,
  type WhenOut,
} from './rules/terms.ts';

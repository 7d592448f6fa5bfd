export {
  changeGiftRule,
  createGiftRule,
  endGiftRule,
} from './commands/change-gift-rules.ts';
export { closeEndedDeals } from './commands/close-ended-deals.ts';
export { createCombination, createFlashSale, createPresale } from './commands/create-deals.ts';
export { startFlashSale, stopFlashSale } from './commands/run-flash-sales.ts';
export { setDelivery } from './commands/set-delivery.ts';
export { stopDeal } from './commands/stop-deals.ts';
export * from './events.ts';
export { dealsOf } from './queries/deal-view.ts';
export { deliveryOf } from './queries/delivery-of.ts';
export { giftRulesOf } from './queries/gift-rule-view.ts';
export { productDeals } from './queries/product-deals.ts';
export { roomDeals } from './queries/room-deals.ts';
export { shopTerms, termsRevisionsStatement } from './queries/shop-terms.ts';
export { type SimulatedCart, simulateGifts } from './queries/simulate-gifts.ts';
export {
  type ExplainedGift,
  explainGifts,
  type GiftLimitsLeft,
  giftStockKey,
} from './rules/explain-gifts.ts';
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
export { poolOfReturn } from './rules/pools.ts';
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

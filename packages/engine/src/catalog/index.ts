export { buildKit } from './commands/build-kit.ts';
export { listProduct } from './commands/list-product.ts';
export { setShelf } from './commands/set-shelf.ts';
export { SHELF_CHANGED, type ShelfChanged } from './events.ts';
export { kitOf } from './queries/kit-of.ts';
export { type ProductCard, productCards } from './queries/product-cards.ts';
export { productPage } from './queries/product-page.ts';
export { productRevisions, revisionsStatement } from './queries/product-revisions.ts';
export { productsByRef, skusByRef } from './queries/products-by-ref.ts';
export { type SkuName, skuNames } from './queries/sku-names.ts';
export { type SkuOffer, skuOffers } from './queries/sku-offers.ts';
export { joinCategory, splitCategory } from './rules/category.ts';
export {
  holdProducts,
  insertProducts,
  type NewProductRow,
  type NewSkuRow,
  touchProducts,
} from './store/products.ts';
export {
  allShopIds,
  createShops,
  type Shop,
  shopByRef,
  shopMerchants,
  shopNames,
  shopOf,
} from './store/shops.ts';

export { type MerchantSearch, merchantProducts } from './queries/merchant-products.ts';
export { type LibraryPage, type LibrarySearch, searchLibrary } from './queries/search-library.ts';

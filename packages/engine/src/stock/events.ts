/** Units were added or taken by hand: {shopId, skuId, productId, delta}. */
export const STOCK_ADJUSTED = 'stock.adjusted';

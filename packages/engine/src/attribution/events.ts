/** A viewer opened an item: {roomId, itemId, productId}. */
export const CLICKED = 'attribution.clicked';

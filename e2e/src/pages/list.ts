import type { Role } from '@yellowcart/contract';
import type { Page } from 'playwright-core';
import type { Places } from './seed.ts';

/** A page as one of its readers sees it. */
export interface Sight {
  readonly path: (places: Places) => string;
  /** Test ids of what it must show. */
  readonly shows: readonly string[];
  /** What the reader does there before it is looked at. */
  readonly act?: (page: Page) => Promise<void>;
}

const at = (path: string, ...shows: string[]): Sight => ({ path: () => path, shows });
const tap =
  (...ids: string[]) =>
  async (page: Page): Promise<void> => {
    for (const id of ids) await page.getByTestId(id).first().click();
  };

/** Every page of both sets, by who sees it; `nobody` is not signed in. */
export const sights: Readonly<Record<Role | 'nobody', readonly Sight[]>> = {
  nobody: [
    at('/', 'room-card', 'sign-in-link', 'language'),
    { path: (p) => `/room/${p.liveRoomId}`, shows: ['pinned-card', 'cart-button', 'viewers'] },
    { path: (p) => `/room/${p.scheduledRoomId}`, shows: ['cart-button', 'leave-room'] },
    { path: (p) => `/product/${p.productId}`, shows: ['price', 'sku-chip', 'buy-button'] },
    at('/orders', 'sign-in-form'),
    at('/signin', 'sign-in-sample', 'email', 'password'),
    at('/console/sign-in', 'signin-email', 'sample-login-operator', 'language'),
  ],
  buyer: [
    at('/checkout', 'empty'),
    {
      path: (p) => `/room/${p.liveRoomId}`,
      shows: ['address', 'sku-chip', 'quantity', 'place-order'],
      act: tap('buy-button'),
    },
    at('/orders', 'order-filter', 'order-row'),
    { path: (p) => `/orders/${p.paidId}`, shows: ['order-state', 'timeline', 'order-line', 'refund-button'] },
    { path: (p) => `/orders/${p.disputedId}`, shows: ['refund', 'tracking-number', 'receipt-button'] },
    {
      path: (p) => `/product/${p.productId}`,
      shows: ['address', 'place-order', 'total'],
      act: tap('buy-button'),
    },
    { path: (p) => `/room/${p.liveRoomId}`, shows: ['flash-card', 'flash-time', 'flash-left'] },
    {
      path: (p) => `/room/${p.liveRoomId}`,
      shows: ['preview', 'gift-line', 'place-order'],
      act: tap('flash-buy'),
    },
    {
      path: (p) => `/product/${p.productId}`,
      shows: ['preview', 'line-discount', 'place-order'],
      act: tap('set-offer', 'buy-button'),
    },
    {
      path: (p) => `/product/${p.productId}`,
      shows: ['presale-terms', 'ship-by', 'place-order'],
      act: tap('presale-offer', 'buy-button'),
    },
    { path: (p) => `/orders/${p.giftedId}`, shows: ['gift-line', 'order-total'] },
    { path: (p) => `/orders/${p.depositId}`, shows: ['presale-payment', 'cancel-button'] },
    {
      path: (p) => `/orders/${p.unpaidId}`,
      shows: ['pay-due', 'pay-approve', 'test-pay'],
      act: tap('pay-button'),
    },
  ],
  operator: [
    at('/console/board', 'board-gmv', 'board-orders', 'board-buyers', 'board-viewers', 'board-conversion'),
    at('/console/orders', 'order-row'),
    at('/console/ledger', 'ledger-sums', 'account-row'),
    { path: (p) => `/console/ledger/${p.accountId}`, shows: ['settings'] },
    at('/console/clock', 'clock-now', 'clock-advance-7d'),
    at('/console/money', 'balance-earned', 'balance-pending', 'commission-row'),
  ],
  merchant: [
    at('/console/', 'need-ship', 'need-refund', 'need-plan', 'need-stock'),
    at('/console/products', 'product-row', 'product-search', 'stock-open', 'plan-open', 'shelf-switch'),
    { ...at('/console/products', 'plan-commission', 'plan-save'), act: tap('plan-open') },
    at('/console/products/new', 'product-title', 'product-save', 'sku-price'),
    { ...at('/console/orders', 'ship-tracking', 'ship-confirm'), act: tap('ship-button') },
    {
      path: (p) => `/console/orders?order=${p.disputedId}`,
      shows: ['order-row', 'refund-row', 'refund-agree'],
    },
    { ...at('/console/orders', 'free-recipient', 'free-send'), act: tap('free-open') },
    {
      path: (p) => `/console/orders?order=${p.giftedId}`,
      shows: ['order-row'],
    },
    at('/console/stock', 'sku-pick', 'kit-new'),
    {
      path: (p) => `/console/stock?sku=${p.giftSkuId}&product=${p.giftProductId}`,
      shows: ['stock-sku', 'pool-row', 'increment-units', 'allot-units', 'movement-row'],
    },
    {
      path: (p) => `/console/stock?sku=${p.giftSkuId}&product=${p.giftProductId}`,
      shows: ['policy-safety', 'policy-save'],
      act: tap('policy-open'),
    },
    { ...at('/console/stock', 'kit-title', 'kit-part-quantity', 'kit-list'), act: tap('kit-new') },
    at('/console/promotions', 'gift-rule-row', 'gift-rule-new'),
    { ...at('/console/promotions', 'gift-name', 'band-from', 'gift-save'), act: tap('gift-rule-new') },
    at('/console/promotions?tab=combinations', 'deal-row', 'combinations-new'),
    {
      ...at('/console/promotions?tab=combinations', 'deal-item-quantity', 'deal-save'),
      act: tap('combinations-new'),
    },
    at('/console/promotions?tab=flash', 'deal-row', 'flash-new'),
    { ...at('/console/promotions?tab=flash', 'deal-units', 'deal-save'), act: tap('flash-new', 'deal-save') },
    at('/console/promotions?tab=presales', 'deal-row', 'presales-new'),
    {
      ...at('/console/promotions?tab=presales', 'deal-deposit', 'deal-save'),
      act: tap('presales-new', 'deal-save'),
    },
    at('/console/promotions?tab=delivery', 'delivery-freight', 'delivery-save'),
    at('/console/promotions?tab=simulator', 'sim-run', 'sim-line-quantity'),
    at('/console/money', 'balance-earned', 'balance-wallet', 'commission-row'),
  ],
  creator: [
    at('/console/', 'settings'),
    at('/console/library', 'library-search', 'library-row', 'hang-button', 'hang-room'),
    at('/console/rooms', 'room-row', 'room-new'),
    {
      path: (p) => `/console/rooms/${p.liveRoomId}`,
      shows: [
        'desk-item',
        'pin-button',
        'preview-pinned',
        'desk-undo',
        'desk-search',
        'desk-gmv',
        'desk-sale',
        'flash-stop',
      ],
    },
    at('/console/money', 'balance-earned', 'balance-pending', 'commission-row'),
  ],
  leader: [at('/console/money', 'balance-earned'), at('/console/library', 'library-row')],
};

/** The sheet of the cart exists on phones only: beside the picture stands a list where there is room. */
export const cartSheet: Sight = {
  path: (p) => `/room/${p.liveRoomId}`,
  shows: ['cart-item', 'item-buy'],
  act: tap('cart-button'),
};

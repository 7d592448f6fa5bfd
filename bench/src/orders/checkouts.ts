import type { NewCheckout } from '@yellowcart/contract';
import { systemIds } from '@yellowcart/engine';
import { signClick } from '@yellowcart/engine/attribution';
import type { Session } from '../server/sessions.ts';
import type { Goods, Shop } from './goods.ts';
import type { Market } from './market.ts';

/** What the buyers of a run go for: everything alike, one SKU in every order, one of which nothing is left, or a kit that earns gifts. */
export type Taste = 'spread' | 'hot-sku' | 'sold-out' | 'kit-gifts';

export interface PreparedCheckout {
  readonly credential: string;
  readonly body: NewCheckout;
}

/** Enough that a token or a pair of SKUs comes back seldom, and yet read by wrk in a moment. */
export const CHECKOUTS = 20_000;
export const ADDRESS: NewCheckout['address'] = {
  name: '李晓',
  phone: '199 0000 0001',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号 2 幢 301 室',
};

/**
 * Checkouts as buyers of a live room send them: one shop, two lines of different products (or one kit), each with the
 * token of the buyer's own click. The same numbers give the same choice, so that every run orders alike.
 */
export function prepareCheckouts(market: Market, taste: Taste, count = CHECKOUTS): PreparedCheckout[] {
  const random = sequence();
  const at = new Date();
  return Array.from({ length: count }, (_, index) => {
    const buyer = pick(market.buyers, index);
    if (taste === 'kit-gifts') return kitCheckout(market, buyer, random, at);
    const shop = taste === 'spread' ? pick(market.shops, random()) : pick(market.shops, 0);
    const place = random();
    const second = pick(shop.goods, place);
    const first = firstGoods(market, shop, taste, place + 1 + (random() % (shop.goods.length - 1)));
    // The hot SKU is everybody's; the other line is any of its neighbours.
    const other = second === first ? pick(shop.goods, place + 1) : second;
    return {
      credential: buyer.credential,
      body: {
        lines: [
          {
            ...clicked(market, buyer, shop, first, at),
            skuId: pick(first.skuIds, taste === 'spread' ? random() : 0),
          },
          { ...clicked(market, buyer, shop, other, at), skuId: pick(other.skuIds, random()) },
        ],
        address: ADDRESS,
      },
    };
  });
}

function kitCheckout(market: Market, buyer: Session, random: () => number, at: Date): PreparedCheckout {
  const shop = pick(market.kitShops, random());
  const kit = pick(shop.goods, random());
  return {
    credential: buyer.credential,
    body: {
      lines: [{ ...clicked(market, buyer, shop, kit, at), skuId: pick(kit.skuIds, 0) }],
      address: ADDRESS,
    },
  };
}

function firstGoods(market: Market, shop: Shop, taste: Taste, place: number): Goods {
  if (taste === 'sold-out') return market.soldOut;
  return pick(shop.goods, taste === 'hot-sku' ? 0 : place);
}

/** One unit of these goods (the SKU is to be named beside), with the token of a click that the buyer made in the room. */
export function clicked(
  market: Market,
  buyer: Session,
  shop: Shop,
  { productId, planId }: Goods,
  at: Date,
): { readonly quantity: number; readonly clickToken: string } {
  const clickToken = signClick(market.clickSecret, {
    clickId: systemIds.next(),
    at,
    buyerId: buyer.partyId,
    creatorId: market.creatorId,
    surface: 'live_cart',
    contentId: market.creatorId,
    itemId: productId,
    shopId: shop.shopId,
    productId,
    planId,
    planVersion: 1,
  });
  return { quantity: 1, clickToken };
}

function pick<T>(from: readonly T[], number: number): T {
  const one = from[number % from.length];
  if (one === undefined) throw new RangeError('nothing to pick from');
  return one;
}

/** Numbers below 2^31 that look random and are the same in every run. */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 9;
  };
}

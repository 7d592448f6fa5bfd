import { apiAs } from '../sample-people.ts';
import { ADDRESS } from './address.ts';
import { seedOffers } from './seed-offers.ts';

/** What a page's address may name. */
export interface Places {
  readonly liveRoomId: string;
  readonly scheduledRoomId: string;
  readonly productId: string;
  /** Paid for, not shipped. */
  readonly paidId: string;
  /** Shipped, and its buyer wants the money back. */
  readonly disputedId: string;
  readonly accountId: string;
  /** Placed, not paid. */
  readonly unpaidId: string;
  /** Paid for, with a gift. */
  readonly giftedId: string;
  /** A presale of which the deposit is paid. */
  readonly depositId: string;
  /** What is given, from a pool of its own. */
  readonly giftSkuId: string;
  readonly giftProductId: string;
}

/** Fills a fresh sample platform with a pinned item and some orders, so that no page has nothing to show. */
export async function seedPlaces(origin: string): Promise<Places> {
  const [buyer, creator, merchant, operator] = await Promise.all([
    apiAs(origin, 'buyer'),
    apiAs(origin, 'creator'),
    apiAs(origin, 'merchant'),
    apiAs(origin, 'operator'),
  ]);
  const { shopId } = await merchant.call('GET /api/v1/me', {});
  const rooms = await creator.call('GET /api/v1/creator/rooms', {});
  const roomId = known(rooms.items.find((room) => room.state === 'live')).roomId;
  const { items } = await buyer.call('GET /api/v1/rooms/:roomId', { params: { roomId } });
  const offered = await Promise.all(
    items.map(async (item) => {
      const { productId } = item;
      const product = await buyer.call('GET /api/v1/products/:productId', { params: { productId } });
      return { item, product };
    }),
  );
  const { item, product } = known(offered.find((offer) => offer.product.shop.shopId === shopId));
  const { itemId } = item;
  await creator.call('PUT /api/v1/creator/rooms/:roomId/pin', { params: { roomId }, body: { itemId } });

  const buy = async (key: string): Promise<string> => {
    const { clickToken } = await buyer.call('POST /api/v1/clicks', { body: { roomId, itemId } });
    const skuId = known(product.skus.find((sku) => sku.available > 1)).skuId;
    const placed = await buyer.call('POST /api/v1/checkouts', {
      idempotencyKey: `pages-${key}`,
      body: { lines: [{ skuId, quantity: 1, clickToken }], address: ADDRESS },
    });
    const { orderId } = known(placed.orders[0]);
    await buyer.call('POST /api/v1/orders/:orderId/payment', {
      params: { orderId },
      body: { provider: 'test' },
    });
    return orderId;
  };
  const disputedId = await buy('disputed');
  await merchant.call('POST /api/v1/merchant/orders/:orderId/shipment', {
    params: { orderId: disputedId },
    body: { carrier: '顺丰速运', trackingNo: 'SF1234567890' },
  });
  await buyer.call('POST /api/v1/orders/:orderId/refunds', {
    params: { orderId: disputedId },
    body: { key: 'pages', reason: '不合适', lines: [{ lineNo: 1, quantity: 1 }] },
  });
  const paidId = await buy('waiting');
  const offers = await seedOffers({ buyer, creator, merchant }, { roomId, product });
  const books = await operator.call('GET /api/v1/operator/ledger/accounts', {});
  const all = await buyer.call('GET /api/v1/rooms', {});
  return {
    liveRoomId: roomId,
    scheduledRoomId: known(all.items.find((room) => room.state === 'scheduled')).roomId,
    productId: product.productId,
    paidId,
    disputedId,
    accountId: known(books.items[0]).accountId,
    ...offers,
  };
}

function known<T>(value: T | null | undefined): T {
  if (value === undefined || value === null)
    throw new Error('the sample platform has not what the pages need');
  return value;
}

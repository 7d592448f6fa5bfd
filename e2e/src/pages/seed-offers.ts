import type { ProductPage } from '@yellowcart/contract';
import type { Client } from '@yellowcart/sdk';
import { ADDRESS } from './address.ts';

const HOUR_MS = 3_600_000;

interface Seeded {
  readonly unpaidId: string;
  readonly giftedId: string;
  readonly depositId: string;
  readonly giftSkuId: string;
  readonly giftProductId: string;
}

/** Puts every kind of offer around one product, and orders under some of them, so that their pages have something to show. */
export async function seedOffers(
  { buyer, creator, merchant }: Readonly<Record<'buyer' | 'creator' | 'merchant', Client>>,
  { roomId, product }: { readonly roomId: string; readonly product: ProductPage },
): Promise<Seeded> {
  const { now } = await buyer.call('GET /api/v1/operator/clock', {});
  const inHours = (hours: number): string => new Date(Date.parse(now) + hours * HOUR_MS).toISOString();
  const sku = plenty(product);
  const { items } = await merchant.call('GET /api/v1/merchant/products', { query: { limit: 50 } });
  const others = items.filter(
    (row) => row.onShelf && row.productId !== product.productId && row.available > 100,
  );
  const pages = await Promise.all(
    others
      .slice(0, 4)
      .map(({ productId }) => buyer.call('GET /api/v1/products/:productId', { params: { productId } })),
  );
  const [gift, second] = pages.filter((page) => page.skus.some((one) => one.available > 50));
  if (!gift || !second) throw new Error('the sample shop has too few goods');
  const giftSkuId = plenty(gift).skuId;

  await merchant.call('POST /api/v1/merchant/skus/:skuId/allotments', {
    params: { skuId: giftSkuId },
    body: { pool: 'gift', delta: 20, key: 'pages-gift' },
  });
  await merchant.call('POST /api/v1/merchant/gift-rules', {
    body: {
      kind: 'buy_gift',
      name: '买就送',
      productIds: [product.productId],
      bands: [{ from: 1, gifts: [{ skuId: giftSkuId, quantity: 1 }] }],
    },
  });
  await merchant.call('POST /api/v1/merchant/combinations', {
    body: {
      name: '一起买',
      items: [
        { skuId: sku.skuId, quantity: 1 },
        { skuId: plenty(second).skuId, quantity: 2 },
      ],
      priceMinor: sku.priceMinor + plenty(second).priceMinor,
      endsAt: inHours(48),
    },
  });
  const presale = await merchant.call('POST /api/v1/merchant/presales', {
    body: {
      ...{
        name: '新季预售',
        skuId: sku.skuId,
        priceMinor: sku.priceMinor - 100,
        depositMinor: 100,
        units: 9,
      },
      ...{ endsAt: inHours(24), balanceFrom: inHours(25), balanceUntil: inHours(72), shipBy: inHours(120) },
    },
  });
  const flash = await merchant.call('POST /api/v1/merchant/flash-sales', {
    body: { name: '整点秒杀', roomId, skuId: sku.skuId, priceMinor: sku.priceMinor - 200, units: 9 },
  });
  await creator.call('POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/start', {
    params: { roomId, dealId: flash.dealId },
    body: { countdownSeconds: 10, minutes: 20 },
  });

  const order = async (key: string, dealId?: string): Promise<string> => {
    const placed = await buyer.call('POST /api/v1/checkouts', {
      idempotencyKey: `pages-${key}`,
      body: { lines: [{ skuId: sku.skuId, quantity: 1, ...(dealId ? { dealId } : {}) }], address: ADDRESS },
    });
    const [first] = placed.orders;
    if (!first) throw new Error('nothing was placed');
    return first.orderId;
  };
  const pay = async (orderId: string): Promise<string> => {
    await buyer.call('POST /api/v1/orders/:orderId/payment', {
      params: { orderId },
      body: { provider: 'test' },
    });
    return orderId;
  };
  return {
    unpaidId: await order('unpaid'),
    giftedId: await pay(await order('gifted')),
    depositId: await pay(await order('deposit', presale.dealId)),
    giftSkuId,
    giftProductId: gift.productId,
  };
}

function plenty(product: ProductPage) {
  const sku = product.skus.find((one) => one.available > 50) ?? product.skus[0];
  if (!sku) throw new Error('a product without SKUs');
  return sku;
}

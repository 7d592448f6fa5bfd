import type { Goods, Market, Shop } from './market.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const LINES = 2;
const PRICE = 1_990;
/** Platform, creator and merchant get a part of every line. */
const PARTS = [99, 398, 1_493];
const RATES = ['500', '2000', 'NULL'];
const ADDRESS = JSON.stringify({
  name: '李晓',
  phone: '199 0000 0001',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号 2 幢 301 室',
});
const GOODS = JSON.stringify({
  title: '冻干草莓脆 独立小包装 办公室零食 第 1 款',
  spec: { 规格: '1 袋' },
  picture: '/pictures/nuts/1.svg',
});

interface Order {
  readonly shop: Shop;
  readonly orderId: string;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly goods: readonly Goods[];
}

/**
 * The statements of a transaction that writes `count` orders of two lines: the tables, rows and documents that placing
 * writes, in set-based statements of the bench's own, so that the engine is held against them and not against itself.
 */
export function statementsOf(
  market: Market,
  count: number,
  orderNo: number,
  next: () => string,
): readonly Statement[] {
  const orders = Array.from({ length: count }, (_, index): Order => {
    const number = orderNo + index;
    const shop = at(market.shops, number);
    const goods = [at(shop.goods, number), at(shop.goods, number + 1)];
    return { shop, goods, orderId: next(), checkoutId: next(), buyerId: at(market.buyers, number).partyId };
  });
  const lines = orders.flatMap((order) =>
    order.goods.map((goods, index) => ({ order, goods, lineNo: index + 1 })),
  );
  const sold = new Map<string, { shopId: string; units: number }>();
  for (const { order, goods } of lines) {
    const skuId = goods.skuIds[0] ?? '';
    sold.set(skuId, { shopId: order.shop.shopId, units: (sold.get(skuId)?.units ?? 0) + 1 });
  }
  const levels = [list([...sold.values()].map((level) => level.shopId)), list([...sold.keys()])];
  const now = new Date().toISOString();
  const ofOrders = (of: (order: Order) => string): string => list(orders.map(of));
  const ofLines = (of: (line: (typeof lines)[number]) => string | number): string => list(lines.map(of));
  const ofShares = (of: (line: (typeof lines)[number], part: number) => string | number): string =>
    list(lines.flatMap((line) => PARTS.map((_, part) => of(line, part))));
  return [
    {
      text: 'INSERT INTO orders.request (buyer_id, key, body_hash, checkout_id) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) ON CONFLICT DO NOTHING RETURNING checkout_id',
      values: [
        ofOrders((order) => order.buyerId),
        ofOrders((order) => order.orderId),
        ofOrders((order) => order.checkoutId.padEnd(43, '0')),
        ofOrders((order) => order.checkoutId),
      ],
    },
    {
      text: 'SELECT product_id, revision FROM catalog.product WHERE product_id = ANY($1::uuid[])',
      values: [list([...new Set(lines.map(({ goods }) => goods.productId))])],
    },
    {
      text: 'SELECT l.sku_id, l.on_hand, l.reserved FROM unnest($1::uuid[], $2::uuid[]) AS k (shop_id, sku_id) JOIN stock.level l USING (shop_id, sku_id) ORDER BY l.shop_id, l.sku_id FOR UPDATE OF l',
      values: levels,
    },
    {
      text: 'UPDATE stock.level l SET reserved = l.reserved + k.units FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS k (shop_id, sku_id, units) WHERE l.shop_id = k.shop_id AND l.sku_id = k.sku_id',
      values: [...levels, list([...sold.values()].map((level) => level.units))],
    },
    {
      text: `INSERT INTO orders."order" (shop_id, order_id, checkout_id, order_no, buyer_id, state, currency, total_minor, address, placed_at, expires_at)
        SELECT shop_id, order_id, checkout_id, order_no, buyer_id, 'awaiting_payment', 'CNY', ${LINES * PRICE}, $6::json, $7::timestamptz, $7::timestamptz + interval '15 minutes'
        FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) AS o (shop_id, order_id, checkout_id, order_no, buyer_id)`,
      values: [
        ofOrders((order) => order.shop.shopId),
        ofOrders((order) => order.orderId),
        ofOrders((order) => order.checkoutId),
        list(orders.map((_, index) => orderNo + index)),
        ofOrders((order) => order.buyerId),
        ADDRESS,
        now,
      ],
    },
    {
      text: `INSERT INTO orders.line (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, amount_minor, goods, attribution)
        SELECT shop_id, order_id, line_no, sku_id, product_id, 1, ${PRICE}, ${PRICE}, $6::json, attribution::json
        FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::uuid[], $7::text[]) AS l (shop_id, order_id, line_no, sku_id, product_id, attribution)`,
      values: [
        ofLines(({ order }) => order.shop.shopId),
        ofLines(({ order }) => order.orderId),
        ofLines(({ lineNo }) => lineNo),
        ofLines(({ goods }) => goods.skuIds[0] ?? ''),
        ofLines(({ goods }) => goods.productId),
        GOODS,
        ofLines((line) => JSON.stringify(attribution(market, line))),
      ],
    },
    {
      text: `INSERT INTO commission.share (shop_id, order_id, line_no, role, party_id, currency, base_minor, rate_bps, amount_minor, state)
        SELECT shop_id, order_id, line_no, role, party_id, 'CNY', ${PRICE}, rate_bps, amount_minor, 'pending'
        FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::text[], $5::uuid[], $6::integer[], $7::bigint[]) AS s (shop_id, order_id, line_no, role, party_id, rate_bps, amount_minor)`,
      values: [
        ofShares(({ order }) => order.shop.shopId),
        ofShares(({ order }) => order.orderId),
        ofShares(({ lineNo }) => lineNo),
        ofShares((_, part) => ['platform', 'creator', 'merchant'][part] ?? ''),
        ofShares(
          ({ order }, part) => [market.platformId, market.creatorId, order.shop.merchantId][part] ?? '',
        ),
        ofShares((_, part) => RATES[part] ?? ''),
        ofShares((_, part) => PARTS[part] ?? 0),
      ],
    },
    {
      text: 'INSERT INTO outbox.batch (size, events) VALUES ($1, $2::json)',
      values: [count, JSON.stringify(orders.map((order) => announcement(market, order, now)))],
    },
  ];
}

function attribution(market: Market, { goods }: { goods: Goods }): string {
  return JSON.stringify({
    creatorId: market.creatorId,
    surface: 'live_cart',
    contentId: market.creatorId,
    itemId: goods.productId,
    clickId: goods.planId,
    planId: goods.planId,
    planVersion: 1,
    commissionBps: 2_000,
    serviceFeeBps: 0,
    leaderId: null,
  });
}

function announcement(market: Market, { orderId, shop, buyerId, goods }: Order, at: string): unknown {
  const lines = goods.map(({ productId, skuIds }) => ({
    skuId: skuIds[0],
    productId,
    quantity: 1,
    amountMinor: PRICE,
    contentId: market.creatorId,
    itemId: productId,
    creatorId: market.creatorId,
  }));
  const payload = {
    orderId,
    shopId: shop.shopId,
    buyerId,
    currency: 'CNY',
    totalMinor: LINES * PRICE,
    placedAt: at,
    lines,
  };
  return { topic: 'bench.placed', key: orderId, at, payload };
}

/** An array literal of ids, numbers and strings that are quoted already. */
const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

function at<T>(from: readonly T[], number: number): T {
  const one = from[number % from.length];
  if (one === undefined) throw new RangeError('nothing to choose from');
  return one;
}

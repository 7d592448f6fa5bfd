import type { Market } from './market.ts';
import type { BatchLine, BatchOrder } from './sql-batch-orders.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const ADDRESS = JSON.stringify({
  name: '李晓',
  phone: '199 0000 0001',
  province: '浙江省',
  city: '杭州市',
  district: '西湖区',
  street: '文三路 1 号 2 幢 301 室',
});

/**
 * The statements of a transaction that writes these orders: the tables, rows and documents that placing reads, takes and
 * writes, in set-based statements of the bench's own, so that the engine is held against them and not against itself.
 * Snapshots are missing, since placing writes each of them once and not with every order.
 */
export function statementsOf(
  market: Market,
  orders: readonly BatchOrder[],
  orderNo: number,
): readonly Statement[] {
  return [...taking(orders), ...writing(market, orders, orderNo)];
}

/** What the first round of placing does: claims keys, proves what was read before, takes units and quotas. */
function taking(orders: readonly BatchOrder[]): Statement[] {
  const ofOrders = (of: (order: BatchOrder) => string): string => list(orders.map(of));
  const lines = orders.flatMap((order) => order.lines);
  const levels = unitsOf(orders);
  const quotas = counted(orders.flatMap(({ quotaIds }) => quotaIds));
  const buyers = counted(orders.flatMap(({ quotaIds, buyerId }) => quotaIds.map((id) => `${id} ${buyerId}`)));
  const statements: Statement[] = [
    {
      text: 'INSERT INTO orders.request (buyer_id, key, body_hash, checkout_id) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[]) AS r (buyer_id, key, body_hash, checkout_id) ORDER BY buyer_id, key ON CONFLICT DO NOTHING RETURNING checkout_id',
      values: [
        ofOrders((order) => order.buyerId),
        ofOrders((order) => order.orderId),
        ofOrders((order) => order.checkoutId.padEnd(43, '0')),
        ofOrders((order) => order.checkoutId),
      ],
    },
    {
      text: 'SELECT product_id, revision FROM catalog.product WHERE product_id = ANY($1::uuid[])',
      values: [list([...new Set(lines.map(({ productId }) => productId))])],
    },
    {
      text: 'SELECT shop_id, revision FROM promotions.shop WHERE shop_id = ANY($1::uuid[])',
      values: [list([...new Set(orders.map(({ shopId }) => shopId))])],
    },
    {
      text: 'UPDATE stock.level l SET reserved = l.reserved + k.units FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bigint[]) AS k (shop_id, sku_id, pool, units) WHERE l.shop_id = k.shop_id AND l.sku_id = k.sku_id AND l.pool = k.pool AND l.on_hand - l.reserved - l.safety >= k.units RETURNING l.sku_id, l.pool, l.on_hand, l.reserved, l.safety, l.low_at',
      values: [
        list(levels.map(({ shopId }) => shopId)),
        list(levels.map(({ skuId }) => skuId)),
        list(levels.map(({ pool }) => pool)),
        list(levels.map(({ quantity }) => quantity)),
      ],
    },
  ];
  if (quotas.length === 0) return statements;
  return [
    ...statements,
    {
      text: 'UPDATE quotas.quota q SET used = q.used + c.quantity FROM unnest($1::uuid[], $2::bigint[]) AS c (quota_id, quantity) WHERE q.quota_id = c.quota_id AND (q.total_max IS NULL OR q.used + c.quantity <= q.total_max) RETURNING q.quota_id',
      values: [list(quotas.map(([id]) => id)), list(quotas.map(([, count]) => count))],
    },
    {
      text: 'INSERT INTO quotas.buyer AS b (quota_id, buyer_id, used) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) ON CONFLICT (quota_id, buyer_id) DO UPDATE SET used = b.used + excluded.used WHERE NOT EXISTS (SELECT FROM quotas.quota q WHERE q.quota_id = b.quota_id AND b.used + excluded.used > q.buyer_max) RETURNING b.quota_id',
      values: [
        list(buyers.map(([key]) => key.split(' ')[0] ?? '')),
        list(buyers.map(([key]) => key.split(' ')[1] ?? '')),
        list(buyers.map(([, count]) => count)),
      ],
    },
  ];
}

/** What the second round does: orders, lines, and one row for all events. */
function writing(market: Market, orders: readonly BatchOrder[], orderNo: number): Statement[] {
  const ofOrders = (of: (order: BatchOrder) => string | number): string => list(orders.map(of));
  const lines = orders.flatMap((order) =>
    order.lines.map((line, index) => ({ ...line, order, lineNo: index + 1 })),
  );
  const ofLines = (of: (line: (typeof lines)[number]) => string | number): string => list(lines.map(of));
  const now = new Date().toISOString();
  return [
    {
      text: `INSERT INTO orders."order" (shop_id, order_id, order_no, buyer_id, state, currency, total_minor, tech_fee_bps, address, placed_at, expires_at, ship_within_hours)
        SELECT shop_id, order_id, order_no, buyer_id, 'awaiting_payment', 'CNY', total_minor, 500, $6::json, $7::timestamptz, $7::timestamptz + interval '15 minutes', 48
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::bigint[]) AS o (shop_id, order_id, order_no, buyer_id, total_minor)`,
      values: [
        ofOrders((order) => order.shopId),
        ofOrders((order) => order.orderId),
        list(orders.map((_, index) => orderNo + index)),
        ofOrders((order) => order.buyerId),
        ofOrders((order) => totalOf(order)),
        ADDRESS,
        now,
      ],
    },
    {
      text: `INSERT INTO orders.line (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, amount_minor, goods_id, credit_id, click_id, terms)
        SELECT shop_id, order_id, line_no, sku_id, product_id, 1, price_minor, price_minor, sku_id, credit_id, credit_id, terms::json
        FROM unnest($1::uuid[], $2::uuid[], $3::smallint[], $4::uuid[], $5::uuid[], $6::bigint[], $7::uuid[], $8::text[])
          AS l (shop_id, order_id, line_no, sku_id, product_id, price_minor, credit_id, terms)`,
      values: [
        ofLines(({ order }) => order.shopId),
        ofLines(({ order }) => order.orderId),
        ofLines(({ lineNo }) => lineNo),
        ofLines(({ skuId }) => skuId),
        ofLines(({ productId }) => productId),
        ofLines(({ priceMinor }) => priceMinor),
        ofLines(({ credited, productId }) => (credited ? productId : 'NULL')),
        ofLines(({ terms }) => (terms ? JSON.stringify(JSON.stringify(terms)) : 'NULL')),
      ],
    },
    {
      text: 'INSERT INTO outbox.batch (size, events) VALUES ($1, $2::json)',
      values: [orders.length, JSON.stringify(orders.map((order) => announcement(market, order, now)))],
    },
  ];
}

const totalOf = ({ lines }: BatchOrder): number => lines.reduce((sum, { priceMinor }) => sum + priceMinor, 0);

/** What all orders take of each level, in key order, so that two transactions never wait in a ring. */
function unitsOf(orders: readonly BatchOrder[]) {
  const levels = counted(
    orders.flatMap(({ shopId, lines }) =>
      lines.flatMap(({ units }) => units.map(([skuId, pool]) => `${shopId} ${skuId} ${pool}`)),
    ),
  );
  return levels.map(([key, quantity]) => {
    const [shopId = '', skuId = '', pool = ''] = key.split(' ');
    return { shopId, skuId, pool, quantity };
  });
}

/** How often each comes, in order. */
function counted(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function announcement(market: Market, order: BatchOrder, at: string): unknown {
  const { orderId, shopId, buyerId } = order;
  const sold = order.lines.filter(({ credited }) => credited);
  const line = ({ skuId, productId, priceMinor }: BatchLine) => ({
    skuId,
    productId,
    quantity: 1,
    amountMinor: priceMinor,
    contentId: market.creatorId,
    itemId: productId,
    creatorId: market.creatorId,
  });
  const payload = {
    orderId,
    shopId,
    buyerId,
    kind: 'normal',
    currency: 'CNY',
    totalMinor: totalOf(order),
    placedAt: at,
    lines: sold.map(line),
    ...(sold.length < order.lines.length
      ? { unitSkuIds: order.lines.flatMap(({ units }) => units.map(([skuId]) => skuId)) }
      : {}),
  };
  return { topic: 'bench.placed', key: orderId, at, payload };
}

/** An array literal of ids, numbers and strings that are quoted already. */
const list = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

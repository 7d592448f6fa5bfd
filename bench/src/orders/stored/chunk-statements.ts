/** A minute of work, so that whoever waits sees it go on. */
export const CHUNK = 200_000;

/**
 * What stands ready while orders are written: SKUs by shop and number, and buyers by number. `$1` = the market's shops
 * and the buyers that are signed in, as JSON.
 */
export const PREPARE = [
  `CREATE TEMP TABLE stored_goods AS
   SELECT s.place - 1 AS shop_no, row_number() OVER (PARTITION BY s.place ORDER BY k.sku_id) - 1 AS sku_no, k.shop_id,
     c.merchant_id, k.product_id, k.sku_id, p.price_minor, t.title, k.spec, t.picture, l.plan_id, l.leader_id
   FROM json_array_elements_text($1::json) WITH ORDINALITY AS s (shop_id, place)
   JOIN catalog.shop c ON c.shop_id = s.shop_id::uuid JOIN catalog.sku k ON k.shop_id = c.shop_id
   JOIN catalog.product t ON t.product_id = k.product_id JOIN plans.plan l ON l.product_id = k.product_id
   JOIN stock.level v ON v.sku_id = k.sku_id AND v.on_hand >= 1000000
   JOIN catalog.price p ON p.sku_id = k.sku_id AND p.valid_to = 'infinity'`,
  'CREATE UNIQUE INDEX ON stored_goods (shop_no, sku_no)',
] as const;

/** Buyers who are signed in come first; the others are made, with accounts like theirs. `$1` = the former as JSON, `$2` = how many in all. */
export const BUYERS = [
  `CREATE TEMP TABLE stored_buyer AS
   SELECT n - 1 AS buyer_no, coalesce(b.party_id::uuid, md5('stored buyer ' || n)::uuid) AS party_id, b.party_id IS NULL AS made
   FROM generate_series(1, $2::integer) AS n LEFT JOIN json_array_elements_text($1::json) WITH ORDINALITY AS b (party_id, place) ON b.place = n`,
] as const;
export const MAKE_BUYERS = [
  'CREATE UNIQUE INDEX ON stored_buyer (buyer_no)',
  `INSERT INTO parties.party (party_id, role, name, created_at)
   SELECT party_id, 'buyer', '买家 ' || buyer_no, now() - interval '400 days' FROM stored_buyer WHERE made`,
  `INSERT INTO accounts."user" (id, name, email, "emailVerified")
   SELECT party_id, '买家', party_id || '@example.com', true FROM stored_buyer WHERE made`,
  'INSERT INTO parties.member (user_id, party_id) SELECT party_id, party_id FROM stored_buyer WHERE made',
] as const;

const ROOMS = 50;
/** A credit is of a product shown in one of so many rooms. */
const creditId = (product: string, room: string): string => `md5('credit ' || ${product} || ${room})::uuid`;

/** What the lines remember, once for each SKU, and for each product and room. `$1` = the creator. */
export const SNAPSHOTS = [
  `INSERT INTO orders.snapshot (shop_id, snapshot_id, body)
   SELECT shop_id, sku_id, json_build_object('title', title, 'spec', spec, 'picture', picture) FROM stored_goods`,
] as const;
export const CREDITS = `INSERT INTO orders.snapshot (shop_id, snapshot_id, body)
   SELECT shop_id, ${creditId('product_id', 'room')}, json_build_object('creatorId', $1::text, 'surface', 'live_cart',
     'contentId', md5('room ' || room)::uuid, 'itemId', product_id, 'planId', plan_id, 'planVersion', 1,
     'commissionBps', 2000, 'serviceFeeBps', 0, 'leaderId', leader_id)
   FROM (SELECT DISTINCT shop_id, product_id, plan_id, leader_id FROM stored_goods) g CROSS JOIN generate_series(1, ${ROOMS}) AS room`;

/** A UUIDv7 of an instant, its last byte as given. */
const idAt = (instant: string, seed: string, lastByte: string): string =>
  `(lpad(to_hex((extract(epoch FROM ${instant}) * 1000)::bigint), 12, '0') || '7' || substr(${seed}, 1, 3) || '8' || substr(${seed}, 4, 13) || '${lastByte}')::uuid`;

/**
 * Orders number $1 to $2 of $3, spread over the year before this moment: most to few shops, few to many buyers, one to
 * three lines. Those of the last days are on their way, 6 in 100 were never paid, and the rest is over and settled.
 */
const ORDERS = `CREATE TEMP TABLE stored_order ON COMMIT DROP AS
   SELECT n, ${idAt('placed_at', 'seed', '00')} AS checkout_id, ${idAt('placed_at', 'seed', '01')} AS order_id, shop_no, base_sku,
     line_count, party_id AS buyer_id, placed_at, room,
     CASE WHEN never_paid THEN 'cancelled' WHEN n > $3 * 0.99 THEN 'paid' WHEN n > $3 * 0.97 THEN 'shipped' ELSE 'completed' END AS state,
     CASE WHEN NOT never_paid THEN placed_at + interval '1 minute' END AS paid_at,
     CASE WHEN NOT never_paid AND n <= $3 * 0.99 THEN placed_at + interval '1 day' END AS shipped_at,
     CASE WHEN NOT never_paid AND n <= $3 * 0.97 THEN placed_at + interval '3 days' END AS received_at
   FROM (
     SELECT n, floor(40 * power(random(), 2))::integer AS shop_no, floor(50 * power(random(), 2))::integer AS base_sku,
       1 + floor(3 * random())::integer AS line_count, floor($4 * power(random(), 1.5))::integer AS buyer_no,
       now() - interval '365 days' * (($3 - n)::float8 / $3) - interval '1 hour' AS placed_at, md5(n || ' ' || random()) AS seed,
       random() < 0.06 AS never_paid, 1 + floor(${ROOMS} * random())::integer AS room
     FROM generate_series($1::bigint, $2::bigint) AS n
   ) o JOIN stored_buyer USING (buyer_no)`;

const LINES = `CREATE TEMP TABLE stored_line ON COMMIT DROP AS
   SELECT o.n, line_no, o.order_id, g.shop_id, g.merchant_id, g.product_id, g.sku_id, quantity, g.price_minor,
     g.price_minor * quantity AS amount_minor, o.room, o.placed_at, o.paid_at, o.received_at, o.state
   FROM stored_order o CROSS JOIN LATERAL generate_series(1, o.line_count) AS line_no
   CROSS JOIN LATERAL (SELECT CASE (o.n + line_no) % 5 WHEN 0 THEN 2 ELSE 1 END AS quantity) q
   JOIN stored_goods g ON g.shop_no = o.shop_no AND g.sku_no = (o.base_sku + 17 * (line_no - 1)) % 50`;

const ADDRESS =
  '{"name":"李晓","phone":"199 0000 0001","province":"浙江省","city":"杭州市","district":"西湖区","street":"文三路 1 号 2 幢 301 室"}';
const EARNED = `l.state <> 'cancelled'`;
const SPLIT = `(VALUES ('platform', 500), ('creator', 2000), ('merchant', NULL)) AS r (role, rate_bps)`;

/** Writes orders $1 to $2 of $3, of $4 buyers, of creator $5, on platform $6, in the order in which they were placed. */
export const WRITE = [
  { text: ORDERS, values: ['from', 'to', 'count', 'buyers'] },
  { text: LINES, values: [] },
  {
    text: `INSERT INTO orders.request (buyer_id, key, body_hash, checkout_id)
     SELECT buyer_id, 'stored-' || n, left(translate(encode(sha256(n::text::bytea), 'base64'), '+/', '-_'), 43), checkout_id FROM stored_order ORDER BY n`,
    values: [],
  },
  {
    text: `INSERT INTO orders."order" (shop_id, order_id, order_no, buyer_id, state, currency, total_minor, tech_fee_bps, address, placed_at, expires_at,
       ship_within_hours, ship_by, paid_at, shipped_at, received_at, completed_at, cancelled_at, cancel_reason)
     SELECT t.shop_id, o.order_id, to_char(o.placed_at, 'YYMMDD') || lpad(o.n::text, 9, '0'), o.buyer_id, o.state, 'CNY', t.total_minor, 500, '${ADDRESS}', o.placed_at,
       o.placed_at + interval '15 minutes', 48, o.paid_at + interval '48 hours', o.paid_at, o.shipped_at, o.received_at, o.received_at + interval '7 days',
       CASE o.state WHEN 'cancelled' THEN o.placed_at + interval '15 minutes' END, CASE o.state WHEN 'cancelled' THEN 'expired' END
     FROM stored_order o JOIN (SELECT n, shop_id, sum(amount_minor) AS total_minor FROM stored_line GROUP BY n, shop_id) t USING (n) ORDER BY o.n`,
    values: [],
  },
  {
    text: `INSERT INTO orders.line (shop_id, order_id, line_no, sku_id, product_id, quantity, unit_price_minor, amount_minor, goods_id, credit_id, click_id)
     SELECT shop_id, order_id, line_no, sku_id, product_id, quantity, price_minor, amount_minor, sku_id, ${creditId('product_id', 'room')}, gen_random_uuid()
     FROM stored_line ORDER BY n, line_no`,
    values: [],
  },
  {
    text: `INSERT INTO orders.payment (shop_id, order_id, payment_id, provider, amount_minor, paid_at)
     SELECT shop_id, order_id, gen_random_uuid(), 'test', sum(amount_minor), paid_at FROM stored_line l WHERE ${EARNED} GROUP BY n, shop_id, order_id, paid_at ORDER BY n`,
    values: [],
  },
  {
    text: `INSERT INTO commission.share (shop_id, order_id, line_no, role, party_id, currency, base_minor, rate_bps, amount_minor, state, paid_at, settles_at, settled_at)
     SELECT l.shop_id, l.order_id, l.line_no, r.role, CASE r.role WHEN 'platform' THEN $2::uuid WHEN 'creator' THEN $1::uuid ELSE l.merchant_id END, 'CNY', l.amount_minor, r.rate_bps,
       CASE r.role WHEN 'merchant' THEN l.amount_minor - l.amount_minor * 500 / 10000 - l.amount_minor * 2000 / 10000 ELSE l.amount_minor * r.rate_bps / 10000 END,
       CASE l.state WHEN 'completed' THEN 'settled' ELSE 'estimated' END, l.paid_at, l.received_at + interval '7 days', l.received_at + interval '7 days'
     FROM stored_line l CROSS JOIN ${SPLIT} WHERE ${EARNED} ORDER BY l.n, l.line_no`,
    values: ['creator', 'platform'],
  },
  {
    text: `INSERT INTO fulfilment.shipment (shop_id, order_id, carrier, tracking_no, shipped_at)
     SELECT l.shop_id, o.order_id, '顺丰速运', 'SF' || lpad(o.n::text, 13, '0'), o.shipped_at FROM stored_order o JOIN stored_line l ON l.n = o.n AND l.line_no = 1
     WHERE o.shipped_at IS NOT NULL ORDER BY o.n`,
    values: [],
  },
  {
    text: `INSERT INTO stock.movement (shop_id, sku_id, kind, quantity, reference, at)
     SELECT shop_id, sku_id, 'sold', -quantity, order_id, paid_at FROM stored_line l WHERE ${EARNED} ORDER BY n, line_no`,
    values: [],
  },
] as const;

/** What was sold left the shelf. */
export const TAKE_OFF_SHELF = `UPDATE stock.level v SET on_hand = v.on_hand + m.moved
   FROM (SELECT shop_id, sku_id, sum(quantity) AS moved FROM stock.movement WHERE kind = 'sold' GROUP BY 1, 2) m
   WHERE v.shop_id = m.shop_id AND v.sku_id = m.sku_id AND v.pool = 'general'`;

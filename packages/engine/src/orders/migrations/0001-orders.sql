-- One order touches one shop, and the shop leads every key. A request remembers which key made which checkout.
CREATE SCHEMA orders;
CREATE SEQUENCE orders.number_block;
CREATE TABLE orders.request (
  buyer_id uuid NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  checkout_id uuid NOT NULL,
  PRIMARY KEY (buyer_id, key)
);
-- What lines remember, each different thing once: goods as they were shown, and who earns on them by which plan. The id
-- is a digest of the body, so a row is never changed and thousands of lines of one burst share it.
CREATE TABLE orders.snapshot (
  shop_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  body json NOT NULL,
  PRIMARY KEY (shop_id, snapshot_id)
);
-- The orders of a checkout have its id with their number in the last byte (ids.ts).
CREATE TABLE orders."order" (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  order_no text NOT NULL,
  buyer_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'normal' CHECK (kind IN ('normal', 'presale', 'sample', 'lottery')),
  state text NOT NULL CHECK (state IN ('awaiting_payment', 'deposit_paid', 'paid', 'partly_shipped', 'shipped', 'received', 'completed', 'cancelled')),
  currency text NOT NULL,
  freight_minor bigint NOT NULL DEFAULT 0 CHECK (freight_minor >= 0),
  -- Lines and freight.
  total_minor bigint NOT NULL CHECK (total_minor >= freight_minor),
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND total_minor),
  -- As it was when the order was placed; the platform's share of each line.
  tech_fee_bps integer NOT NULL CHECK (tech_fee_bps BETWEEN 0 AND 10000),
  -- {depositMinor, balanceFrom, balanceUntil, depositRefundable}.
  presale json CHECK ((kind = 'presale') = (presale IS NOT NULL)),
  address json NOT NULL,
  placed_at timestamptz NOT NULL,
  -- When the next payment (of a presale first the deposit, then the balance) must have come.
  expires_at timestamptz NOT NULL,
  -- The promise: so many hours after payment, or a day that a presale names.
  ship_within_hours integer NOT NULL,
  ship_by timestamptz,
  paid_at timestamptz,
  shipped_at timestamptz,
  received_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text CHECK (cancel_reason IN ('buyer', 'expired', 'refunded')),
  PRIMARY KEY (shop_id, order_id)
) WITH (fillfactor = 85);
CREATE INDEX order_buyer ON orders."order" (buyer_id, order_id);
CREATE INDEX order_unpaid ON orders."order" (expires_at) WHERE state IN ('awaiting_payment', 'deposit_paid');
CREATE TABLE orders.line (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  sku_id uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  discount_minor bigint NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
  amount_minor bigint NOT NULL CHECK (amount_minor = unit_price_minor * quantity - discount_minor AND amount_minor >= 0),
  refunded_quantity integer NOT NULL DEFAULT 0 CHECK (refunded_quantity BETWEEN 0 AND quantity),
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  -- Snapshots: {title, spec, picture}, and the creator, content and plan's version; no credit = unattributed.
  goods_id uuid NOT NULL,
  credit_id uuid,
  click_id uuid CHECK ((click_id IS NULL) = (credit_id IS NULL)),
  -- What else was agreed: {units: [[skuId, pool, quantity]], discounts, gift, quotas: [[quotaId, quantity]]}. No units =
  -- the line's own SKU from the general pool.
  terms json,
  PRIMARY KEY (shop_id, order_id, line_no)
) WITH (fillfactor = 90);
CREATE TABLE orders.payment (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  part text NOT NULL DEFAULT 'whole' CHECK (part IN ('whole', 'deposit', 'balance')),
  payment_id uuid NOT NULL,
  provider text NOT NULL,
  -- The provider's own number of the trade.
  trade_no text,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  paid_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, order_id, part)
);

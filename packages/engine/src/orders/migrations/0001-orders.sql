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
CREATE TABLE orders."order" (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  checkout_id uuid NOT NULL,
  order_no text NOT NULL,
  buyer_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'normal' CHECK (kind IN ('normal')),
  state text NOT NULL CHECK (state IN ('awaiting_payment', 'paid', 'partly_shipped', 'shipped', 'received', 'completed', 'cancelled')),
  currency text NOT NULL,
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND total_minor),
  address json NOT NULL,
  placed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  paid_at timestamptz,
  shipped_at timestamptz,
  received_at timestamptz,
  completed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text CHECK (cancel_reason IN ('buyer', 'expired', 'refunded')),
  PRIMARY KEY (shop_id, order_id)
) WITH (fillfactor = 85);
CREATE INDEX order_buyer ON orders."order" (buyer_id, order_id);
CREATE INDEX order_checkout ON orders."order" (checkout_id);
CREATE INDEX order_unpaid ON orders."order" (expires_at) WHERE state = 'awaiting_payment';
CREATE TABLE orders.line (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  sku_id uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  amount_minor bigint NOT NULL CHECK (amount_minor = unit_price_minor * quantity),
  refunded_quantity integer NOT NULL DEFAULT 0 CHECK (refunded_quantity BETWEEN 0 AND quantity),
  refunded_minor bigint NOT NULL DEFAULT 0 CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  -- Title, spec and picture as they were. Snapshots are json, not jsonb: kept as written, never searched.
  goods json NOT NULL,
  -- Creator, content, click and the plan's version as they were; NULL = unattributed.
  attribution json,
  PRIMARY KEY (shop_id, order_id, line_no)
) WITH (fillfactor = 90);
CREATE TABLE orders.payment (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  payment_id uuid NOT NULL,
  provider text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  paid_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, order_id)
);

-- Units on hand and reserved by pool, and a log that explains every change of what is on hand.
CREATE SCHEMA stock;
CREATE TABLE stock.level (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  pool text NOT NULL DEFAULT 'general',
  product_id uuid NOT NULL,
  on_hand bigint NOT NULL CHECK (on_hand >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  CHECK (reserved <= on_hand),
  PRIMARY KEY (shop_id, sku_id, pool)
) WITH (fillfactor = 70);
CREATE INDEX level_product ON stock.level (product_id);
CREATE TABLE stock.movement (
  shop_id uuid NOT NULL,
  movement_id bigint GENERATED ALWAYS AS IDENTITY,
  sku_id uuid NOT NULL,
  pool text NOT NULL DEFAULT 'general',
  kind text NOT NULL CHECK (kind IN ('increment', 'sold', 'returned')),
  quantity bigint NOT NULL CHECK (quantity <> 0),
  -- What caused it: the increment's own key, the order, the refund.
  reference text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, movement_id)
);
CREATE INDEX movement_sku ON stock.movement (shop_id, sku_id, movement_id);
CREATE UNIQUE INDEX movement_increment_key ON stock.movement (shop_id, sku_id, reference) WHERE kind = 'increment';

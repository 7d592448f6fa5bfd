-- Units on hand and reserved by pool, a log that explains every change of what is on hand, and what kits are made of.
CREATE SCHEMA stock;
CREATE TABLE stock.level (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  -- general, gift, room:<id>, creator:<id> or campaign:<id>.
  pool text NOT NULL DEFAULT 'general' CHECK (pool = 'general' OR pool = 'gift' OR pool LIKE '%:%'),
  product_id uuid NOT NULL,
  on_hand bigint NOT NULL CHECK (on_hand >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  -- Units that are never sold from here.
  safety bigint NOT NULL DEFAULT 0 CHECK (safety >= 0),
  -- With so many available or fewer, the shop is told; NULL = never.
  low_at bigint CHECK (low_at >= 0),
  -- When short, takes the rest from the general pool.
  borrows boolean NOT NULL DEFAULT false CHECK (NOT borrows OR pool <> 'general'),
  CHECK (reserved <= on_hand),
  PRIMARY KEY (shop_id, sku_id, pool)
) WITH (fillfactor = 70);
CREATE INDEX level_product ON stock.level (product_id);
CREATE TABLE stock.movement (
  shop_id uuid NOT NULL,
  movement_id bigint GENERATED ALWAYS AS IDENTITY,
  sku_id uuid NOT NULL,
  pool text NOT NULL DEFAULT 'general',
  kind text NOT NULL CHECK (kind IN ('increment', 'sold', 'returned', 'moved')),
  quantity bigint NOT NULL CHECK (quantity <> 0),
  -- What caused it: the increment's own key, the order, the refund, the deal.
  reference text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, movement_id)
);
CREATE INDEX movement_sku ON stock.movement (shop_id, sku_id, movement_id);
-- The same increment, and the same move between the same pools, once.
CREATE UNIQUE INDEX movement_key ON stock.movement (shop_id, sku_id, pool, reference) WHERE kind IN ('increment', 'moved');
-- What one unit of a kit takes, down to plain SKUs; `built` is what the merchant put together, which may name kits.
CREATE TABLE stock.kit (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  built json NOT NULL,
  PRIMARY KEY (shop_id, sku_id)
);
CREATE TABLE stock.kit_part (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  part_sku_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (shop_id, sku_id, part_sku_id)
);
CREATE INDEX kit_part_sku ON stock.kit_part (sku_id);
CREATE INDEX kit_part_of ON stock.kit_part (part_sku_id);

-- Shops, products and SKUs. `revision` grows with whatever an order must know anew: price, shelf, plan.
CREATE SCHEMA catalog;
CREATE TABLE catalog.shop (
  shop_id uuid PRIMARY KEY,
  merchant_id uuid NOT NULL,
  ref text UNIQUE,
  name text NOT NULL,
  intro text NOT NULL DEFAULT '',
  city text NOT NULL DEFAULT '',
  opened_at timestamptz NOT NULL
);
CREATE INDEX shop_merchant ON catalog.shop (merchant_id);
CREATE TABLE catalog.product (
  product_id uuid PRIMARY KEY,
  shop_id uuid NOT NULL,
  ref text NOT NULL,
  source text NOT NULL DEFAULT 'own',
  title text NOT NULL CHECK (title <> ''),
  subtitle text NOT NULL DEFAULT '',
  brand text,
  category_path text NOT NULL,
  picture text NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}',
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  price_minor_min bigint NOT NULL CHECK (price_minor_min >= 0),
  price_minor_max bigint NOT NULL CHECK (price_minor_max >= price_minor_min),
  on_shelf boolean NOT NULL DEFAULT true,
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  -- What people look for, in small letters: folding case row by row is what would make a search slow.
  search_text text NOT NULL GENERATED ALWAYS AS (lower(title || ' ' || coalesce(brand, '') || ' ' || category_path)) STORED,
  UNIQUE (shop_id, ref)
);
CREATE INDEX product_shop ON catalog.product (shop_id, created_at, product_id);
CREATE INDEX product_category ON catalog.product (category_path text_pattern_ops);
CREATE TABLE catalog.sku (
  sku_id uuid PRIMARY KEY,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL REFERENCES catalog.product (product_id),
  ref text NOT NULL,
  position integer NOT NULL,
  spec jsonb NOT NULL DEFAULT '{}',
  UNIQUE (shop_id, ref)
);
CREATE INDEX sku_product ON catalog.sku (product_id);
-- A price is a version with an interval; the one whose interval holds now applies.
CREATE TABLE catalog.price (
  sku_id uuid NOT NULL REFERENCES catalog.sku (sku_id),
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
  price_minor bigint NOT NULL CHECK (price_minor >= 0 AND price_minor <= 9000000000000),
  list_price_minor bigint CHECK (list_price_minor >= 0),
  PRIMARY KEY (sku_id, valid_from)
);

-- Every click for which a token was signed, so that an attribution can be explained later.
CREATE SCHEMA attribution;
CREATE TABLE attribution.click (
  click_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  buyer_id uuid,
  creator_id uuid NOT NULL,
  surface text NOT NULL,
  content_id uuid NOT NULL,
  item_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  plan_version integer NOT NULL
);

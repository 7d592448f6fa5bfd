-- Contents (live rooms so far) and what hangs in their carts. A suspended item keeps its row, so that restoring is exact.
CREATE SCHEMA placements;
CREATE TABLE placements.content (
  content_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('live_room')),
  ref text UNIQUE,
  creator_id uuid NOT NULL,
  title text NOT NULL,
  notice text NOT NULL DEFAULT '',
  cover text NOT NULL,
  playback_url text,
  state text NOT NULL CHECK (state IN ('scheduled', 'live', 'ended')),
  pinned_item_id uuid,
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz
);
CREATE INDEX content_creator ON placements.content (creator_id, content_id);
CREATE INDEX content_open ON placements.content (state) WHERE state <> 'ended';
CREATE TABLE placements.item (
  content_id uuid NOT NULL REFERENCES placements.content (content_id),
  item_id uuid NOT NULL,
  surface text NOT NULL CHECK (surface IN ('live_cart', 'video_cart', 'product_page', 'showcase')),
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  plan_version integer NOT NULL,
  position integer NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'suspended', 'removed')),
  reason text CHECK (reason IN ('off_shelf', 'out_of_stock', 'plan_ended', 'governed', 'policy', 'creator_not_allowed')),
  CHECK ((state = 'suspended') = (reason IS NOT NULL)),
  hung_at timestamptz NOT NULL,
  PRIMARY KEY (content_id, item_id)
);
CREATE UNIQUE INDEX item_once ON placements.item (content_id, product_id) WHERE state <> 'removed';
CREATE INDEX item_product ON placements.item (product_id) WHERE state <> 'removed';

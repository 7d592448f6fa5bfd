-- Deals and gift rules of shops. Their limits are quotas of the same id; their terms are versions by the shop's revision.
CREATE SCHEMA promotions;
CREATE TABLE promotions.shop (
  shop_id uuid PRIMARY KEY,
  revision bigint NOT NULL DEFAULT 1,
  freight_minor bigint NOT NULL DEFAULT 0 CHECK (freight_minor >= 0),
  free_from_minor bigint CHECK (free_from_minor >= 0),
  surcharges json NOT NULL DEFAULT '{}',
  ship_within_hours integer NOT NULL DEFAULT 48 CHECK (ship_within_hours BETWEEN 1 AND 2160)
);
CREATE TABLE promotions.deal (
  shop_id uuid NOT NULL,
  deal_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('combination', 'flash', 'presale')),
  name text NOT NULL CHECK (name <> ''),
  -- What is particular to the kind, as rules/terms.ts has it.
  terms json NOT NULL,
  room_id uuid CHECK ((kind = 'flash') = (room_id IS NOT NULL)),
  -- NULL while the host of a flash sale has not started it; it can be until ends_at then.
  starts_at timestamptz CHECK (kind = 'flash' OR starts_at IS NOT NULL),
  -- Equal to starts_at: stopped before it began.
  ends_at timestamptz NOT NULL CHECK (ends_at >= starts_at),
  limited boolean NOT NULL,
  -- Closed: its time is over and what was left of its pool went back.
  closed_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, deal_id)
);
CREATE INDEX deal_room ON promotions.deal (room_id) WHERE room_id IS NOT NULL;
CREATE INDEX deal_ending ON promotions.deal (ends_at) WHERE closed_at IS NULL;
CREATE TABLE promotions.gift_rule (
  shop_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  kind text NOT NULL CHECK (kind IN ('threshold_amount', 'threshold_pieces', 'buy_gift', 'first_n', 'room_only')),
  name text NOT NULL CHECK (name <> ''),
  terms json NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL DEFAULT 'infinity' CHECK (ends_at >= starts_at),
  limited boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (shop_id, rule_id)
);

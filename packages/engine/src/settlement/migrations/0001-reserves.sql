-- The part of settled commission that is held back for refunds, and when it is let go.
CREATE SCHEMA settlement;
CREATE TABLE settlement.reserve (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  role text NOT NULL,
  party_id uuid NOT NULL,
  currency text NOT NULL,
  held_minor bigint NOT NULL CHECK (held_minor >= 0),
  release_at timestamptz NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (shop_id, order_id, line_no, role)
);
CREATE INDEX reserve_due ON settlement.reserve (release_at) WHERE released_at IS NULL;
CREATE INDEX reserve_party ON settlement.reserve (party_id) WHERE released_at IS NULL;

-- Which orders settle when, the part of settled commission that is held back for refunds, and what refunds took ahead.
CREATE SCHEMA settlement;
-- A worklist: a row goes when its order has settled. Infinity: not received yet, but a refund is already open.
CREATE TABLE settlement.due (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  open_refunds integer NOT NULL DEFAULT 0 CHECK (open_refunds >= 0),
  PRIMARY KEY (shop_id, order_id)
);
CREATE INDEX due_now ON settlement.due (due_at) WHERE open_refunds = 0;
CREATE TABLE settlement.reserve (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  role text NOT NULL,
  party_id uuid NOT NULL,
  currency text NOT NULL,
  -- What is still held; refunds take from it until it is released.
  held_minor bigint NOT NULL CHECK (held_minor >= 0),
  release_at timestamptz NOT NULL,
  released_at timestamptz,
  PRIMARY KEY (shop_id, order_id, line_no, role)
);
CREATE INDEX reserve_due ON settlement.reserve (release_at) WHERE released_at IS NULL;
CREATE INDEX reserve_party ON settlement.reserve (party_id) WHERE released_at IS NULL;
-- What refunds after settlement took out of a party's pending balance: the next settlements pass that much less on.
CREATE TABLE settlement.claim (
  party_id uuid NOT NULL,
  currency text NOT NULL,
  claimed_minor bigint NOT NULL CHECK (claimed_minor >= 0),
  PRIMARY KEY (party_id, currency)
);

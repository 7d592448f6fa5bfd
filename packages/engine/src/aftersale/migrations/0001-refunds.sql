-- Refunds as their own records against order lines: asked for under a key, then decided once.
CREATE SCHEMA aftersale;
CREATE TABLE aftersale.refund (
  shop_id uuid NOT NULL,
  refund_id uuid NOT NULL,
  order_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  state text NOT NULL CHECK (state IN ('requested', 'refunded', 'refused')),
  reason text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  -- Kept back for gifts that the buyer keeps unearned.
  withheld_minor bigint NOT NULL DEFAULT 0 CHECK (withheld_minor >= 0),
  -- [{lineNo, quantity, amountMinor}]
  lines jsonb NOT NULL,
  requested_at timestamptz NOT NULL,
  decided_at timestamptz,
  CHECK ((state = 'requested') = (decided_at IS NULL)),
  PRIMARY KEY (shop_id, refund_id),
  UNIQUE (shop_id, order_id, key)
);
CREATE INDEX refund_requested ON aftersale.refund (shop_id, order_id) WHERE state = 'requested';

-- Money asked for, come in and given back, as the payment providers see it. An attempt is one trade at one provider for
-- what a checkout still owes; its parts say which order gets what of it.
CREATE SCHEMA payments;
CREATE TABLE payments.attempt (
  attempt_no text PRIMARY KEY,
  checkout_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  provider text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  -- received = the money is there and the orders are being paid; closing = to be closed at the provider.
  state text NOT NULL CHECK (state IN ('created', 'received', 'paid', 'closing', 'closed', 'mismatch')),
  -- {qr} or {redirect}, once the provider has answered.
  screen json,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- When to ask the provider, or to finish, unless something happens before; NULL = nothing is left to do.
  look_at timestamptz,
  looks integer NOT NULL DEFAULT 0,
  trade_no text,
  -- What the provider says was paid, where it is not what was asked for.
  told_minor bigint,
  paid_at timestamptz,
  closed_at timestamptz,
  CHECK (state NOT IN ('received', 'paid') OR (trade_no IS NOT NULL AND paid_at IS NOT NULL))
);
CREATE UNIQUE INDEX attempt_open ON payments.attempt (checkout_id, provider) WHERE state = 'created';
CREATE UNIQUE INDEX attempt_trade ON payments.attempt (provider, trade_no);
CREATE INDEX attempt_look ON payments.attempt (look_at) WHERE look_at IS NOT NULL;
CREATE TABLE payments.part (
  attempt_no text NOT NULL REFERENCES payments.attempt (attempt_no),
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  -- What the order owed: all of it, or a presale's deposit or balance.
  part text NOT NULL CHECK (part IN ('whole', 'deposit', 'balance')),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  -- late = the order could not take the money any more, which goes back.
  state text NOT NULL CHECK (state IN ('open', 'paid', 'late')),
  PRIMARY KEY (attempt_no, order_id)
);
CREATE INDEX part_order ON payments.part (order_id);
CREATE TABLE payments.refund (
  refund_no text PRIMARY KEY,
  attempt_no text NOT NULL REFERENCES payments.attempt (attempt_no),
  order_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('late', 'refund')),
  -- What it is for: the refund's id, or the order's for money that came late and for a returned deposit.
  cause_id uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  state text NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  -- The provider's last words, for whoever looks.
  told text,
  created_at timestamptz NOT NULL,
  done_at timestamptz,
  UNIQUE (attempt_no, order_id, cause_id)
);
CREATE INDEX refund_next ON payments.refund (next_at) WHERE state = 'waiting';

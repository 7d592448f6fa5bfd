-- What each party gets of each paid order line: computed once, when it is paid, then moved from state to state. Line 0
-- is the freight, which is the merchant's.
CREATE SCHEMA commission;
CREATE TABLE commission.share (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  role text NOT NULL CHECK (role IN ('merchant', 'creator', 'leader', 'platform')),
  party_id uuid NOT NULL,
  currency text NOT NULL,
  base_minor bigint NOT NULL CHECK (base_minor >= 0),
  -- NULL for the merchant, who gets what remains.
  rate_bps integer CHECK (rate_bps BETWEEN 0 AND 10000),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  reversed_minor bigint NOT NULL DEFAULT 0 CHECK (reversed_minor BETWEEN 0 AND amount_minor),
  state text NOT NULL CHECK (state IN ('estimated', 'confirmed', 'settled', 'reversed')),
  paid_at timestamptz NOT NULL,
  settles_at timestamptz,
  settled_at timestamptz,
  PRIMARY KEY (shop_id, order_id, line_no, role)
) WITH (fillfactor = 80);
CREATE INDEX share_party ON commission.share (party_id, order_id);
CREATE INDEX share_settling ON commission.share (party_id, settles_at) WHERE state = 'confirmed';

-- Commission plans; their rates are versions with an interval, so that a change can be announced before it applies.
CREATE SCHEMA plans;
CREATE TABLE plans.plan (
  plan_id uuid PRIMARY KEY,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('normal', 'leader')),
  leader_id uuid CHECK ((kind = 'leader') = (leader_id IS NOT NULL)),
  created_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL DEFAULT 'infinity',
  -- Its end was told to those who carry it.
  ended boolean NOT NULL DEFAULT false CHECK (NOT ended OR closes_at < 'infinity')
);
CREATE INDEX plan_product ON plans.plan (product_id);
CREATE INDEX plan_shop ON plans.plan (shop_id, plan_id);
CREATE INDEX plan_closing ON plans.plan (closes_at) WHERE NOT ended AND closes_at < 'infinity';
CREATE TABLE plans.rate (
  plan_id uuid NOT NULL REFERENCES plans.plan (plan_id),
  version integer NOT NULL CHECK (version >= 1),
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
  commission_bps integer NOT NULL CHECK (commission_bps BETWEEN 0 AND 9000),
  service_fee_bps integer NOT NULL CHECK (service_fee_bps BETWEEN 0 AND 4000),
  CHECK (commission_bps + service_fee_bps <= 9000),
  PRIMARY KEY (plan_id, version)
);

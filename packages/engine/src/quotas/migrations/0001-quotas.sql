-- What must never be exceeded, in total or for one buyer: gifts of a rule, units of a deal. Taken in batches like stock.
CREATE SCHEMA quotas;
CREATE TABLE quotas.quota (
  quota_id uuid PRIMARY KEY,
  total_max bigint CHECK (total_max > 0),
  buyer_max bigint CHECK (buyer_max > 0),
  used bigint NOT NULL DEFAULT 0 CHECK (used >= 0),
  CHECK (used <= total_max)
) WITH (fillfactor = 50);
CREATE TABLE quotas.buyer (
  quota_id uuid NOT NULL REFERENCES quotas.quota (quota_id),
  buyer_id uuid NOT NULL,
  used bigint NOT NULL CHECK (used >= 0),
  PRIMARY KEY (quota_id, buyer_id)
) WITH (fillfactor = 70);

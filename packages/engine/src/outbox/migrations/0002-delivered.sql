-- What was delivered a moment ago, for the other processes of the platform; empty while there are none. The process
-- that delivers numbers it, without a gap, so a reader's cursor cannot pass by a late commit. Kept for seconds, and of
-- no worth after a crash: whoever misses something here reads anew what the events were about.
CREATE UNLOGGED TABLE outbox.delivered (
  number bigint PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  events json NOT NULL
);
ALTER TABLE outbox.delivered ALTER COLUMN events SET STORAGE EXTERNAL;

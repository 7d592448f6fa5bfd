-- Events wait here, written in the transaction that caused them, until the relay has delivered them. One row holds all
-- events of one write: a batch of orders announces itself with one insert instead of hundreds.
CREATE SCHEMA outbox;
CREATE TABLE outbox.batch (
  batch_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  size integer NOT NULL CHECK (size > 0),
  -- A list of {topic, key, at, payload}; json and uncompressed, since it is written once and read once.
  events json NOT NULL
);
ALTER TABLE outbox.batch ALTER COLUMN events SET STORAGE EXTERNAL;

-- Events wait here, written in the transaction that caused them, until the relay has delivered them.
CREATE SCHEMA outbox;
CREATE TABLE outbox.event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  at timestamptz NOT NULL,
  payload jsonb NOT NULL
);

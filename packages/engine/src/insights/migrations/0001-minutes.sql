-- Counts by minute and room (the nil UUID where there was none), kept up from events, each event once.
CREATE SCHEMA insights;
CREATE TABLE insights.minute (
  minute timestamptz NOT NULL,
  room_id uuid NOT NULL,
  currency text NOT NULL,
  gmv_minor bigint NOT NULL DEFAULT 0,
  orders_placed bigint NOT NULL DEFAULT 0,
  orders_paid bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  clicks bigint NOT NULL DEFAULT 0,
  visits bigint NOT NULL DEFAULT 0,
  viewers_max bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (minute, room_id, currency)
);
CREATE INDEX minute_room ON insights.minute (room_id, minute);
CREATE TABLE insights.day_buyer (
  day date NOT NULL,
  buyer_id uuid NOT NULL,
  PRIMARY KEY (day, buyer_id)
);
CREATE TABLE insights.product_day (
  product_id uuid NOT NULL,
  day date NOT NULL,
  units bigint NOT NULL,
  PRIMARY KEY (product_id, day)
);
CREATE TABLE insights.room_item (
  room_id uuid NOT NULL,
  item_id uuid NOT NULL,
  orders_paid bigint NOT NULL DEFAULT 0,
  units bigint NOT NULL DEFAULT 0,
  gmv_minor bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, item_id)
);
CREATE TABLE insights.moment (
  moment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('paid', 'pinned')),
  room_id uuid,
  text text NOT NULL,
  amount_minor bigint NOT NULL DEFAULT 0
);
CREATE INDEX moment_at ON insights.moment (kind, at);

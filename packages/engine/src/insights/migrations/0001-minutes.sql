-- What the boards show, counted from events, each event once. The nil UUID as room stands for the whole platform:
-- an order with lines of two rooms counts once there and once in each room, so the rooms need not sum to the platform.
CREATE SCHEMA insights;
CREATE TABLE insights.minute (
  minute timestamptz NOT NULL,
  room_id uuid NOT NULL,
  currency text NOT NULL,
  gmv_minor bigint NOT NULL DEFAULT 0,
  orders_placed bigint NOT NULL DEFAULT 0,
  orders_paid bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (minute, room_id, currency)
) WITH (fillfactor = 50);
CREATE INDEX minute_room ON insights.minute (room_id, minute);
CREATE TABLE insights.traffic (
  minute timestamptz NOT NULL,
  room_id uuid NOT NULL,
  clicks bigint NOT NULL DEFAULT 0,
  visits bigint NOT NULL DEFAULT 0,
  viewers_max bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, minute)
) WITH (fillfactor = 50);
CREATE TABLE insights.day_buyer (
  day date NOT NULL,
  currency text NOT NULL,
  buyer_id uuid NOT NULL,
  PRIMARY KEY (day, currency, buyer_id)
);
-- How many rows of a day stand in day_buyer, so that a board need not count them each second.
CREATE TABLE insights.day (
  day date NOT NULL,
  currency text NOT NULL,
  buyers bigint NOT NULL,
  PRIMARY KEY (day, currency)
) WITH (fillfactor = 50);
-- Units paid for. `source` tells what the sample platform brings along from what was ordered here.
CREATE TABLE insights.product_day (
  product_id uuid NOT NULL,
  day date NOT NULL,
  source text NOT NULL DEFAULT 'orders' CHECK (source IN ('orders', 'sample')),
  units bigint NOT NULL,
  PRIMARY KEY (product_id, day, source)
) WITH (fillfactor = 70);
CREATE TABLE insights.room_item (
  room_id uuid NOT NULL,
  item_id uuid NOT NULL,
  orders_paid bigint NOT NULL DEFAULT 0,
  units bigint NOT NULL DEFAULT 0,
  gmv_minor bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (room_id, item_id)
) WITH (fillfactor = 70);
-- The latest paid orders and pins, pruned as newer ones come. Names and titles are looked up when shown, not copied.
CREATE TABLE insights.moment (
  moment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('paid', 'pinned')),
  room_id uuid,
  item_id uuid,
  product_id uuid,
  buyer_id uuid,
  units bigint NOT NULL DEFAULT 0,
  amount_minor bigint NOT NULL DEFAULT 0
);

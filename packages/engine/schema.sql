-- What the migrations of all modules add up to, to be read and compared: npm run db -- dump

CREATE SCHEMA accounts;

CREATE TABLE accounts.account (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone NOT NULL DEFAULT now(),
  "updatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT account_pkey PRIMARY KEY (id)
);
CREATE INDEX account_by_user ON accounts.account USING btree ("userId");

CREATE TABLE accounts.session (
  id text NOT NULL,
  "userId" text NOT NULL,
  token text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamp with time zone NOT NULL DEFAULT now(),
  "updatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_key UNIQUE (token)
);
CREATE INDEX session_by_user ON accounts.session USING btree ("userId");

CREATE TABLE accounts."user" (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  "emailVerified" boolean NOT NULL DEFAULT false,
  image text,
  "createdAt" timestamp with time zone NOT NULL DEFAULT now(),
  "updatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT user_pkey PRIMARY KEY (id),
  CONSTRAINT user_email_key UNIQUE (email)
);

CREATE TABLE accounts.verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  "createdAt" timestamp with time zone NOT NULL DEFAULT now(),
  "updatedAt" timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT verification_pkey PRIMARY KEY (id)
);

ALTER TABLE accounts.account ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES accounts."user"(id) ON DELETE CASCADE;
ALTER TABLE accounts.session ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES accounts."user"(id) ON DELETE CASCADE;


CREATE SCHEMA aftersale;

CREATE TABLE aftersale.refund (
  shop_id uuid NOT NULL,
  refund_id uuid NOT NULL,
  order_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  amount_minor bigint NOT NULL,
  withheld_minor bigint NOT NULL DEFAULT 0,
  lines jsonb NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  CONSTRAINT refund_pkey PRIMARY KEY (shop_id, refund_id),
  CONSTRAINT refund_shop_id_order_id_key_key UNIQUE (shop_id, order_id, key),
  CONSTRAINT refund_amount_minor_check CHECK (amount_minor >= 0),
  CONSTRAINT refund_check CHECK ((state = 'requested'::text) = (decided_at IS NULL)),
  CONSTRAINT refund_state_check CHECK (state = ANY (ARRAY['requested'::text, 'refunded'::text, 'refused'::text])),
  CONSTRAINT refund_withheld_minor_check CHECK (withheld_minor >= 0)
);
CREATE INDEX refund_requested ON aftersale.refund USING btree (shop_id, order_id) WHERE (state = 'requested'::text);


CREATE SCHEMA attribution;

CREATE TABLE attribution.click (
  click_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  buyer_id uuid,
  creator_id uuid NOT NULL,
  surface text NOT NULL,
  content_id uuid NOT NULL,
  item_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  plan_version integer NOT NULL,
  CONSTRAINT click_pkey PRIMARY KEY (click_id)
);


CREATE SCHEMA catalog;

CREATE TABLE catalog.price (
  sku_id uuid NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone NOT NULL DEFAULT 'infinity'::timestamp with time zone,
  price_minor bigint NOT NULL,
  list_price_minor bigint,
  CONSTRAINT price_pkey PRIMARY KEY (sku_id, valid_from),
  CONSTRAINT price_check CHECK (valid_to > valid_from),
  CONSTRAINT price_list_price_minor_check CHECK (list_price_minor >= 0),
  CONSTRAINT price_price_minor_check CHECK (price_minor >= 0 AND price_minor <= '9000000000000'::bigint)
);

CREATE TABLE catalog.product (
  product_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  ref text NOT NULL,
  source text NOT NULL DEFAULT 'own'::text,
  title text NOT NULL,
  subtitle text NOT NULL DEFAULT ''::text,
  brand text,
  category_path text NOT NULL,
  picture text NOT NULL,
  attributes jsonb NOT NULL DEFAULT '{}'::jsonb,
  currency text NOT NULL,
  price_minor_min bigint NOT NULL,
  price_minor_max bigint NOT NULL,
  on_shelf boolean NOT NULL DEFAULT true,
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  search_text text NOT NULL GENERATED ALWAYS AS (lower((((title || ' '::text) || COALESCE(brand, ''::text)) || ' '::text) || category_path)) STORED,
  CONSTRAINT product_pkey PRIMARY KEY (product_id),
  CONSTRAINT product_shop_id_ref_key UNIQUE (shop_id, ref),
  CONSTRAINT product_check CHECK (price_minor_max >= price_minor_min),
  CONSTRAINT product_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
  CONSTRAINT product_price_minor_min_check CHECK (price_minor_min >= 0),
  CONSTRAINT product_title_check CHECK (title <> ''::text)
);
CREATE INDEX product_category ON catalog.product USING btree (category_path text_pattern_ops);
CREATE INDEX product_shop ON catalog.product USING btree (shop_id, created_at, product_id);

CREATE TABLE catalog.shop (
  shop_id uuid NOT NULL,
  merchant_id uuid NOT NULL,
  ref text,
  name text NOT NULL,
  intro text NOT NULL DEFAULT ''::text,
  city text NOT NULL DEFAULT ''::text,
  opened_at timestamp with time zone NOT NULL,
  CONSTRAINT shop_pkey PRIMARY KEY (shop_id),
  CONSTRAINT shop_ref_key UNIQUE (ref)
);
CREATE INDEX shop_merchant ON catalog.shop USING btree (merchant_id);

CREATE TABLE catalog.sku (
  sku_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  ref text NOT NULL,
  "position" integer NOT NULL,
  spec jsonb NOT NULL DEFAULT '{}'::jsonb,
  CONSTRAINT sku_pkey PRIMARY KEY (sku_id),
  CONSTRAINT sku_shop_id_ref_key UNIQUE (shop_id, ref)
);
CREATE INDEX sku_product ON catalog.sku USING btree (product_id);

ALTER TABLE catalog.price ADD CONSTRAINT price_sku_id_fkey FOREIGN KEY (sku_id) REFERENCES catalog.sku(sku_id);
ALTER TABLE catalog.sku ADD CONSTRAINT sku_product_id_fkey FOREIGN KEY (product_id) REFERENCES catalog.product(product_id);


CREATE SCHEMA commission;

CREATE TABLE commission.share (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  role text NOT NULL,
  party_id uuid NOT NULL,
  currency text NOT NULL,
  base_minor bigint NOT NULL,
  rate_bps integer,
  amount_minor bigint NOT NULL,
  reversed_minor bigint NOT NULL DEFAULT 0,
  state text NOT NULL,
  paid_at timestamp with time zone NOT NULL,
  settles_at timestamp with time zone,
  settled_at timestamp with time zone,
  CONSTRAINT share_pkey PRIMARY KEY (shop_id, order_id, line_no, role),
  CONSTRAINT share_amount_minor_check CHECK (amount_minor >= 0),
  CONSTRAINT share_base_minor_check CHECK (base_minor >= 0),
  CONSTRAINT share_check CHECK (reversed_minor >= 0 AND reversed_minor <= amount_minor),
  CONSTRAINT share_rate_bps_check CHECK (rate_bps >= 0 AND rate_bps <= 10000),
  CONSTRAINT share_role_check CHECK (role = ANY (ARRAY['merchant'::text, 'creator'::text, 'leader'::text, 'platform'::text])),
  CONSTRAINT share_state_check CHECK (state = ANY (ARRAY['estimated'::text, 'confirmed'::text, 'settled'::text, 'reversed'::text]))
) WITH (fillfactor=80);
CREATE INDEX share_party ON commission.share USING btree (party_id, order_id);
CREATE INDEX share_settling ON commission.share USING btree (party_id, settles_at) WHERE (state = 'confirmed'::text);


CREATE SCHEMA fulfilment;

CREATE TABLE fulfilment.shipment (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  carrier text NOT NULL,
  tracking_no text NOT NULL,
  shipped_at timestamp with time zone NOT NULL,
  CONSTRAINT shipment_pkey PRIMARY KEY (shop_id, order_id)
);


CREATE SCHEMA insights;

CREATE TABLE insights.day (
  day date NOT NULL,
  currency text NOT NULL,
  buyers bigint NOT NULL,
  CONSTRAINT day_pkey PRIMARY KEY (day, currency)
) WITH (fillfactor=50);

CREATE TABLE insights.day_buyer (
  day date NOT NULL,
  currency text NOT NULL,
  buyer_id uuid NOT NULL,
  CONSTRAINT day_buyer_pkey PRIMARY KEY (day, currency, buyer_id)
);

CREATE TABLE insights.minute (
  minute timestamp with time zone NOT NULL,
  room_id uuid NOT NULL,
  currency text NOT NULL,
  gmv_minor bigint NOT NULL DEFAULT 0,
  orders_placed bigint NOT NULL DEFAULT 0,
  orders_paid bigint NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT minute_pkey PRIMARY KEY (minute, room_id, currency)
) WITH (fillfactor=50);
CREATE INDEX minute_room ON insights.minute USING btree (room_id, minute);

CREATE TABLE insights.moment (
  moment_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  room_id uuid,
  item_id uuid,
  product_id uuid,
  buyer_id uuid,
  units bigint NOT NULL DEFAULT 0,
  amount_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT moment_pkey PRIMARY KEY (moment_id),
  CONSTRAINT moment_kind_check CHECK (kind = ANY (ARRAY['paid'::text, 'pinned'::text]))
);

CREATE TABLE insights.product_day (
  product_id uuid NOT NULL,
  day date NOT NULL,
  source text NOT NULL DEFAULT 'orders'::text,
  units bigint NOT NULL,
  CONSTRAINT product_day_pkey PRIMARY KEY (product_id, day, source),
  CONSTRAINT product_day_source_check CHECK (source = ANY (ARRAY['orders'::text, 'sample'::text]))
) WITH (fillfactor=70);

CREATE TABLE insights.room_item (
  room_id uuid NOT NULL,
  item_id uuid NOT NULL,
  orders_paid bigint NOT NULL DEFAULT 0,
  units bigint NOT NULL DEFAULT 0,
  gmv_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT room_item_pkey PRIMARY KEY (room_id, item_id)
) WITH (fillfactor=70);

CREATE TABLE insights.traffic (
  minute timestamp with time zone NOT NULL,
  room_id uuid NOT NULL,
  clicks bigint NOT NULL DEFAULT 0,
  visits bigint NOT NULL DEFAULT 0,
  viewers_max bigint NOT NULL DEFAULT 0,
  CONSTRAINT traffic_pkey PRIMARY KEY (room_id, minute)
) WITH (fillfactor=50);

CREATE UNLOGGED TABLE insights.watching (
  process_id uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  rooms json NOT NULL,
  CONSTRAINT watching_pkey PRIMARY KEY (process_id)
) WITH (fillfactor=50);


CREATE SCHEMA ledger;

CREATE OR REPLACE FUNCTION ledger.check_balance()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT 1 FROM added GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'a ledger entry does not sum to zero' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'ledger entries are never changed: add a correcting entry' USING ERRCODE = 'integrity_constraint_violation';
END $function$;

CREATE TABLE ledger.account (
  account_id uuid NOT NULL,
  party_id uuid NOT NULL,
  purpose text NOT NULL,
  currency text NOT NULL,
  balance_minor bigint NOT NULL DEFAULT 0,
  CONSTRAINT account_pkey PRIMARY KEY (account_id),
  CONSTRAINT account_party_id_purpose_currency_key UNIQUE (party_id, purpose, currency),
  CONSTRAINT account_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text)
) WITH (fillfactor=50);

CREATE TABLE ledger.entry (
  entry_id uuid NOT NULL,
  kind text NOT NULL,
  reference text NOT NULL,
  idempotency_key text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT entry_pkey PRIMARY KEY (entry_id),
  CONSTRAINT entry_idempotency_key_key UNIQUE (idempotency_key)
);

CREATE TABLE ledger.posting (
  entry_id uuid NOT NULL,
  posting_no smallint NOT NULL,
  account_id uuid NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  CONSTRAINT posting_pkey PRIMARY KEY (entry_id, posting_no),
  CONSTRAINT posting_amount_minor_check CHECK (amount_minor <> 0)
);
CREATE INDEX posting_account ON ledger.posting USING btree (account_id, entry_id);

ALTER TABLE ledger.posting ADD CONSTRAINT posting_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.account(account_id);
ALTER TABLE ledger.posting ADD CONSTRAINT posting_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES ledger.entry(entry_id);

CREATE TRIGGER entry_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER entry_balances AFTER INSERT ON ledger.posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_balance();
CREATE TRIGGER posting_is_final BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.posting FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();


CREATE SCHEMA orders;

CREATE SEQUENCE orders.number_block;

CREATE TABLE orders.line (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  sku_id uuid NOT NULL,
  product_id uuid NOT NULL,
  quantity integer NOT NULL,
  unit_price_minor bigint NOT NULL,
  discount_minor bigint NOT NULL DEFAULT 0,
  amount_minor bigint NOT NULL,
  refunded_quantity integer NOT NULL DEFAULT 0,
  refunded_minor bigint NOT NULL DEFAULT 0,
  goods_id uuid NOT NULL,
  credit_id uuid,
  click_id uuid,
  terms json,
  CONSTRAINT line_pkey PRIMARY KEY (shop_id, order_id, line_no),
  CONSTRAINT line_check CHECK (amount_minor = (unit_price_minor * quantity - discount_minor) AND amount_minor >= 0),
  CONSTRAINT line_check1 CHECK (refunded_quantity >= 0 AND refunded_quantity <= quantity),
  CONSTRAINT line_check2 CHECK (refunded_minor >= 0 AND refunded_minor <= amount_minor),
  CONSTRAINT line_check3 CHECK ((click_id IS NULL) = (credit_id IS NULL)),
  CONSTRAINT line_discount_minor_check CHECK (discount_minor >= 0),
  CONSTRAINT line_quantity_check CHECK (quantity > 0),
  CONSTRAINT line_unit_price_minor_check CHECK (unit_price_minor >= 0)
) WITH (fillfactor=90);

CREATE TABLE orders."order" (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  order_no text NOT NULL,
  buyer_id uuid NOT NULL,
  kind text NOT NULL DEFAULT 'normal'::text,
  state text NOT NULL,
  currency text NOT NULL,
  freight_minor bigint NOT NULL DEFAULT 0,
  total_minor bigint NOT NULL,
  refunded_minor bigint NOT NULL DEFAULT 0,
  tech_fee_bps integer NOT NULL,
  presale json,
  address json NOT NULL,
  placed_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ship_within_hours integer NOT NULL,
  ship_by timestamp with time zone,
  paid_at timestamp with time zone,
  shipped_at timestamp with time zone,
  received_at timestamp with time zone,
  completed_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  CONSTRAINT order_pkey PRIMARY KEY (shop_id, order_id),
  CONSTRAINT order_cancel_reason_check CHECK (cancel_reason = ANY (ARRAY['buyer'::text, 'expired'::text, 'refunded'::text])),
  CONSTRAINT order_check CHECK (total_minor >= freight_minor),
  CONSTRAINT order_check1 CHECK (refunded_minor >= 0 AND refunded_minor <= total_minor),
  CONSTRAINT order_check2 CHECK ((kind = 'presale'::text) = (presale IS NOT NULL)),
  CONSTRAINT order_freight_minor_check CHECK (freight_minor >= 0),
  CONSTRAINT order_kind_check CHECK (kind = ANY (ARRAY['normal'::text, 'presale'::text, 'sample'::text, 'lottery'::text])),
  CONSTRAINT order_state_check CHECK (state = ANY (ARRAY['awaiting_payment'::text, 'deposit_paid'::text, 'paid'::text, 'partly_shipped'::text, 'shipped'::text, 'received'::text, 'completed'::text, 'cancelled'::text])),
  CONSTRAINT order_tech_fee_bps_check CHECK (tech_fee_bps >= 0 AND tech_fee_bps <= 10000)
) WITH (fillfactor=85);
CREATE INDEX order_buyer ON orders."order" USING btree (buyer_id, order_id);
CREATE INDEX order_unpaid ON orders."order" USING btree (expires_at) WHERE (state = ANY (ARRAY['awaiting_payment'::text, 'deposit_paid'::text]));

CREATE TABLE orders.payment (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  part text NOT NULL DEFAULT 'whole'::text,
  payment_id uuid NOT NULL,
  provider text NOT NULL,
  trade_no text,
  amount_minor bigint NOT NULL,
  paid_at timestamp with time zone NOT NULL,
  CONSTRAINT payment_pkey PRIMARY KEY (shop_id, order_id, part),
  CONSTRAINT payment_amount_minor_check CHECK (amount_minor >= 0),
  CONSTRAINT payment_part_check CHECK (part = ANY (ARRAY['whole'::text, 'deposit'::text, 'balance'::text]))
);

CREATE TABLE orders.request (
  buyer_id uuid NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  checkout_id uuid NOT NULL,
  CONSTRAINT request_pkey PRIMARY KEY (buyer_id, key)
);

CREATE TABLE orders.snapshot (
  shop_id uuid NOT NULL,
  snapshot_id uuid NOT NULL,
  body json NOT NULL,
  CONSTRAINT snapshot_pkey PRIMARY KEY (shop_id, snapshot_id)
);


CREATE SCHEMA outbox;

CREATE TABLE outbox.batch (
  batch_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  size integer NOT NULL,
  events json NOT NULL,
  CONSTRAINT batch_pkey PRIMARY KEY (batch_id),
  CONSTRAINT batch_size_check CHECK (size > 0)
);

CREATE UNLOGGED TABLE outbox.delivered (
  number bigint NOT NULL,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  events json NOT NULL,
  CONSTRAINT delivered_pkey PRIMARY KEY (number)
);


CREATE SCHEMA parties;

CREATE TABLE parties.address (
  party_id uuid NOT NULL,
  address jsonb NOT NULL,
  CONSTRAINT address_pkey PRIMARY KEY (party_id)
);

CREATE TABLE parties.member (
  user_id text NOT NULL,
  party_id uuid NOT NULL,
  CONSTRAINT member_pkey PRIMARY KEY (user_id)
);

CREATE TABLE parties.party (
  party_id uuid NOT NULL,
  role text NOT NULL,
  ref text,
  name text NOT NULL,
  profile jsonb NOT NULL DEFAULT '{}'::jsonb,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT party_pkey PRIMARY KEY (party_id),
  CONSTRAINT party_role_ref_key UNIQUE (role, ref),
  CONSTRAINT party_role_check CHECK (role = ANY (ARRAY['operator'::text, 'merchant'::text, 'creator'::text, 'leader'::text, 'buyer'::text]))
);

CREATE TABLE parties.setting (
  key text NOT NULL,
  value jsonb NOT NULL,
  CONSTRAINT setting_pkey PRIMARY KEY (key)
);

ALTER TABLE parties.address ADD CONSTRAINT address_party_id_fkey FOREIGN KEY (party_id) REFERENCES parties.party(party_id);
ALTER TABLE parties.member ADD CONSTRAINT member_party_id_fkey FOREIGN KEY (party_id) REFERENCES parties.party(party_id);


CREATE SCHEMA payments;

CREATE TABLE payments.attempt (
  attempt_no text NOT NULL,
  checkout_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  provider text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL,
  state text NOT NULL,
  screen json,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  look_at timestamp with time zone,
  looks integer NOT NULL DEFAULT 0,
  trade_no text,
  told_minor bigint,
  paid_at timestamp with time zone,
  closed_at timestamp with time zone,
  CONSTRAINT attempt_pkey PRIMARY KEY (attempt_no),
  CONSTRAINT attempt_amount_minor_check CHECK (amount_minor > 0),
  CONSTRAINT attempt_check CHECK ((state <> ALL (ARRAY['received'::text, 'paid'::text])) OR trade_no IS NOT NULL AND paid_at IS NOT NULL),
  CONSTRAINT attempt_state_check CHECK (state = ANY (ARRAY['created'::text, 'received'::text, 'paid'::text, 'closing'::text, 'closed'::text, 'mismatch'::text]))
);
CREATE INDEX attempt_look ON payments.attempt USING btree (look_at) WHERE (look_at IS NOT NULL);
CREATE UNIQUE INDEX attempt_open ON payments.attempt USING btree (checkout_id, provider) WHERE (state = 'created'::text);
CREATE UNIQUE INDEX attempt_trade ON payments.attempt USING btree (provider, trade_no);

CREATE TABLE payments.part (
  attempt_no text NOT NULL,
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  part text NOT NULL,
  amount_minor bigint NOT NULL,
  state text NOT NULL,
  CONSTRAINT part_pkey PRIMARY KEY (attempt_no, order_id),
  CONSTRAINT part_amount_minor_check CHECK (amount_minor >= 0),
  CONSTRAINT part_part_check CHECK (part = ANY (ARRAY['whole'::text, 'deposit'::text, 'balance'::text])),
  CONSTRAINT part_state_check CHECK (state = ANY (ARRAY['open'::text, 'paid'::text, 'late'::text]))
);
CREATE INDEX part_order ON payments.part USING btree (order_id);

CREATE TABLE payments.refund (
  refund_no text NOT NULL,
  attempt_no text NOT NULL,
  order_id uuid NOT NULL,
  reason text NOT NULL,
  cause_id uuid NOT NULL,
  amount_minor bigint NOT NULL,
  state text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamp with time zone NOT NULL,
  told text,
  created_at timestamp with time zone NOT NULL,
  done_at timestamp with time zone,
  CONSTRAINT refund_pkey PRIMARY KEY (refund_no),
  CONSTRAINT refund_attempt_no_order_id_cause_id_key UNIQUE (attempt_no, order_id, cause_id),
  CONSTRAINT refund_amount_minor_check CHECK (amount_minor > 0),
  CONSTRAINT refund_reason_check CHECK (reason = ANY (ARRAY['late'::text, 'refund'::text])),
  CONSTRAINT refund_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text]))
);
CREATE INDEX refund_next ON payments.refund USING btree (next_at) WHERE (state = 'waiting'::text);

ALTER TABLE payments.part ADD CONSTRAINT part_attempt_no_fkey FOREIGN KEY (attempt_no) REFERENCES payments.attempt(attempt_no);
ALTER TABLE payments.refund ADD CONSTRAINT refund_attempt_no_fkey FOREIGN KEY (attempt_no) REFERENCES payments.attempt(attempt_no);


CREATE SCHEMA placements;

CREATE TABLE placements.content (
  content_id uuid NOT NULL,
  kind text NOT NULL,
  ref text,
  creator_id uuid NOT NULL,
  title text NOT NULL,
  notice text NOT NULL DEFAULT ''::text,
  cover text NOT NULL,
  playback_url text,
  state text NOT NULL,
  pinned_item_id uuid,
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  CONSTRAINT content_pkey PRIMARY KEY (content_id),
  CONSTRAINT content_ref_key UNIQUE (ref),
  CONSTRAINT content_kind_check CHECK (kind = 'live_room'::text),
  CONSTRAINT content_state_check CHECK (state = ANY (ARRAY['scheduled'::text, 'live'::text, 'ended'::text]))
);
CREATE INDEX content_creator ON placements.content USING btree (creator_id, content_id);
CREATE INDEX content_open ON placements.content USING btree (state) WHERE (state <> 'ended'::text);

CREATE TABLE placements.item (
  content_id uuid NOT NULL,
  item_id uuid NOT NULL,
  surface text NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  plan_version integer NOT NULL,
  "position" integer NOT NULL,
  state text NOT NULL,
  reason text,
  hung_at timestamp with time zone NOT NULL,
  CONSTRAINT item_pkey PRIMARY KEY (content_id, item_id),
  CONSTRAINT item_check CHECK ((state = 'suspended'::text) = (reason IS NOT NULL)),
  CONSTRAINT item_reason_check CHECK (reason = ANY (ARRAY['off_shelf'::text, 'out_of_stock'::text, 'plan_ended'::text, 'governed'::text, 'policy'::text, 'creator_not_allowed'::text])),
  CONSTRAINT item_state_check CHECK (state = ANY (ARRAY['active'::text, 'suspended'::text, 'removed'::text])),
  CONSTRAINT item_surface_check CHECK (surface = ANY (ARRAY['live_cart'::text, 'video_cart'::text, 'product_page'::text, 'showcase'::text]))
);
CREATE UNIQUE INDEX item_once ON placements.item USING btree (content_id, product_id) WHERE (state <> 'removed'::text);
CREATE INDEX item_product ON placements.item USING btree (product_id) WHERE (state <> 'removed'::text);

ALTER TABLE placements.item ADD CONSTRAINT item_content_id_fkey FOREIGN KEY (content_id) REFERENCES placements.content(content_id);


CREATE SCHEMA plans;

CREATE TABLE plans.plan (
  plan_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  product_id uuid NOT NULL,
  kind text NOT NULL,
  leader_id uuid,
  created_at timestamp with time zone NOT NULL,
  closes_at timestamp with time zone NOT NULL DEFAULT 'infinity'::timestamp with time zone,
  ended boolean NOT NULL DEFAULT false,
  CONSTRAINT plan_pkey PRIMARY KEY (plan_id),
  CONSTRAINT plan_check CHECK ((kind = 'leader'::text) = (leader_id IS NOT NULL)),
  CONSTRAINT plan_check1 CHECK (NOT ended OR closes_at < 'infinity'::timestamp with time zone),
  CONSTRAINT plan_kind_check CHECK (kind = ANY (ARRAY['normal'::text, 'leader'::text]))
);
CREATE INDEX plan_closing ON plans.plan USING btree (closes_at) WHERE ((NOT ended) AND (closes_at < 'infinity'::timestamp with time zone));
CREATE INDEX plan_product ON plans.plan USING btree (product_id);
CREATE INDEX plan_shop ON plans.plan USING btree (shop_id, plan_id);

CREATE TABLE plans.rate (
  plan_id uuid NOT NULL,
  version integer NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_to timestamp with time zone NOT NULL DEFAULT 'infinity'::timestamp with time zone,
  commission_bps integer NOT NULL,
  service_fee_bps integer NOT NULL,
  CONSTRAINT rate_pkey PRIMARY KEY (plan_id, version),
  CONSTRAINT rate_check CHECK (valid_to > valid_from),
  CONSTRAINT rate_check1 CHECK ((commission_bps + service_fee_bps) <= 9000),
  CONSTRAINT rate_commission_bps_check CHECK (commission_bps >= 0 AND commission_bps <= 9000),
  CONSTRAINT rate_service_fee_bps_check CHECK (service_fee_bps >= 0 AND service_fee_bps <= 4000),
  CONSTRAINT rate_version_check CHECK (version >= 1)
);

ALTER TABLE plans.rate ADD CONSTRAINT rate_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans.plan(plan_id);


CREATE SCHEMA promotions;

CREATE TABLE promotions.deal (
  shop_id uuid NOT NULL,
  deal_id uuid NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  terms json NOT NULL,
  room_id uuid,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone NOT NULL,
  limited boolean NOT NULL,
  closed_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT deal_pkey PRIMARY KEY (shop_id, deal_id),
  CONSTRAINT deal_check CHECK ((kind = 'flash'::text) = (room_id IS NOT NULL)),
  CONSTRAINT deal_check1 CHECK (kind = 'flash'::text OR starts_at IS NOT NULL),
  CONSTRAINT deal_check2 CHECK (ends_at >= starts_at),
  CONSTRAINT deal_kind_check CHECK (kind = ANY (ARRAY['combination'::text, 'flash'::text, 'presale'::text])),
  CONSTRAINT deal_name_check CHECK (name <> ''::text)
);
CREATE INDEX deal_ending ON promotions.deal USING btree (ends_at) WHERE (closed_at IS NULL);
CREATE INDEX deal_room ON promotions.deal USING btree (room_id) WHERE (room_id IS NOT NULL);

CREATE TABLE promotions.gift_rule (
  shop_id uuid NOT NULL,
  rule_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  kind text NOT NULL,
  name text NOT NULL,
  terms json NOT NULL,
  starts_at timestamp with time zone NOT NULL,
  ends_at timestamp with time zone NOT NULL DEFAULT 'infinity'::timestamp with time zone,
  limited boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT gift_rule_pkey PRIMARY KEY (shop_id, rule_id),
  CONSTRAINT gift_rule_check CHECK (ends_at >= starts_at),
  CONSTRAINT gift_rule_kind_check CHECK (kind = ANY (ARRAY['threshold_amount'::text, 'threshold_pieces'::text, 'buy_gift'::text, 'first_n'::text, 'room_only'::text])),
  CONSTRAINT gift_rule_name_check CHECK (name <> ''::text)
);

CREATE TABLE promotions.shop (
  shop_id uuid NOT NULL,
  revision bigint NOT NULL DEFAULT 1,
  freight_minor bigint NOT NULL DEFAULT 0,
  free_from_minor bigint,
  surcharges json NOT NULL DEFAULT '{}'::json,
  ship_within_hours integer NOT NULL DEFAULT 48,
  CONSTRAINT shop_pkey PRIMARY KEY (shop_id),
  CONSTRAINT shop_free_from_minor_check CHECK (free_from_minor >= 0),
  CONSTRAINT shop_freight_minor_check CHECK (freight_minor >= 0),
  CONSTRAINT shop_ship_within_hours_check CHECK (ship_within_hours >= 1 AND ship_within_hours <= 2160)
);


CREATE SCHEMA quotas;

CREATE TABLE quotas.buyer (
  quota_id uuid NOT NULL,
  buyer_id uuid NOT NULL,
  used bigint NOT NULL,
  CONSTRAINT buyer_pkey PRIMARY KEY (quota_id, buyer_id),
  CONSTRAINT buyer_used_check CHECK (used >= 0)
) WITH (fillfactor=70);

CREATE TABLE quotas.quota (
  quota_id uuid NOT NULL,
  total_max bigint,
  buyer_max bigint,
  used bigint NOT NULL DEFAULT 0,
  CONSTRAINT quota_pkey PRIMARY KEY (quota_id),
  CONSTRAINT quota_buyer_max_check CHECK (buyer_max > 0),
  CONSTRAINT quota_check CHECK (used <= total_max),
  CONSTRAINT quota_total_max_check CHECK (total_max > 0),
  CONSTRAINT quota_used_check CHECK (used >= 0)
) WITH (fillfactor=50);

ALTER TABLE quotas.buyer ADD CONSTRAINT buyer_quota_id_fkey FOREIGN KEY (quota_id) REFERENCES quotas.quota(quota_id);


CREATE SCHEMA settlement;

CREATE TABLE settlement.claim (
  party_id uuid NOT NULL,
  currency text NOT NULL,
  claimed_minor bigint NOT NULL,
  CONSTRAINT claim_pkey PRIMARY KEY (party_id, currency),
  CONSTRAINT claim_claimed_minor_check CHECK (claimed_minor >= 0)
);

CREATE TABLE settlement.due (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  due_at timestamp with time zone NOT NULL,
  open_refunds integer NOT NULL DEFAULT 0,
  CONSTRAINT due_pkey PRIMARY KEY (shop_id, order_id),
  CONSTRAINT due_open_refunds_check CHECK (open_refunds >= 0)
);
CREATE INDEX due_now ON settlement.due USING btree (due_at) WHERE (open_refunds = 0);

CREATE TABLE settlement.reserve (
  shop_id uuid NOT NULL,
  order_id uuid NOT NULL,
  line_no smallint NOT NULL,
  role text NOT NULL,
  party_id uuid NOT NULL,
  currency text NOT NULL,
  held_minor bigint NOT NULL,
  release_at timestamp with time zone NOT NULL,
  released_at timestamp with time zone,
  CONSTRAINT reserve_pkey PRIMARY KEY (shop_id, order_id, line_no, role),
  CONSTRAINT reserve_held_minor_check CHECK (held_minor >= 0)
);
CREATE INDEX reserve_due ON settlement.reserve USING btree (release_at) WHERE (released_at IS NULL);
CREATE INDEX reserve_party ON settlement.reserve USING btree (party_id) WHERE (released_at IS NULL);


CREATE SCHEMA stock;

CREATE TABLE stock.kit (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  built json NOT NULL,
  CONSTRAINT kit_pkey PRIMARY KEY (shop_id, sku_id)
);

CREATE TABLE stock.kit_part (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  part_sku_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT kit_part_pkey PRIMARY KEY (shop_id, sku_id, part_sku_id),
  CONSTRAINT kit_part_quantity_check CHECK (quantity > 0)
);
CREATE INDEX kit_part_of ON stock.kit_part USING btree (part_sku_id);
CREATE INDEX kit_part_sku ON stock.kit_part USING btree (sku_id);

CREATE TABLE stock.level (
  shop_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  pool text NOT NULL DEFAULT 'general'::text,
  product_id uuid NOT NULL,
  on_hand bigint NOT NULL,
  reserved bigint NOT NULL DEFAULT 0,
  safety bigint NOT NULL DEFAULT 0,
  low_at bigint,
  borrows boolean NOT NULL DEFAULT false,
  CONSTRAINT level_pkey PRIMARY KEY (shop_id, sku_id, pool),
  CONSTRAINT level_check CHECK (NOT borrows OR pool <> 'general'::text),
  CONSTRAINT level_check1 CHECK (reserved <= on_hand),
  CONSTRAINT level_low_at_check CHECK (low_at >= 0),
  CONSTRAINT level_on_hand_check CHECK (on_hand >= 0),
  CONSTRAINT level_pool_check CHECK (pool = 'general'::text OR pool = 'gift'::text OR pool ~~ '%:%'::text),
  CONSTRAINT level_reserved_check CHECK (reserved >= 0),
  CONSTRAINT level_safety_check CHECK (safety >= 0)
) WITH (fillfactor=70);
CREATE INDEX level_product ON stock.level USING btree (product_id);

CREATE TABLE stock.movement (
  shop_id uuid NOT NULL,
  movement_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  sku_id uuid NOT NULL,
  pool text NOT NULL DEFAULT 'general'::text,
  kind text NOT NULL,
  quantity bigint NOT NULL,
  reference text NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT movement_pkey PRIMARY KEY (shop_id, movement_id),
  CONSTRAINT movement_kind_check CHECK (kind = ANY (ARRAY['increment'::text, 'sold'::text, 'returned'::text, 'moved'::text])),
  CONSTRAINT movement_quantity_check CHECK (quantity <> 0)
);
CREATE UNIQUE INDEX movement_key ON stock.movement USING btree (shop_id, sku_id, pool, reference) WHERE (kind = ANY (ARRAY['increment'::text, 'moved'::text]));
CREATE INDEX movement_sku ON stock.movement USING btree (shop_id, sku_id, movement_id);

-- Double-entry books in integer minor units. Entries and postings are only ever added, and each entry sums to zero.
CREATE SCHEMA ledger;
CREATE TABLE ledger.account (
  account_id uuid PRIMARY KEY,
  party_id uuid NOT NULL,
  purpose text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  balance_minor bigint NOT NULL DEFAULT 0,
  UNIQUE (party_id, purpose, currency)
) WITH (fillfactor = 50);
CREATE TABLE ledger.entry (
  entry_id uuid PRIMARY KEY,
  kind text NOT NULL,
  reference text NOT NULL,
  idempotency_key text NOT NULL UNIQUE,
  at timestamptz NOT NULL
);
CREATE TABLE ledger.posting (
  entry_id uuid NOT NULL REFERENCES ledger.entry (entry_id),
  posting_no smallint NOT NULL,
  account_id uuid NOT NULL REFERENCES ledger.account (account_id),
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  PRIMARY KEY (entry_id, posting_no)
);
CREATE INDEX posting_account ON ledger.posting (account_id, entry_id);

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger entries are never changed: add a correcting entry' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER posting_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.posting FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

-- All postings of an entry come in one statement, so one look at the new rows proves the balance.
CREATE FUNCTION ledger.check_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'a ledger entry does not sum to zero' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER entry_balances AFTER INSERT ON ledger.posting REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_balance();

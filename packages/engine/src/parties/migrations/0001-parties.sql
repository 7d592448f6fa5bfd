-- Everyone who sells, shows, leads, buys or runs the platform, and which user acts for whom.
CREATE SCHEMA parties;
CREATE TABLE parties.party (
  party_id uuid PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('operator', 'merchant', 'creator', 'leader', 'buyer')),
  ref text,
  name text NOT NULL,
  profile jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  UNIQUE (role, ref)
);
CREATE TABLE parties.member (
  user_id text PRIMARY KEY,
  party_id uuid NOT NULL REFERENCES parties.party (party_id)
);
CREATE TABLE parties.address (
  party_id uuid PRIMARY KEY REFERENCES parties.party (party_id),
  address jsonb NOT NULL
);
-- What the platform remembers about itself: its own party, secrets, the sample's clock.
CREATE TABLE parties.setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL
);

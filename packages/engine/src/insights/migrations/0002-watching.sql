-- Who watches now, as each process of the platform last said; a process that has not spoken for seconds is gone. Of no
-- worth after a crash, since the connections that it counts are gone too. On the embedded database it stays empty.
CREATE UNLOGGED TABLE insights.watching (
  process_id uuid PRIMARY KEY,
  at timestamptz NOT NULL,
  -- Viewers by room.
  rooms json NOT NULL
) WITH (fillfactor = 50);

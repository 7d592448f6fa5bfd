import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';

export type PostgresSettingsName = 'default' | 'tuned';

/**
 * What an operator would set on a machine of 8 GiB and more (docs/operations.md says why). Durability is PostgreSQL's
 * own: fsync, synchronous_commit and full_page_writes stay on. wal_compression stays off: the packaged server knows only
 * pglz, which pays for smaller logs with the cores that the bench is short of.
 */
export const POSTGRES_SETTINGS: Readonly<Record<PostgresSettingsName, Readonly<Record<string, string>>>> = {
  default: {},
  tuned: {
    shared_buffers: '1GB',
    wal_buffers: '64MB',
    max_wal_size: '8GB',
    min_wal_size: '2GB',
    checkpoint_timeout: '15min',
  },
};

const SHOWN = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_compression',
  ...Object.keys(POSTGRES_SETTINGS.tuned),
];

/** The settings that bear on writing, as the server says that they are. */
export async function settingsNow(db: Db): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; value: string }>`
    SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY(${SHOWN}) ORDER BY name
  `.execute(db);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

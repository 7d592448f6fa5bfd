import { sql } from 'kysely';
import type { Db, Tx } from '../db/open.ts';
import { tables } from './tables.ts';

/** What the platform remembers about itself under a key; undefined where nothing was put. The caller checks the shape. */
export async function setting(handle: Db, key: string): Promise<unknown> {
  const row = await tables(handle)
    .selectFrom('parties.setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst();
  return row?.value;
}

/** Puts a JSON value under a key, over what was there. */
export async function putSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await sql`
    INSERT INTO parties.setting (key, value) VALUES (${key}, ${JSON.stringify(value)}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value
  `.execute(tx);
}

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

/** Adds to the number under a key, which starts from 0; answers with the sum. */
export async function addToSetting(tx: Tx, key: string, by: number): Promise<number> {
  const { rows } = await sql<{ value: number }>`
    INSERT INTO parties.setting AS s (key, value) VALUES (${key}, to_jsonb(${by}::bigint))
    ON CONFLICT (key) DO UPDATE SET value = to_jsonb((s.value #>> '{}')::bigint + ${by}::bigint)
    RETURNING value
  `.execute(tx);
  return rows[0]?.value ?? by;
}

/** Puts a JSON value under a key, over what was there. */
export async function putSetting(tx: Tx, key: string, value: unknown): Promise<void> {
  await sql`
    INSERT INTO parties.setting (key, value) VALUES (${key}, ${JSON.stringify(value)}::jsonb)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value
  `.execute(tx);
}

import { openDatabase } from '@yellowcart/engine';
import { describeOnBothDatabases } from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { dropEmptyPostgres, emptyPostgres } from '../testing/empty-postgres.ts';
import { dumpSchema } from './dump-schema.ts';

dropEmptyPostgres();

const texts = new Map<string, string>();

describeOnBothDatabases('the schema as text', (open, kind) => {
  test('holds every kind of thing that the migrations make', async () => {
    const text = await dumpSchema((await open()).db);
    texts.set(kind, text);
    for (const line of [
      'CREATE SCHEMA ledger;',
      'CREATE SEQUENCE orders.number_block;',
      'CREATE TABLE catalog.product (',
      'movement_id bigint NOT NULL GENERATED ALWAYS AS IDENTITY',
      'CONSTRAINT product_pkey PRIMARY KEY (product_id)',
      'CONSTRAINT product_shop_id_ref_key UNIQUE (shop_id, ref)',
      'CREATE OR REPLACE FUNCTION ledger.refuse_change()',
      'CREATE TRIGGER entry_is_final BEFORE',
      'ALTER TABLE catalog.sku ADD CONSTRAINT sku_product_id_fkey FOREIGN KEY',
    ])
      expect(text).toContain(line);
    expect(text.split('\n').filter((line) => line.startsWith('CREATE UNIQUE INDEX'))).toContain(
      "CREATE UNIQUE INDEX item_once ON placements.item USING btree (content_id, product_id) WHERE (state <> 'removed'::text);",
    );
  });

  test('does not pass over in silence what it cannot write', async () => {
    const { db } = await open();
    await sql`CREATE VIEW stock.seen AS SELECT * FROM stock.level`.execute(db);
    await expect(dumpSchema(db)).rejects.toThrow('stock.seen is neither table, index nor sequence');
  });
});

describe('the schema as text', () => {
  test('is the same on both engines, runs on an empty database, and comes out of it again', async () => {
    const text = texts.get('pglite') ?? '';
    expect(texts.get('postgres')).toBe(text);
    const url = await emptyPostgres();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(text);
    await client.query(
      'CREATE TABLE public.migration (module text, name text, hash text, applied_at timestamptz DEFAULT now())',
    );
    await client.query(
      `INSERT INTO public.migration SELECT nspname, '0001', '' FROM pg_namespace WHERE nspname !~ '^pg_|^public$|^information_schema$'`,
    );
    await client.end();
    const again = await openDatabase({ kind: 'postgres', url });
    try {
      expect(await dumpSchema(again.db)).toBe(text);
    } finally {
      await again.close();
    }
  });

  test('of a database without a migration says so', async () => {
    const database = await openDatabase({ kind: 'postgres', url: await emptyPostgres() });
    try {
      expect(await dumpSchema(database.db)).toBe('-- No migration has been applied.\n');
    } finally {
      await database.close();
    }
  });
});

import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';

/** A table of a module, with names quoted as SQL wants them. */
export interface CatalogueTable {
  /** `schema.table` */
  readonly name: string;
  readonly columns: readonly CatalogueColumn[];
}
export interface CatalogueColumn {
  readonly name: string;
  readonly type: string;
  /** The database works it out from other columns, so nobody writes it. */
  readonly generated: boolean;
  readonly integer: boolean;
}

/** The schemas of the modules whose migrations this database has, by name. Nothing else in the database is ours. */
export async function moduleSchemas(db: Db): Promise<string[]> {
  const there = await sql<{
    there: boolean;
  }>`SELECT to_regclass('public.migration') IS NOT NULL AS there`.execute(db);
  if (!there.rows[0]?.there) return [];
  const { rows } = await sql<{ module: string }>`
    SELECT DISTINCT module COLLATE "C" AS module FROM public.migration ORDER BY 1`.execute(db);
  return rows.map(({ module }) => module);
}

/** Every table of these schemas by name, columns in their order. */
export async function tablesOf(db: Db, schemas: readonly string[]): Promise<CatalogueTable[]> {
  const { rows } = await sql<{ table: string } & CatalogueColumn>`
    SELECT format('%I.%I', n.nspname, c.relname) AS table, quote_ident(a.attname) AS name,
      format_type(a.atttypid, a.atttypmod) AS type, a.attgenerated <> '' AS generated,
      a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype) AS integer
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = ANY(${[...schemas]}::text[]) AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C", a.attnum
  `.execute(db);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({ name, columns }));
}

/** Every sequence of these schemas, those of identity columns too: `schema.sequence`, quoted. */
export async function sequencesOf(db: Db, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY(${[...schemas]}::text[]) AND c.relkind = 'S'
    ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
  `.execute(db);
  return rows.map(({ name }) => name);
}

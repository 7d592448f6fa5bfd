import { type Db, migrate, type Tx } from '@yellowcart/engine';
import { sql } from 'kysely';
import { type CatalogueTable, moduleSchemas, sequencesOf, tablesOf } from './schema-catalogue.ts';
import { type Compared, comparePositions, compareTable } from './table-figures.ts';

export type CopyStage = 'copying' | 'verifying';
/** Rows copied or tables verified so far, of how many, and the table at hand. */
export type OnCopyProgress = (stage: CopyStage, done: number, total: number, table: string) => void;

/** The target holds something, so nothing was copied. */
export class TargetNotEmpty extends Error {
  constructor(table: string) {
    super(
      `The target database is not empty: ${table} has rows. Copy goes into an empty database only; create one (for example with createdb) and name it in --to.`,
    );
    this.name = 'TargetNotEmpty';
  }
}

/** What arrived is not what was sent, so nothing of it was kept. */
export class CopyDiffers extends Error {
  readonly compared: readonly Compared[];
  constructor(compared: readonly Compared[]) {
    super('The copy differs from the source.');
    this.name = 'CopyDiffers';
    this.compared = compared;
  }
}

const ROWS_PER_BATCH = 2_000;

/**
 * Copies every table and sequence position of every module into an empty database, and compares both sides before it
 * commits: a run that is cut off, or whose figures differ, leaves the target without a single row and can simply be run
 * again. Both databases are migrated first. Who opens the target meanwhile waits until it is done.
 * Throws TargetNotEmpty, CopyDiffers, MigrationChanged.
 */
export async function copyDatabase(
  source: Db,
  target: Db,
  onProgress: OnCopyProgress = () => undefined,
): Promise<Compared[]> {
  await migrate(source);
  await refuseFilled(target);
  await migrate(target);
  return source.transaction().execute((from) =>
    target.transaction().execute(async (to) => {
      const schemas = await moduleSchemas(to);
      const tables = await tablesOf(to, schemas);
      if (JSON.stringify(tables) !== JSON.stringify(await tablesOf(from, schemas)))
        throw new Error(
          'The two databases have different tables although the same migrations ran. Compare them with npm run db -- dump.',
        );
      for (const { name } of tables) await sql.raw(`LOCK TABLE ${name}`).execute(to);
      await refuseFilled(to);
      await speakAlike(from);
      await speakAlike(to);
      const restore = await suspendRules(to, schemas);
      await copyRows(from, to, tables, onProgress);
      const sequences = await sequencesOf(to, schemas);
      for (const sequence of sequences) await copyPosition(from, to, sequence);
      await restore();
      return verify(from, to, tables, sequences, onProgress);
    }),
  );
}

/** Looks at everybody's tables, not only ours: a database that serves something else is no place for a platform. */
async function refuseFilled(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      AND c.oid IS DISTINCT FROM to_regclass('public.migration')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY 1
  `.execute(db);
  for (const { name } of rows) {
    const found = await sql<{ filled: boolean }>`
      SELECT EXISTS (SELECT FROM ${sql.raw(name)}) AS filled`.execute(db);
    if (found.rows[0]?.filled) throw new TargetNotEmpty(name);
  }
}

/** Values travel as text, so both sides must write them the same way. */
async function speakAlike(tx: Tx): Promise<void> {
  await sql`SET LOCAL TimeZone = 'UTC'`.execute(tx);
  await sql`SET LOCAL DateStyle = 'ISO, YMD'`.execute(tx);
}

/**
 * Takes foreign keys away and silences triggers, which see one batch at a time and would refuse a ledger entry whose
 * postings fall into two. What comes back puts them in force again, and the keys check every row.
 */
async function suspendRules(to: Tx, schemas: readonly string[]): Promise<() => Promise<void>> {
  const keys = await sql<{ table: string; name: string; definition: string }>`
    SELECT k.conrelid::regclass::text AS table, quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND n.nspname = ANY(${[...schemas]}::text[])
  `.execute(to);
  const triggered = await sql<{ table: string }>`
    SELECT DISTINCT t.tgrelid::regclass::text AS table
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND n.nspname = ANY(${[...schemas]}::text[])
  `.execute(to);
  const alter = (table: string, change: string): Promise<unknown> =>
    sql.raw(`ALTER TABLE ${table} ${change}`).execute(to);
  for (const { table, name } of keys.rows) await alter(table, `DROP CONSTRAINT ${name}`);
  for (const { table } of triggered.rows) await alter(table, 'DISABLE TRIGGER USER');
  return async () => {
    for (const { table, name, definition } of keys.rows)
      await alter(table, `ADD CONSTRAINT ${name} ${definition}`);
    for (const { table } of triggered.rows) await alter(table, 'ENABLE TRIGGER USER');
  };
}

async function copyRows(
  from: Tx,
  to: Tx,
  tables: readonly CatalogueTable[],
  onProgress: OnCopyProgress,
): Promise<void> {
  const counts = await Promise.all(tables.map(({ name }) => countRows(from, name)));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  for (const table of tables) {
    onProgress('copying', done, total, table.name);
    for await (const batch of batches(from, table)) {
      await insertBatch(to, table, batch);
      done += batch.length;
      onProgress('copying', done, total, table.name);
    }
    await sql.raw(`ANALYZE ${table.name}`).execute(to);
  }
}

async function countRows(tx: Tx, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.raw(table)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

const written = (table: CatalogueTable) => table.columns.filter(({ generated }) => !generated);

/** Rows as JSON arrays of each column's own text: exact for every type, JSON null and SQL NULL apart. */
async function* batches(from: Tx, table: CatalogueTable): AsyncGenerator<string[]> {
  const columns = written(table).map(({ name }) => `${name}::text`);
  await sql
    .raw(
      `DECLARE copying NO SCROLL CURSOR FOR SELECT json_build_array(${columns.join(', ')})::text AS row FROM ${table.name}`,
    )
    .execute(from);
  for (;;) {
    const { rows } = await sql<{ row: string }>`FETCH ${sql.lit(ROWS_PER_BATCH)} FROM copying`.execute(from);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < ROWS_PER_BATCH) break;
  }
  await sql`CLOSE copying`.execute(from);
}

async function insertBatch(to: Tx, table: CatalogueTable, batch: readonly string[]): Promise<void> {
  const columns = written(table);
  const values = columns.map(({ type }, index) => `(r ->> ${index})::${type}`);
  await sql`
    INSERT INTO ${sql.raw(table.name)} (${sql.raw(columns.map(({ name }) => name).join(', '))}) OVERRIDING SYSTEM VALUE
    SELECT ${sql.raw(values.join(', '))} FROM jsonb_array_elements(${`[${batch.join(',')}]`}::jsonb) AS r
  `.execute(to);
}

async function copyPosition(from: Tx, to: Tx, sequence: string): Promise<void> {
  const { rows } = await sql<{ last_value: number; is_called: boolean }>`
    SELECT last_value, is_called FROM ${sql.raw(sequence)}`.execute(from);
  const [position] = rows;
  if (position)
    await sql`SELECT setval(${sequence}::regclass, ${position.last_value}, ${position.is_called})`.execute(
      to,
    );
}

async function verify(
  from: Tx,
  to: Tx,
  tables: readonly CatalogueTable[],
  sequences: readonly string[],
  onProgress: OnCopyProgress,
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [done, table] of tables.entries()) {
    onProgress('verifying', done, tables.length, table.name);
    compared.push(...(await compareTable(from, to, table)));
  }
  for (const sequence of sequences) compared.push(await comparePositions(from, to, sequence));
  if (compared.some(({ source, target }) => source !== target)) throw new CopyDiffers(compared);
  return compared;
}

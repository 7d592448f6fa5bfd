import { type DatabaseTarget, type Db, openDatabase } from '@yellowcart/engine';
import { sql } from 'kysely';

/** What a statement cost PostgreSQL since the costs were set to zero. */
export interface StatementCost {
  readonly text: string;
  readonly calls: number;
  readonly rows: number;
  readonly planMs: number;
  readonly runMs: number;
  readonly walBytes: number;
}

async function within<T>(target: DatabaseTarget, work: (db: Db) => Promise<T>): Promise<T> {
  const database = await openDatabase(target);
  return work(database.db).finally(() => database.close());
}

/** Whether PostgreSQL counts statements here: pg_stat_statements has to be preloaded. */
export async function startCounting(target: DatabaseTarget): Promise<boolean> {
  if (target.kind !== 'postgres') return false;
  return within(target, async (db) => {
    await sql`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`.execute(db);
    await sql`SELECT pg_stat_statements_reset()`.execute(db);
    return true;
  }).catch(() => false);
}

/** Statements on this database by what they cost, the dearest first. */
export async function statementCosts(target: DatabaseTarget): Promise<StatementCost[]> {
  return within(target, async (db) => {
    const { rows } = await sql<StatementCost>`
      SELECT query AS text, calls, rows, total_plan_time AS "planMs", total_exec_time AS "runMs", wal_bytes AS "walBytes"
      FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
      ORDER BY total_plan_time + total_exec_time DESC
    `.execute(db);
    return rows;
  });
}

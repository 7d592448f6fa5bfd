import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from './open.ts';
import { TOGETHER } from './together.ts';

/** A statement that is built and not run yet, so that it can travel with others. */
export type Statement<Row = unknown> = RawBuilder<Row>;
type RowsOf<S extends readonly Statement[]> = {
  -readonly [K in keyof S]: S[K] extends Statement<infer Row> ? Row[] : never;
};

/** Sends statements in one message and answers with the rows of each. */
export type Send = <const S extends readonly Statement[]>(statements: S) => Promise<RowsOf<S>>;

const BEGIN = sql`begin`;
const COMMIT = sql`commit`;
const ROLLBACK = sql`rollback`;

/**
 * A transaction that goes to the database in rounds instead of statement by statement: it begins with the first round
 * and commits with the last, the statements that `work` answers with. On a busy process every wait for an answer stands
 * behind other work, and row locks are held the while; two rounds instead of twelve is what the order path lives on.
 * `handle` is for the rare statement in between. A throw, or any statement that fails, rolls everything back.
 */
export async function transactionInRounds<T>(
  db: Db,
  work: (send: Send, handle: Tx) => Promise<{ readonly last: readonly Statement[]; readonly value: T }>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    let begun = false;
    const send: Send = async (statements) => {
      const opening = begun ? [] : [BEGIN];
      begun = true;
      const results = await together(connection, [...opening, ...statements]);
      return results.slice(opening.length) as RowsOf<typeof statements>;
    };
    try {
      // Kysely's type for a connection; that it is inside a transaction is this function's doing.
      const { last, value } = await work(send, connection as unknown as Tx);
      if (begun || last.length > 0) await send([...last, COMMIT]);
      return value;
    } catch (error) {
      if (begun) await ROLLBACK.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}

async function together(handle: Db, statements: readonly Statement[]): Promise<unknown[][]> {
  const compiled = statements.map((statement) => statement.compile(handle));
  const { rows } = await handle.executeQuery<unknown[]>(CompiledQuery.raw(TOGETHER, [compiled]));
  return rows;
}

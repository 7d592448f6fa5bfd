import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { statementsIn, TOGETHER } from '../together.ts';
import type { EmbeddedEngine } from './embedded-engine.ts';

/** Kysely's dialect for the embedded database in either thread; its own PGlite dialect needs the object at hand. */
export function embeddedDialect(engine: EmbeddedEngine): Dialect {
  return {
    createDriver: () => new EmbeddedDriver(engine),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}

/** One session, lent to one user at a time. */
class EmbeddedDriver implements Driver {
  readonly #engine: EmbeddedEngine;
  readonly #connection: DatabaseConnection;
  readonly #queue: (() => void)[] = [];
  #lent = false;

  constructor(engine: EmbeddedEngine) {
    this.#engine = engine;
    this.#connection = connectionTo(engine);
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#lent) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#lent = true;
    return this.#connection;
  }
  async releaseConnection(): Promise<void> {
    const next = this.#queue.shift();
    // Handed over without a moment in which a newcomer could take it.
    if (next) next();
    else this.#lent = false;
  }
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }
  async destroy(): Promise<void> {
    await this.#engine.close();
  }
}

function connectionTo(engine: EmbeddedEngine): DatabaseConnection {
  return {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      if (sql === TOGETHER) {
        const results = await engine.run(statementsIn(parameters));
        return { rows: results.map((result) => result.rows) as Row[] };
      }
      const [result] = await engine.run([{ sql, parameters }]);
      const rows = (result?.rows ?? []) as Row[];
      return result?.affectedRows === undefined
        ? { rows }
        : { rows, numAffectedRows: BigInt(result.affectedRows) };
    },
    // biome-ignore lint/correctness/useYield: the interface wants it, and there is nothing to stream.
    async *streamQuery() {
      throw new Error('the embedded database does not stream');
    },
  };
}

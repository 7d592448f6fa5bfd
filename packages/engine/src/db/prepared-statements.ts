import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import { statementsIn, TOGETHER } from './together.ts';
import { namedByCause } from './unavailable.ts';

/** Statement texts are written in the code, so few; the bound is against generated ones that would pile up on the server. */
const NAMED_STATEMENTS_MAX = 500;

type NameOf = (text: string) => string | undefined;
type Query = (text: string, values?: readonly unknown[]) => Promise<unknown>;

/**
 * Kysely's view of a pool of PostgreSQL connections, with three things of our own. Every connection parses and plans a
 * statement once: node-postgres prepares what has a name, and Kysely gives none; on the order path planning would
 * otherwise cost as much as running. Statements sent together (rounds.ts) leave in one write. And a lost connection is
 * told apart from a statement that failed (DatabaseUnavailable).
 */
export function prepareStatements(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf: NameOf = (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= NAMED_STATEMENTS_MAX || !/^\s*(select|insert|update|delete|with)\b/i.test(text))
      return undefined;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  };
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options as PostgresPool['options'],
    async connect() {
      const client = await pool.connect().catch(unavailable);
      let prepared = wrapped.get(client);
      if (!prepared) {
        prepared = withNames(client, nameOf);
        wrapped.set(client, prepared);
      }
      return prepared;
    },
    end: () => pool.end(),
  } as PostgresPool;
}

function withNames(client: pg.PoolClient, nameOf: NameOf): PostgresPoolClient {
  const one: Query = (text, values) => {
    const name = nameOf(text);
    return name === undefined
      ? client.query(text, values as unknown[])
      : client.query({ name, text, values: [...(values ?? [])] });
  };
  const query: Query = (text, values) =>
    (text === TOGETHER ? all(client, one, values) : one(text, values)).catch(unavailable);
  return new Proxy(client, {
    get(target, property) {
      if (property === 'query') return query;
      const value = Reflect.get(target, property, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as unknown as PostgresPoolClient;
}

function unavailable(error: unknown): never {
  throw namedByCause(error);
}

/** Runs statements in order without waiting for one another; the first error counts, since the rest follow from it. */
async function all(
  client: pg.PoolClient,
  one: Query,
  values: readonly unknown[] | undefined,
): Promise<unknown> {
  const { stream } = (
    client as unknown as { connection: { stream: NodeJS.WriteStream & { cork(): void; uncork(): void } } }
  ).connection;
  stream.cork();
  const running = statementsIn(values).map((statement) => one(statement.sql, statement.parameters));
  stream.uncork();
  const settled = await Promise.allSettled(running);
  const rows = settled.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return (result.value as { rows: unknown[] }).rows;
  });
  return { command: 'SELECT', rowCount: rows.length, rows };
}

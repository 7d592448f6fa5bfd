import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/** Statement texts are written in the code, so few; the bound is against generated ones that would pile up on the server. */
const NAMED_STATEMENTS_MAX = 500;

/**
 * Lets every connection parse and plan a statement once: node-postgres prepares what has a name,
 * and Kysely gives none. On the order path planning would otherwise cost as much as running.
 */
export function prepareStatements(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
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
      const client = await pool.connect();
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

function withNames(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  return new Proxy(client, {
    get(target, property) {
      if (property === 'query') {
        return (text: unknown, values?: unknown[]) => {
          if (typeof text !== 'string') return target.query(text as string);
          const name = nameOf(text);
          return name === undefined
            ? target.query(text, values)
            : target.query({ name, text, values: values ?? [] });
        };
      }
      const value = Reflect.get(target, property, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as unknown as PostgresPoolClient;
}

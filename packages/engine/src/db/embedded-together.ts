import type { PGlite } from '@electric-sql/pglite';
import { statementsIn, TOGETHER } from './together.ts';

/** The embedded engine as Kysely sees it: statements sent together (rounds.ts) run one after another. */
export function runTogether(pglite: PGlite): PGlite {
  const query = async (
    text: string,
    values?: unknown[],
    options?: Parameters<PGlite['query']>[2],
  ): Promise<unknown> => {
    if (text !== TOGETHER) return pglite.query(text, values, options);
    const rows: unknown[][] = [];
    for (const { sql, parameters } of statementsIn(values)) {
      rows.push((await pglite.query(sql, [...parameters], options)).rows);
    }
    return { rows, affectedRows: rows.length };
  };
  return new Proxy(pglite, {
    get(target, property) {
      if (property === 'query') return query;
      const value = Reflect.get(target, property, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

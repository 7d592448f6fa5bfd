import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import type { CompiledStatement } from '../together.ts';

/** What a statement came to. */
export interface StatementResult {
  readonly rows: unknown[];
  readonly affectedRows: number | undefined;
}

/** The embedded database, wherever it runs. One session: statements run in the order they are given. */
export interface EmbeddedEngine {
  /** Runs statements one after another; rejects with the first error, and the rest are not run. */
  run(statements: readonly CompiledStatement[]): Promise<StatementResult[]>;
  close(): Promise<void>;
}

const INT8 = 20;
const NUMERIC = 1700;

/** bigint and numeric columns hold amounts and counts; all are below 2^53 by CHECK. Throws RangeError otherwise. */
export function exactNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer: ${text}`);
  return value;
}

/** Opens PGlite in this thread; without a folder it lives in memory. */
export async function openPglite(dataDir: string | undefined, loadDataDir?: Blob): Promise<PGlite> {
  const options: PGliteOptions = { parsers: { [INT8]: exactNumber, [NUMERIC]: exactNumber } };
  if (loadDataDir) options.loadDataDir = loadDataDir;
  return dataDir === undefined ? PGlite.create(options) : PGlite.create(dataDir, options);
}

/** PGlite in this thread as an engine. */
export function engineInThisThread(pglite: PGlite): EmbeddedEngine {
  return {
    async run(statements) {
      const results: StatementResult[] = [];
      for (const { sql, parameters } of statements) {
        const { rows, affectedRows } = await pglite.query(sql, [...parameters], { rowMode: 'object' });
        results.push({ rows, affectedRows });
      }
      return results;
    },
    close: () => pglite.close(),
  };
}

import { PGlite } from '@electric-sql/pglite';
import type { CompiledStatement } from '../together.ts';
import { type StatementResult, WireSession } from './wire-session.ts';

/** The embedded database, wherever it runs. One session: statements run in the order they are given. */
export interface EmbeddedEngine {
  /** Runs statements one after another; rejects with the first error, and the rest are not run. */
  run(statements: readonly CompiledStatement[]): Promise<StatementResult[]>;
  close(): Promise<void>;
}

/** Opens PGlite in this thread; without a folder it lives in memory. */
export async function openPglite(dataDir: string | undefined, loadDataDir?: Blob): Promise<PGlite> {
  const options = loadDataDir ? { loadDataDir } : {};
  return dataDir === undefined ? PGlite.create(options) : PGlite.create(dataDir, options);
}

/** PGlite in this thread as an engine. */
export function engineInThisThread(pglite: PGlite): EmbeddedEngine {
  const session = new WireSession((message) => pglite.runExclusive(() => pglite.execProtocolRaw(message)));
  return {
    run: (statements) => session.run(statements),
    close: () => pglite.close(),
  };
}

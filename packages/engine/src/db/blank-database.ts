import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The initialised, empty data folder that an install prepared (packages/engine/scripts/blank-database.mjs) for this version of PGlite;
 * undefined where there is none. Initialising takes seconds, copying it a tenth of one.
 */
export async function blankDatabase(): Promise<string | undefined> {
  const folder = path.dirname(path.dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')));
  const { version } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const blank = path.join(folder, '..', '..', '.cache', 'yellowcart', `blank-${version}`);
  return (await stat(path.join(blank, 'PG_VERSION')).catch(() => undefined)) ? blank : undefined;
}

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const inRoot = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
/** What decides what a kept database holds. */
const SOURCES = [
  'packages/engine/schema.sql',
  ...['market', 'goods', 'kits'].map((name) => `bench/src/orders/${name}.ts`),
];
const FOLDER = 'bench/src/orders/stored';

/**
 * The folder inside `keep` for databases that this version of the code made: one that another version made is not found
 * again, and stays until somebody removes it.
 */
export async function keptFolder(keep: string): Promise<string> {
  const stored = (await readdir(inRoot(FOLDER))).toSorted().map((name) => `${FOLDER}/${name}`);
  const hash = createHash('sha256');
  for (const file of [...SOURCES, ...stored]) hash.update(await readFile(inRoot(file)));
  return path.resolve(keep, hash.digest('hex').slice(0, 12));
}

import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder; every script works from here, wherever it was called. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What the scripts keep between runs: Node 24, half-built pages, test templates. Safe to delete. */
export const cache = path.join(root, '.yellowcart');

/** An absolute path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);

import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockDataDir } from '@yellowcart/engine';
import { ConfigError } from './config.ts';

/** What the engine puts into a data folder. */
const OURS = new Set(['pg', 'pg.initialising', 'lock.db', 'lock.db-journal']);

/**
 * Empties an embedded data folder. Refuses with ConfigError when something in it is not the engine's, so that a wrong
 * `--data` costs nothing, and with DataDirInUse while another process has it open.
 */
export async function resetData(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!names || names.length === 0) return;
  const stranger = names.find((name) => !OURS.has(name));
  if (stranger !== undefined || !names.includes('lock.db')) {
    throw new ConfigError(
      `${dataDir} does not look like a data folder of Yellowcart${stranger === undefined ? '' : ` (it holds ${stranger})`}; --reset leaves it alone.`,
    );
  }
  const lock = await lockDataDir(dataDir);
  try {
    await rm(join(dataDir, 'pg'), { recursive: true, force: true });
    await rm(join(dataDir, 'pg.initialising'), { recursive: true, force: true });
  } finally {
    lock.release();
  }
}

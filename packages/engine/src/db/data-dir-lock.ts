import { mkdir } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';

/** Another live process has this data folder open. */
export class DataDirInUse extends Error {
  readonly dataDir: string;
  constructor(dataDir: string) {
    super(
      `Another Yellowcart process is using ${dataDir}. Stop it first, or choose another folder with --data DIR.`,
    );
    this.name = 'DataDirInUse';
    this.dataDir = dataDir;
  }
}

/**
 * Takes the folder's lock, or throws DataDirInUse. The lock is an exclusive SQLite transaction on `lock.db`:
 * the operating system lets go of it when the process dies, however it dies, and never before.
 */
export async function lockDataDir(dataDir: string): Promise<{ release(): void }> {
  await mkdir(dataDir, { recursive: true });
  const file = new DatabaseSync(`${dataDir}/lock.db`);
  try {
    file.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) throw new DataDirInUse(dataDir);
    throw error;
  }
  return { release: () => file.close() };
}

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CannotGoOn } from '../cannot-go-on.ts';
import { say } from '../progress.ts';
import { mergedReports, readReport, type WrkReport } from './wrk-report.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('drive.lua', import.meta.url));

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Checkouts to send; without them the URL is asked for. */
  readonly checkouts?: {
    /** A file with a line for each: credential, tab, body. */
    readonly file: string;
    /** Makes the idempotency keys of this run its own. */
    readonly keyPrefix: string;
    /** Of 100 requests, how many repeat an earlier one. */
    readonly repeatPercent: number;
    /** The part of the file to begin after, below 1; 0 = its start. */
    readonly skipped?: number;
  };
}

/** Drives a load with wrk, one thread: more would take the cores from what is measured. Throws CannotGoOn when wrk fails. */
export async function runWrk({ url, connections, seconds, checkouts }: Load): Promise<WrkReport> {
  const own = checkouts
    ? [
        '--',
        checkouts.file,
        checkouts.keyPrefix,
        String(checkouts.repeatPercent),
        String(checkouts.skipped ?? 0),
      ]
    : [];
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url, ...own];
  const { stdout } = await run('wrk', args).catch((error: unknown) => {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new CannotGoOn(`wrk failed: ${said.trim() || String(error)}`);
  });
  return readReport(stdout);
}

/**
 * Drives a load at several servers at once: a wrk for each, which has its part of the connections and begins at another
 * part of the file.
 */
export async function runWrkOnAll(urls: readonly string[], load: Omit<Load, 'url'>): Promise<WrkReport> {
  const reports = await Promise.all(
    urls.map((url, index) => {
      const { checkouts } = load;
      const upTo = (place: number): number => Math.floor((place * load.connections) / urls.length);
      return runWrk({
        ...load,
        url,
        connections: Math.max(1, upTo(index + 1) - upTo(index)),
        ...(checkouts && {
          checkouts: {
            ...checkouts,
            keyPrefix: `${checkouts.keyPrefix}${index}-`,
            skipped: index / urls.length,
          },
        }),
      });
    }),
  );
  return mergedReports(reports);
}

/** Makes sure that wrk is there: installs it where that needs nobody's leave, and says how to get it elsewhere. Throws CannotGoOn. */
export async function ensureWrk(): Promise<void> {
  if (await there('wrk', ['-v'])) return;
  if (process.getuid?.() === 0 && (await there('apt-get', ['--version']))) {
    say('wrk is not installed; installing it with apt-get …');
    const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    const install = () => run('apt-get', ['install', '-y', '--no-install-recommends', 'wrk'], quiet);
    await install().catch(async () => {
      await run('apt-get', ['update'], quiet).catch(() => undefined);
      await install().catch(() => undefined);
    });
    if (await there('wrk', ['-v'])) return;
  }
  throw new CannotGoOn(
    'This bench drives its load with wrk, which is not installed. Get it with `sudo apt-get install wrk` (Debian, Ubuntu), `brew install wrk` (macOS) or your own system’s packages, then start the bench again.',
  );
}

/** Whether a program can be started; its exit code does not matter (`wrk -v` ends with 1). */
async function there(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, [...args]).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

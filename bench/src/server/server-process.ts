import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../../scripts/server-flags.mjs';
import { CannotGoOn } from '../cannot-go-on.ts';
import type { Ground } from '../databases/grounds.ts';
import { type Profile, readProfile } from './profile.ts';

const inRoot = (file: string): string => fileURLToPath(new URL(`../../../${file}`, import.meta.url));
const PATIENCE_MS = 60_000;
const LOOK_MS = 50;

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** ms since it was started, the profile's time. */
  age(): number;
  /** Clean stop; gives the profile where one was asked for. */
  stop(): Promise<Profile | undefined>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts the real server on a ground, on a free port, and waits until it is ready. It ends when this process does. `onLog` hears what it logs instead of standard error. */
export async function startServer(
  ground: Ground,
  { profiled = false, onLog }: { profiled?: boolean; onLog?: (text: string) => void } = {},
): Promise<ServerProcess> {
  const profiles = profiled ? await mkdtemp(path.join(tmpdir(), 'yellowcart-profile-')) : undefined;
  const { DATABASE_URL: _, ...inherited } = process.env;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...SERVER_FLAGS,
      ...(profiles ? ['--cpu-prof', '--cpu-prof-dir', profiles] : []),
      '--import',
      new URL('../../../scripts/leash.mjs', import.meta.url).href,
      inRoot('packages/server/src/main.ts'),
      ...['--no-show', '--no-sample', '--port', '0'],
      ...(ground.dataDir === undefined ? [] : ['--data', ground.dataDir]),
    ],
    {
      env: {
        ...inherited,
        NODE_ENV: 'production',
        ...(ground.url === undefined ? {} : { DATABASE_URL: ground.url }),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await addressOf(child, onLog);
  await ready(url);
  return {
    url,
    pid: child.pid ?? 0,
    age: () => performance.now() - started,
    async stop() {
      child.kill('SIGTERM');
      await gone;
      if (!profiles) return undefined;
      const [file] = await readdir(profiles);
      const profile = file === undefined ? undefined : await readFile(path.join(profiles, file), 'utf8');
      await rm(profiles, { recursive: true, force: true });
      return profile === undefined ? undefined : readProfile(profile);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The address that the greeting prints, by number: `localhost` may mean another one. */
function addressOf(child: ChildProcess, onLog: ((text: string) => void) | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => fail('no greeting in time'), PATIENCE_MS);
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new CannotGoOn(`The server did not start (${why}):\n${printed}`));
    };
    const listen = (chunk: Buffer): void => {
      printed += chunk;
      const port = /http:\/\/localhost:(\d+)\//.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', listen).resume();
      child.stderr?.off('data', listen);
      if (onLog) child.stderr?.setEncoding('utf8').on('data', onLog);
      else child.stderr?.pipe(process.stderr, { end: false });
      child.off('exit', onExit);
      resolve(`http://127.0.0.1:${port}`);
    };
    const onExit = (code: number | null): void => fail(`it ended with ${code}`);
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', onExit);
  });
}

async function ready(url: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const ok = await fetch(`${url}/healthz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  throw new CannotGoOn('The server did not get ready.');
}

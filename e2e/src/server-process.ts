import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SERVER_FLAGS } from '../../scripts/server-flags.mjs';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const inRoot = (...parts: string[]): string => path.join(root, ...parts);

/** A first start loads the sample; a busy machine takes its time. */
const START_MS_MAX = 120_000;
const SERVER = 'packages/server/src/main.ts';

/** A program of ours under test. */
export interface Running {
  /** Everything it has printed so far, on both streams. */
  output(): string;
  /** Sends a signal, to its whole group where it was started as a terminal starts it. */
  signal(name: NodeJS.Signals): void;
  /** Its exit code, once it has ended; 128 + n where signal n ended it. */
  readonly ended: Promise<number>;
}

export interface Server extends Running {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Asks it to stop as Ctrl-C does, and gives its exit code. */
  stop(): Promise<number>;
}

/** Starts a program. `asTerminal`: in a group of its own, to which a signal goes as a whole. */
export function run(
  command: string,
  args: readonly string[],
  options: { asTerminal?: boolean } = {},
): Running {
  const asTerminal = options.asTerminal ?? false;
  const child = spawn(command, args, {
    cwd: root,
    detached: asTerminal,
    stdio: ['ignore', 'pipe', 'pipe', ...(asTerminal ? [] : (['ipc'] as const))],
    env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'warn' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', reject);
  child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? os.constants.signals[signal] : 0)));
  return {
    output: () => printed,
    signal: (name) => send(child, name, asTerminal),
    ended,
  };
}

function send(child: ChildProcess, name: NodeJS.Signals, wholeGroup: boolean): void {
  if (!wholeGroup) child.kill(name);
  else if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, name);
}

/** Runs one of our TypeScript programs on this Node; it ends with us, whatever becomes of us. */
export function runFile(file: string, ...args: string[]): Running {
  const leash = pathToFileURL(inRoot('scripts/leash.mjs')).href;
  const flags = file === SERVER ? SERVER_FLAGS : [];
  return run(process.execPath, [...flags, '--import', leash, inRoot(file), ...args]);
}

/** Waits until a server has said where it is. Throws with what it printed when it ends instead, or takes too long. */
export async function whenReady(running: Running): Promise<Server> {
  const until = Date.now() + START_MS_MAX;
  let code: number | undefined;
  running.ended.then(
    (ended) => {
      code = ended;
    },
    () => {
      code = -1;
    },
  );
  for (;;) {
    const port = /Storefront\s+http:\/\/localhost:(\d+)/.exec(running.output())?.[1];
    if (port !== undefined) {
      return {
        ...running,
        origin: `http://127.0.0.1:${port}`,
        stop: () => {
          running.signal('SIGINT');
          return running.ended;
        },
      };
    }
    if (code !== undefined) throw new Error(`the server ended with ${code}:\n${running.output()}`);
    if (Date.now() > until) {
      running.signal('SIGKILL');
      throw new Error(`the server was not ready in ${START_MS_MAX / 1000} s:\n${running.output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts the platform on a data folder and any free port. */
export function startServer(dataDir: string, ...args: string[]): Promise<Server> {
  return whenReady(runFile(SERVER, '--port', '0', '--data', dataDir, ...args));
}

/** An empty folder, and how to take it away again. */
export async function scratchFolder(): Promise<{ dir: string; remove: () => Promise<void> }> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'yellowcart-e2e-'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

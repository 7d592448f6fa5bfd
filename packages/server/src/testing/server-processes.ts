import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('../main.ts', import.meta.url));
const LEASH = new URL('../../../../scripts/leash.mjs', import.meta.url).href;
const START_MS_MAX = 60_000;

/** A server in a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** Ends it without a word; resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to stop; resolves with its exit code. */
  stop(): Promise<number | null>;
}

/** Starts a server on a PostgreSQL database, without a sample; resolves when it is ready. It ends with this process. */
export async function startServerProcess(databaseUrl: string): Promise<ServerProcess> {
  const args = ['--import', LEASH, SERVER, '--port', '0', '--no-sample'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'warn', DATABASE_URL: databaseUrl },
  });
  let printed = '';
  const { promise: port, resolve, reject } = Promise.withResolvers<string>();
  const ended = new Promise<number | null>((end) => child.once('close', end));
  const fail = (why: string): void => reject(new Error(`the server ${why}:\n${printed}`));
  const patience = setTimeout(() => fail('was not ready in time'), START_MS_MAX);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = /Storefront\s+http:\/\/localhost:(\d+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  }
  void ended.then((code) => fail(`ended with ${code}`));
  const origin = `http://127.0.0.1:${await port.finally(() => clearTimeout(patience))}`;
  return {
    origin,
    pid: child.pid ?? 0,
    output: () => printed,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import type { Ground } from '../databases/grounds.ts';
import { type ServerProcess, startServer } from '../server/server-process.ts';
import { signalAll } from './process-tree.ts';

/** A server that has not stopped by then hangs. */
const STOP_MS_MAX = 60_000;

/** The server processes of a round, by number; killed ones can be started again. */
export class Servers {
  /** Those of every round that is under way. */
  static readonly inPlay = new Set<Servers>();
  readonly #ground: Ground;
  readonly #running: (ServerProcess | undefined)[];
  readonly #log: string[] = [];

  constructor(ground: Ground, count: number) {
    this.#ground = ground;
    this.#running = new Array<undefined>(count).fill(undefined);
    Servers.inPlay.add(this);
  }

  /** Addresses; undefined where a process is down. */
  get places(): readonly (string | undefined)[] {
    return this.#running.map((server) => server?.url);
  }

  /** What they logged. */
  get log(): string {
    return this.#log.join('');
  }

  /** Starts those that are down. */
  async start(): Promise<void> {
    await Promise.all(
      this.#running.map(async (server, number) => {
        if (server) return;
        const onLog = (text: string): void => {
          this.#log.push(text);
        };
        this.#running[number] = await startServer(this.#ground, { onLog });
      }),
    );
  }

  /** kill -9 of one, or of all. Answers with how many were killed. */
  async kill(which: number | 'all'): Promise<number> {
    const chosen = this.#running.flatMap((server, number) =>
      server && (which === 'all' || which === number) ? [{ server, number }] : [],
    );
    for (const { number } of chosen) this.#running[number] = undefined;
    await Promise.all(chosen.map(({ server }) => server.kill()));
    return chosen.length;
  }

  pause(number: number): void {
    this.#signal(number, 'SIGSTOP');
  }

  resume(number: number): void {
    this.#signal(number, 'SIGCONT');
  }

  /** Clean stop of all that run. Answers with how many had to be killed because they did not. */
  async stop(): Promise<number> {
    const stopping = this.#running.map(async (server, number) => {
      if (!server) return 0;
      const inTime = await Promise.race([
        server.stop().then(() => true),
        wait(STOP_MS_MAX, false, { ref: false }),
      ]);
      if (!inTime) await server.kill();
      this.#running[number] = undefined;
      return Number(!inTime);
    });
    return (await Promise.all(stopping)).reduce((sum, hung) => sum + hung, 0);
  }

  /** Whatever state they are in, they are gone afterwards. */
  async close(): Promise<void> {
    await this.kill('all');
    Servers.inPlay.delete(this);
  }

  #signal(number: number, signal: NodeJS.Signals): void {
    const server = this.#running[number];
    if (server) signalAll([server.pid], signal);
  }
}

/** Work that is done each second, and at once when somebody asks. */
export interface Ticker {
  /** Does everything that is due now; resolves when it is done. */
  runNow(): Promise<void>;
  stop(): Promise<void>;
}

export interface Job {
  readonly name: string;
  run(): Promise<unknown>;
}

const TICK_MS = 1_000;

/**
 * Jobs run one after another and never twice at once; one that fails does not keep the others from running.
 * `mine`: whether the work is this process's to do when nobody asks.
 */
export function startTicker(
  jobs: readonly Job[],
  onError: (error: unknown, job: string) => void,
  mine: () => boolean = () => true,
): Ticker {
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    for (const job of jobs) await job.run().catch((error: unknown) => onError(error, job.name));
  }
  const start = (): Promise<void> => {
    running ??= runAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(() => {
    if (mine()) void start();
  }, TICK_MS);
  timer.unref();
  return {
    async runNow() {
      // What is under way may have looked at the clock before it was moved.
      await running;
      await start();
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

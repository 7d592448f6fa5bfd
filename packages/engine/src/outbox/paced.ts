/** Looks for events that a wake was missed for. */
const IDLE_MS = 500;
/** Under load a round takes what came in this time: a round has a price, and nobody sees 50 ms. */
const PACE_MS = 50;

/** A piece of work that is done when somebody asks, but not too often, and now and then anyway; never twice at once. */
export interface Paced {
  /** Asks for it: it is done at once, or when the pace allows. */
  wake(): void;
  /** Does it now, after the one under way; resolves when it is done. */
  now(): Promise<void>;
  /** Finishes what is under way, and does it no more. */
  stop(): Promise<void>;
}

/** Starts pacing `work`; a failure is told to `onError`, and the work is tried again at the next look. */
export function paced(work: () => Promise<void>, onError: (error: unknown) => void): Paced {
  let running: Promise<void> | undefined;
  let stopped = false;
  let again = false;
  let waiting: NodeJS.Timeout | undefined;
  let lastStart = Number.NEGATIVE_INFINITY;

  function start(): Promise<void> {
    clearTimeout(waiting);
    waiting = undefined;
    if (running === undefined) {
      lastStart = performance.now();
      running = work()
        .catch(onError)
        .finally(() => {
          running = undefined;
          if (again) wake();
        });
    }
    return running;
  }

  function wake(): void {
    again = running !== undefined;
    if (stopped || again || waiting !== undefined) return;
    const wait = lastStart + PACE_MS - performance.now();
    if (wait <= 0) void start();
    else waiting = setTimeout(() => void start(), wait);
  }

  const timer = setInterval(wake, IDLE_MS);
  timer.unref();
  return {
    wake,
    async now() {
      await running;
      await start();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(waiting);
      await running;
    },
  };
}

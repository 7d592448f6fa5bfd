/** Work of one kind that is done in batches, each batch whatever came while the ones before it ran. */
export interface Lane<Request, Result> {
  /** Queues a request; settles when its batch has committed. Rejects with LaneFull at once when too many wait. */
  submit(request: Request): Promise<Result>;
  /** Requests that wait or run now. */
  readonly waiting: number;
  /** Takes no more requests (they reject with LaneStopped) and resolves when everything queued is done. */
  stop(): Promise<void>;
}

export interface LaneOptions<Request, Result> {
  /** Does a batch; answers in the same order, a Failed for a request that broke. A throw rejects the whole batch. */
  readonly run: (batch: readonly Request[]) => Promise<readonly (Result | Failed)[]>;
  readonly batchMax: number;
  /** Batches under way at once, at the most. */
  readonly concurrency: number;
  readonly waitingMax: number;
}

/** One request of a batch broke; its neighbours did not. */
export class Failed {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}
export class LaneFull extends Error {}
export class LaneStopped extends Error {}

interface Waiting<Request, Result> {
  readonly request: Request;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export function createLane<Request, Result>(options: LaneOptions<Request, Result>): Lane<Request, Result> {
  let queue: Waiting<Request, Result>[] = [];
  let running = 0;
  let inHand = 0;
  let stopped = false;
  let scheduled = false;
  let onIdle: (() => void) | undefined;

  async function runBatch(batch: Waiting<Request, Result>[]): Promise<void> {
    try {
      const results = await options.run(batch.map((waiting) => waiting.request));
      batch.forEach((waiting, index) => {
        const result = results[index];
        if (result instanceof Failed) waiting.reject(result.error);
        else waiting.resolve(result as Result);
      });
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    } finally {
      running -= 1;
      inHand -= batch.length;
      start();
    }
  }

  function start(): void {
    while (queue.length > 0 && running < options.concurrency) {
      const batch = queue.slice(0, options.batchMax);
      queue = queue.slice(options.batchMax);
      running += 1;
      inHand += batch.length;
      void runBatch(batch);
    }
    if (running === 0 && queue.length === 0) onIdle?.();
  }

  return {
    submit(request) {
      if (stopped) return Promise.reject(new LaneStopped());
      if (queue.length >= options.waitingMax) return Promise.reject(new LaneFull());
      return new Promise((resolve, reject) => {
        queue.push({ request, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        // After the sockets that are readable now, so that what came together is done together.
        setImmediate(() => {
          scheduled = false;
          start();
        });
      });
    },
    get waiting() {
      return queue.length + inHand;
    },
    async stop() {
      stopped = true;
      if (running === 0 && queue.length === 0) return;
      await new Promise<void>((resolve) => {
        onIdle = resolve;
      });
    },
  };
}

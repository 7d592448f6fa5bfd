import type { RefundView } from '@yellowcart/contract';
import type { Engine } from '../engine.ts';
import { apart, submit } from '../jobs/batches.ts';
import { createLane } from '../jobs/lane.ts';
import { orRefuse, type Refusal } from '../refusal.ts';
import { type RefundRequested, requestRefunds } from './commands/request-refund.ts';

/** The intake of refunds, which come in crowds when a show goes wrong: a batch is one transaction. One per process. */
export interface RefundDesk {
  /** Resolves when it is durable. Throws Refused. */
  request(request: RefundRequested): Promise<RefundView>;
  /** Requests in hand. */
  readonly waiting: number;
  /** Refuses what is new with shutting_down and finishes what is queued. */
  stop(): Promise<void>;
}

const BATCH_MAX = 64;
const WAITING_MAX = 20_000;

export function createRefundDesk(engine: Engine): RefundDesk {
  const lane = createLane<RefundRequested, RefundView | Refusal>({
    batchMax: BATCH_MAX,
    waitingMax: WAITING_MAX,
    concurrency: 1,
    run: (batch) => apart(batch, (part) => requestRefunds(engine, part)),
  });
  return {
    request: async (request) => orRefuse(await submit(lane, request)),
    get waiting() {
      return lane.waiting;
    },
    stop: () => lane.stop(),
  };
}

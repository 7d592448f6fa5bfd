import assert from 'node:assert/strict';
import type { Address } from '@yellowcart/contract';
import { type Click, readClick } from '#attribution';
import type { Engine } from '../engine.ts';
import { createLane, Failed, type Lane, LaneFull, LaneStopped } from '../jobs/lane.ts';
import { orRefuse, refuse } from '../refusal.ts';
import { type Cancellation, type CancellationResult, cancelOrders } from './commands/cancel-orders.ts';
import { type Payment, type PaymentResult, payOrders } from './commands/pay-orders.ts';
import { type PlacedCheckout, type Placement, placeOrders, replayOrders } from './commands/place-orders.ts';
import { OfferBook } from './offer-book.ts';
import { bodyHash, type Checkout } from './rules/checkout.ts';
import { SoldOut } from './sold-out.ts';
import { OrderNumbers } from './store/order-numbers.ts';

export interface PlaceInput {
  readonly buyerId: string;
  readonly key: string;
  readonly lines: readonly {
    readonly skuId: string;
    readonly quantity: number;
    readonly clickToken?: string | undefined;
  }[];
  readonly address: Address;
  readonly expectedTotalMinor?: number | undefined;
}

/** The intake of orders: everything that comes in crowds goes through lanes that commit batches. One per process. */
export interface OrderDesk {
  /** Places a checkout; resolves when it is durable. Throws Refused. */
  place(input: PlaceInput): Promise<PlacedCheckout>;
  /** Takes a payment; resolves when it is durable. Throws Refused. */
  pay(payment: Payment): Promise<void>;
  /** Cancels an unpaid order. Throws Refused. */
  cancel(cancellation: Cancellation): Promise<void>;
  /** Units of these SKUs became free: they may be asked for again at once. */
  released(skuIds: readonly string[]): void;
  /** Requests in hand. */
  readonly waiting: number;
  /** Refuses what is new with shutting_down and finishes what is queued. */
  stop(): Promise<void>;
}

export interface DeskOptions {
  readonly batchMax?: number;
  /** Placing batches under way at once, each for its share of the shops: one on the embedded database, which has one session. */
  readonly lanes?: number;
  readonly waitingMax?: number;
  /** Hears of every placing batch, for metrics. */
  readonly onBatch?: (size: number, placed: number) => void;
}

const LANES = 2;

export function createOrderDesk(engine: Engine, options: DeskOptions = {}): OrderDesk {
  const desk = { offers: new OfferBook(), numbers: new OrderNumbers() };
  const soldOut = new SoldOut();
  const batchMax = options.batchMax ?? (engine.kind === 'pglite' ? 256 : 128);
  const waitingMax = options.waitingMax ?? 20_000;
  const lanesOfShops = options.lanes ?? (engine.kind === 'pglite' ? 1 : LANES);

  // A lane for each share of the shops: batches under way at once then touch other stock rows and never wait for each other.
  const placing = Array.from({ length: lanesOfShops }, () =>
    createLane<Checkout, Placement>({
      batchMax,
      waitingMax,
      concurrency: 1,
      async run(batch) {
        const answers = await apart(batch, (part) => placeOrders(engine, desk, part));
        soldOut.learn(answers);
        options.onBatch?.(batch.length, answers.filter((answer) => 'checkoutId' in answer).length);
        return answers;
      },
    }),
  );
  const laneOf = (checkout: Checkout): Lane<Checkout, Placement> => {
    const skuId = checkout.lines[0]?.skuId ?? '';
    const lane = placing[shareOf(desk.offers.shopOf(skuId) ?? skuId, lanesOfShops)];
    assert(lane, 'there is a lane for every share');
    return lane;
  };
  const replaying = createLane<Checkout, Placement | undefined>({
    batchMax,
    waitingMax,
    concurrency: 1,
    run: (batch) => replayOrders(engine, batch),
  });
  const paying = createLane<Payment, PaymentResult>({
    batchMax,
    waitingMax,
    concurrency: 1,
    run: (batch) => apart(batch, (part) => payOrders(engine, part)),
  });
  const cancelling = createLane<Cancellation, CancellationResult>({
    batchMax,
    waitingMax,
    concurrency: 1,
    run: (batch) => apart(batch, (part) => cancelOrders(engine, part)),
  });
  const lanes: readonly Lane<never, unknown>[] = [...placing, replaying, paying, cancelling];

  return {
    async place(input) {
      const checkout: Checkout = {
        buyerId: input.buyerId,
        key: input.key,
        bodyHash: bodyHash(input),
        lines: input.lines.map(({ skuId, quantity, clickToken }) => ({
          skuId,
          quantity,
          click: readToken(engine, input.buyerId, clickToken),
        })),
        address: input.address,
        expectedTotalMinor: input.expectedTotalMinor,
      };
      const refused = soldOut.refusalOf(checkout.lines);
      if (refused) {
        // A copy of a request that was placed while there was stock still gets that answer.
        return orRefuse((await submit(replaying, checkout)) ?? refused);
      }
      return orRefuse(await submit(laneOf(checkout), checkout));
    },
    async pay(payment) {
      orRefuse(await submit(paying, payment));
    },
    async cancel(cancellation) {
      const { skuIds } = orRefuse(await submit(cancelling, cancellation));
      soldOut.forget(skuIds);
    },
    released: (skuIds) => soldOut.forget(skuIds),
    get waiting() {
      return lanes.reduce((sum, lane) => sum + lane.waiting, 0);
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

/** Which of `shares` an id falls into: ids end in random digits. */
function shareOf(id: string, shares: number): number {
  return shares === 1 ? 0 : Number.parseInt(id.slice(-6), 16) % shares || 0;
}

async function submit<Request, Result>(lane: Lane<Request, Result>, request: Request): Promise<Result> {
  try {
    return await lane.submit(request);
  } catch (error) {
    if (error instanceof LaneFull) refuse('overloaded');
    if (error instanceof LaneStopped) refuse('shutting_down');
    throw error;
  }
}

function readToken(engine: Engine, buyerId: string, token: string | undefined): Click | undefined {
  if (token === undefined) return undefined;
  const click = readClick(engine.clickSecret, token);
  if (!click) refuse('click_token_invalid');
  if (click.buyerId !== undefined && click.buyerId !== buyerId) refuse('click_token_not_yours');
  return click;
}

/** Deadlock, serialization failure: another try may do. */
const TRANSIENT = new Set(['40001', '40P01']);
const TRIES = 3;

/**
 * Runs a batch; when something in it breaks, runs its halves, down to the request that is to blame, so that one bad
 * request never fails its neighbours. A batch that lost against another transaction is tried again whole; one that lost
 * its database fails whole.
 */
async function apart<Request, Result>(
  batch: readonly Request[],
  run: (part: readonly Request[]) => Promise<Result[]>,
  tries = TRIES,
): Promise<(Result | Failed)[]> {
  try {
    return await run(batch);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (TRANSIENT.has(code) && tries > 1) return apart(batch, run, tries - 1);
    if (batch.length === 1 || !isAboutData(error, code)) return batch.map(() => new Failed(error));
    const half = batch.length >> 1;
    return [...(await apart(batch.slice(0, half), run)), ...(await apart(batch.slice(half), run))];
  }
}

/** SQLSTATE classes 22 (data) and 23 (constraint), and our own assertions. */
function isAboutData(error: unknown, code: string): boolean {
  return (
    /^2[23]/.test(code) ||
    code === 'ERR_ASSERTION' ||
    error instanceof RangeError ||
    error instanceof TypeError
  );
}

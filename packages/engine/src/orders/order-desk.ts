import assert from 'node:assert/strict';
import type { Address, CheckoutPreview } from '@yellowcart/contract';
import { type Click, readClick } from '#attribution';
import type { Engine } from '../engine.ts';
import { apart, submit } from '../jobs/batches.ts';
import { createLane, Failed, type Lane } from '../jobs/lane.ts';
import type { Minor } from '../money.ts';
import { isRefusal, orRefuse, refuse } from '../refusal.ts';
import { Answered } from './answered.ts';
import { type Cancellation, type CancellationResult, cancelOrders } from './commands/cancel-orders.ts';
import { type Payment, type PaymentResult, payOrders } from './commands/pay-orders.ts';
import { type Placement, placeOrders } from './commands/place-orders.ts';
import { previewCheckout } from './commands/preview-checkout.ts';
import { type PlacedCheckout, replayOrders } from './commands/replay-orders.ts';
import { OfferBook } from './offer-book.ts';
import { bodyHash, type Checkout, type CheckoutLine } from './rules/checkout.ts';
import { readPromise } from './rules/promise.ts';
import { Snapshots } from './snapshots.ts';
import { SoldOut } from './sold-out.ts';
import { OrderNumbers } from './store/order-numbers.ts';

export interface InputLine {
  readonly skuId: string;
  readonly quantity: number;
  readonly clickToken?: string | undefined;
  readonly dealId?: string | undefined;
}
export interface PlaceInput {
  readonly buyerId: string;
  readonly key: string;
  readonly lines: readonly InputLine[];
  readonly address: Address;
  readonly expectedTotalMinor?: number | undefined;
  readonly previewToken?: string | undefined;
}
export interface PreviewInput {
  readonly buyerId: string;
  readonly lines: readonly InputLine[];
  readonly province?: string | undefined;
}
/** Goods for nothing: a sample to a creator, a prize to a buyer. */
export interface FreeInput {
  readonly kind: 'sample' | 'lottery';
  readonly recipientId: string;
  readonly key: string;
  readonly skuId: string;
  readonly quantity: number;
  readonly address: Address;
}

/** The intake of orders: everything that comes in crowds goes through lanes that commit batches. One per process. */
export interface OrderDesk {
  /** Places a checkout; resolves when it is durable. Throws Refused. */
  place(input: PlaceInput): Promise<PlacedCheckout>;
  /** What a cart would give; reserves nothing. Throws Refused. */
  preview(input: PreviewInput): Promise<CheckoutPreview>;
  /** Places and settles an order that costs nothing; the caller knows that the SKU is the shop's. Throws Refused. */
  give(input: FreeInput): Promise<PlacedCheckout>;
  /** Takes a payment; resolves when it is durable. Throws Refused. */
  pay(payment: Payment): Promise<{ readonly takenMinor: Minor }>;
  /** Cancels an unpaid order. Throws Refused. */
  cancel(cancellation: Cancellation): Promise<void>;
  /** Units of these SKUs became free: they may be asked for again at once. */
  released(skuIds: readonly string[]): void;
  /** Releases may have passed unheard: every SKU may be asked for again at once. */
  releasedUnheard(): void;
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
  const desk = { offers: new OfferBook(), numbers: new OrderNumbers(), snapshots: new Snapshots() };
  const soldOut = new SoldOut((skuId) => desk.offers.partsOf(skuId));
  const answered = new Answered();
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
        // A copy may have waited here while the first of them was placed.
        const known = new Map<Checkout, Placement>();
        for (const checkout of batch) {
          const before = answered.recall(checkout);
          if (before) known.set(checkout, before);
        }
        const fresh = known.size === 0 ? batch : batch.filter((checkout) => !known.has(checkout));
        const placed = await apart(fresh, (part) => placeOrders(engine, desk, part));
        fresh.forEach((checkout, index) => {
          const answer = placed[index];
          if (answer) answered.remember(checkout, answer);
        });
        soldOut.learn(placed);
        options.onBatch?.(batch.length, placed.filter((answer) => 'checkoutId' in answer).length);
        if (known.size === 0) return placed;
        let next = 0;
        return batch.map((checkout) => known.get(checkout) ?? placed[next++] ?? LOST);
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
    run: (batch) => apart(batch, (part) => payOrders(engine, desk, part)),
  });
  const cancelling = createLane<Cancellation, CancellationResult>({
    batchMax,
    waitingMax,
    concurrency: 1,
    run: (batch) => apart(batch, (part) => cancelOrders(engine, part)),
  });
  const lanes: readonly Lane<never, unknown>[] = [...placing, replaying, paying, cancelling];

  const linesOf = (buyerId: string, lines: readonly InputLine[]): CheckoutLine[] =>
    lines.map(({ skuId, quantity, clickToken, dealId }) => ({
      skuId,
      quantity,
      click: readToken(engine, buyerId, clickToken),
      dealId,
    }));
  const placeOne = async (checkout: Checkout): Promise<PlacedCheckout> => {
    const before = answered.recall(checkout);
    if (before) return orRefuse(before);
    const refused = soldOut.refusalOf(checkout.lines);
    if (refused) {
      // A copy of a request that was placed while there was stock still gets that answer.
      return orRefuse((await submit(replaying, checkout)) ?? refused);
    }
    return orRefuse(await submit(laneOf(checkout), checkout));
  };

  return {
    async place(input) {
      const { buyerId, previewToken } = input;
      const checkout: Checkout = {
        buyerId,
        key: input.key,
        bodyHash: bodyHash(input),
        lines: linesOf(buyerId, input.lines),
        province: input.address.province,
        address: input.address,
        expectedTotalMinor: input.expectedTotalMinor,
      };
      if (previewToken === undefined) return placeOne(checkout);
      const promised = readPromise(engine.clickSecret, previewToken, {
        buyerId,
        now: engine.clock.now(),
        validMinutes: engine.settings.previewMinutes,
      });
      if (!isRefusal(promised)) return placeOne({ ...checkout, promised });
      // An answer outlives the preview that it was given for.
      return orRefuse((await submit(replaying, checkout)) ?? promised);
    },
    preview: ({ buyerId, lines, province }) =>
      previewCheckout(engine, desk, { buyerId, lines: linesOf(buyerId, lines), province }),
    async give({ kind, recipientId: buyerId, key, skuId, quantity, address }) {
      const lines = [{ skuId, quantity }];
      const placed = await placeOne({
        kind,
        buyerId,
        key: `${kind}:${key}`,
        bodyHash: bodyHash({ lines, address }),
        lines: [{ skuId, quantity, click: undefined, agreedPriceMinor: 0 }],
        province: address.province,
        address,
        expectedTotalMinor: undefined,
      });
      for (const { orderId } of placed.orders)
        orRefuse(await submit(paying, { buyerId, orderId, provider: 'none', approved: true }));
      return placed;
    },
    async pay(payment) {
      return orRefuse(await submit(paying, payment));
    },
    async cancel(cancellation) {
      const { skuIds } = orRefuse(await submit(cancelling, cancellation));
      soldOut.forget(skuIds);
    },
    released: (skuIds) => soldOut.forget(skuIds),
    releasedUnheard: () => soldOut.forgetAll(),
    get waiting() {
      return lanes.reduce((sum, lane) => sum + lane.waiting, 0);
    },
    async stop() {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
}

/** What cannot be: there is an answer for every request. */
const LOST = new Failed(new Error('a request of the batch has no answer'));

/** Which of `shares` an id falls into: ids end in random digits. */
function shareOf(id: string, shares: number): number {
  return shares === 1 ? 0 : Number.parseInt(id.slice(-6), 16) % shares || 0;
}

function readToken(engine: Engine, buyerId: string, token: string | undefined): Click | undefined {
  if (token === undefined) return undefined;
  const click = readClick(engine.clickSecret, token);
  if (!click) refuse('click_token_invalid');
  if (click.buyerId !== undefined && click.buyerId !== buyerId) refuse('click_token_not_yours');
  return click;
}

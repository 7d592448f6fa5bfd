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
import { type PlacedCheckout, type Repeated, replayOrders } from './commands/replay-orders.ts';
import { OfferBook } from './offer-book.ts';
import { bodyHash, type Checkout, type CheckoutLine } from './rules/checkout.ts';
import { readPromise } from './rules/promise.ts';
import { Snapshots } from './snapshots.ts';
import { SoldOut } from './sold-out.ts';
import { OrderNumbers } from './store/order-numbers.ts';
import type { RequestKey } from './store/requests.ts';

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
  /** Who gives; keys are each shop's own. */
  readonly shopId: string;
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
  readonly waitingMax?: number;
  /** Hears of every placing batch, for metrics. */
  readonly onBatch?: (size: number, placed: number) => void;
}

/** One batch at a time: a second one beside it makes both smaller, and each order dearer (docs/performance.md). */
const BATCH_MAX = 256;

export function createOrderDesk(engine: Engine, options: DeskOptions = {}): OrderDesk {
  const desk = { offers: new OfferBook(), numbers: new OrderNumbers(), snapshots: new Snapshots() };
  const soldOut = new SoldOut((skuId) => desk.offers.partsOf(skuId));
  const answered = new Answered();
  const batchMax = options.batchMax ?? BATCH_MAX;
  const waitingMax = options.waitingMax ?? 20_000;

  const placing = createLane<Checkout, Placement>({
    batchMax,
    waitingMax,
    concurrency: 1,
    async run(batch) {
      // A copy may have waited here while the first of them was placed.
      const known = new Map<Checkout, Placement>();
      for (const checkout of batch) {
        const before = answered.recall(checkout, () => checkout.bodyHash);
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
  });
  const replaying = createLane<Repeated, Placement | undefined>({
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
  const lanes: readonly Lane<never, unknown>[] = [placing, replaying, paying, cancelling];

  const linesOf = (buyerId: string, lines: readonly InputLine[]): CheckoutLine[] =>
    lines.map(({ skuId, quantity, clickToken, dealId }) => ({
      skuId,
      quantity,
      click: readToken(engine, buyerId, clickToken),
      dealId,
    }));
  /** The answer that needs no placing: one that was given before, or a refusal of what has just sold out. */
  const fromMemory = (
    key: RequestKey,
    lines: readonly { readonly skuId: string; readonly dealId?: string | undefined }[],
    hash: () => string,
  ): Placement | Promise<Placement> | undefined => {
    const before = answered.recall(key, hash);
    if (before) return before;
    const refused = soldOut.refusalOf(lines);
    // A copy of a request that was placed elsewhere while there was stock still gets that answer.
    return refused && submit(replaying, { ...key, bodyHash: hash }).then((placed) => placed ?? refused);
  };

  return {
    async place(input) {
      const { buyerId, key, lines, address, previewToken } = input;
      const request = { buyerId, key };
      const hash = (): string => bodyHash(input);
      const known = fromMemory(request, lines, hash);
      if (known) return orRefuse(await known);
      const checkout: Checkout = {
        ...request,
        bodyHash: hash(),
        lines: linesOf(buyerId, lines),
        province: address.province,
        address,
        expectedTotalMinor: input.expectedTotalMinor,
      };
      if (previewToken === undefined) return orRefuse(await submit(placing, checkout));
      const promised = readPromise(engine.clickSecret, previewToken, {
        buyerId,
        now: engine.clock.now(),
        validMinutes: engine.settings.previewMinutes,
      });
      if (!isRefusal(promised)) return orRefuse(await submit(placing, { ...checkout, promised }));
      // An answer outlives the preview that it was given for.
      return orRefuse((await submit(replaying, { ...request, bodyHash: hash })) ?? promised);
    },
    preview: ({ buyerId, lines, province }) =>
      previewCheckout(engine, desk, { buyerId, lines: linesOf(buyerId, lines), province }),
    async give({ kind, shopId, recipientId: buyerId, key, skuId, quantity, address }) {
      const lines = [{ skuId, quantity }];
      // With spaces, which no buyer's key has: otherwise an order of the recipient's own under this key would be given away.
      const request = { buyerId, key: `${kind} ${shopId} ${key}` };
      const hash = bodyHash({ lines, address });
      const placed = orRefuse(
        (await fromMemory(request, lines, () => hash)) ??
          (await submit(placing, {
            ...request,
            kind,
            bodyHash: hash,
            lines: [{ skuId, quantity, click: undefined, agreedPriceMinor: 0 }],
            province: address.province,
            address,
            expectedTotalMinor: undefined,
          })),
      );
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

function readToken(engine: Engine, buyerId: string, token: string | undefined): Click | undefined {
  if (token === undefined) return undefined;
  const click = readClick(engine.clickSecret, token);
  if (!click) refuse('click_token_invalid');
  if (click.buyerId !== undefined && click.buyerId !== buyerId) refuse('click_token_not_yours');
  return click;
}

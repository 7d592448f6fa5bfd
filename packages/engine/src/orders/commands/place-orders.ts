import { revisionsStatement } from '#catalog';
import { insertShares, type NewShare, splitLine } from '#commission';
import { eventsStatement } from '#outbox';
import { lockLevelsStatement, reserveUnits, type StockLevel } from '#stock';
import type { Tx } from '../../db/open.ts';
import { type Statement, transactionInRounds } from '../../db/rounds.ts';
import type { Engine } from '../../engine.ts';
import { isRefusal, type Refusal, refusal } from '../../refusal.ts';
import { ORDER_PLACED, type OrderEvent } from '../events.ts';
import { type Asked, type OfferBook, productsOf } from '../offer-book.ts';
import { allocate } from '../rules/allocate.ts';
import {
  type Checkout,
  type DraftLine,
  type DraftOrder,
  draftCheckout,
  type Terms,
} from '../rules/checkout.ts';
import {
  attributionOf,
  insertLines,
  insertOrders,
  type NewOrder,
  ordersOfCheckouts,
  type PlacedRow,
} from '../store/new-orders.ts';
import type { OrderNumbers } from '../store/order-numbers.ts';
import { claimRequests, dropRequests, findRequests, type RequestKey } from '../store/requests.ts';

export interface PlacedCheckout {
  readonly checkoutId: string;
  readonly orders: readonly {
    readonly orderId: string;
    readonly orderNo: string;
    readonly shopId: string;
    readonly totalMinor: number;
  }[];
  readonly totalMinor: number;
  readonly currency: string;
  readonly expiresAt: string;
  /** The same key had been answered before; this is that answer. */
  readonly replayed: boolean;
}
export type Placement = PlacedCheckout | Refusal;

/** What placing needs besides the engine; one of each per process. */
export interface PlacingDesk {
  readonly offers: OfferBook;
  readonly numbers: OrderNumbers;
}

interface Claimed {
  readonly checkout: Checkout;
  readonly checkoutId: string;
}
interface Draft extends Claimed {
  readonly orders: readonly DraftOrder[];
}

const MINUTE_MS = 60_000;

/**
 * Places a batch of checkouts in one transaction of two rounds, however many buyers they come from, and answers each in
 * order. The first round claims the idempotency keys, reads what proves the offers, and locks the stock rows in key
 * order; then everything is decided in arrival order, in memory; the second round writes reservations, orders, lines,
 * shares and events with one statement each, and commits. A refused checkout leaves nothing behind and does not touch
 * its neighbours.
 */
export async function placeOrders(
  engine: Engine,
  desk: PlacingDesk,
  batch: readonly Checkout[],
): Promise<Placement[]> {
  const leaders = firstOfEachKey(batch);
  const now = engine.clock.now();
  const asked = askedBy(leaders);
  const recalled = await desk.offers.recall(engine.db, asked, now);
  const claims = leaders.map((checkout) => ({ checkout, checkoutId: engine.ids.next() }));
  const answers = await transactionInRounds(engine.db, async (send, handle) => {
    const [claimed, revisions, levels] = await send([
      claimRequests(claims.map(({ checkout, checkoutId }) => ({ ...checkout, checkoutId }))),
      revisionsStatement(productsOf(recalled)),
      lockLevelsStatement([...recalled.offers.values()]),
    ]);
    const value = new Map<Checkout, Placement>();
    const fresh = new Set(claimed.map((row) => row.checkoutId));
    const revisionOf = new Map(revisions.map((row) => [row.productId, row.revision]));
    const offers = await desk.offers.prove(handle, asked, recalled, revisionOf, now);
    const terms = { ...offers, now, attributionWindowDays: engine.settings.attributionWindowDays };
    const drafts = draft(
      claims.filter(({ checkoutId }) => fresh.has(checkoutId)),
      terms,
      value,
    );
    const given = decide(drafts, levels, value);
    const writes = given.length > 0 ? await write(engine, desk, handle, given, value) : [];
    const refused = leaders.filter((checkout) => isRefusal(value.get(checkout)));
    await replay(
      handle,
      leaders.filter((checkout) => !value.has(checkout)),
      value,
    );
    return { last: refused.length > 0 ? [...writes, dropRequests(refused)] : writes, value };
  });
  engine.wake();
  const leaderOf = new Map(leaders.map((checkout) => [keyOf(checkout), checkout]));
  return batch.map((checkout) => {
    const leader = leaderOf.get(keyOf(checkout)) ?? checkout;
    return repeat(checkout, leader, answers.get(leader) ?? refusal('overloaded'));
  });
}

function askedBy(checkouts: readonly Checkout[]): Asked {
  const skuIds = new Set<string>();
  const planIds = new Set<string>();
  for (const { lines } of checkouts) {
    for (const { skuId, click } of lines) {
      skuIds.add(skuId);
      if (click) planIds.add(click.planId);
    }
  }
  return { skuIds: [...skuIds], planIds: [...planIds] };
}

/** Answers of requests that may have been placed before, without placing anything: undefined where nothing was. */
export async function replayOrders(
  engine: Engine,
  batch: readonly Checkout[],
): Promise<(Placement | undefined)[]> {
  const answers = new Map<Checkout, Placement>();
  await replay(engine.db, batch, answers);
  return batch.map((checkout) => answers.get(checkout));
}

const keyOf = ({ buyerId, key }: RequestKey): string => `${buyerId} ${key}`;

/** Copies of a request inside one batch wait for the first of them. */
function firstOfEachKey(batch: readonly Checkout[]): Checkout[] {
  const first = new Map<string, Checkout>();
  for (const checkout of batch) if (!first.has(keyOf(checkout))) first.set(keyOf(checkout), checkout);
  return [...first.values()];
}

function repeat(checkout: Checkout, leader: Checkout, answer: Placement): Placement {
  if (checkout === leader) return answer;
  if (checkout.bodyHash !== leader.bodyHash) return refusal('idempotency_key_reused', { key: checkout.key });
  return isRefusal(answer) ? answer : { ...answer, replayed: true };
}

function draft(claimed: readonly Claimed[], terms: Terms, answers: Map<Checkout, Placement>): Draft[] {
  const drafts: Draft[] = [];
  for (const { checkout, checkoutId } of claimed) {
    const orders = draftCheckout(checkout, terms);
    if (isRefusal(orders)) answers.set(checkout, orders);
    else drafts.push({ checkout, checkoutId, orders });
  }
  return drafts;
}

/** The drafts that get their units, in arrival order; the others are answered. */
function decide(
  drafts: readonly Draft[],
  levels: readonly StockLevel[],
  answers: Map<Checkout, Placement>,
): Draft[] {
  const free = new Map(levels.map(({ skuId, onHand, reserved }) => [skuId, { free: onHand - reserved }]));
  const decisions = allocate(
    drafts.map(({ checkout }) => checkout),
    free,
  );
  return drafts.filter(({ checkout }, index) => {
    const refused = decisions[index];
    if (refused) answers.set(checkout, refused);
    return refused === undefined;
  });
}

/** The statements that write what was given, with the answers. */
async function write(
  engine: Engine,
  desk: PlacingDesk,
  handle: Tx,
  given: readonly Draft[],
  answers: Map<Checkout, Placement>,
): Promise<Statement[]> {
  const now = engine.clock.now();
  const placedAts = given.flatMap(({ checkout, orders }) => orders.map(() => checkout.placedAt ?? now));
  const numbers = await desk.numbers.take(handle, placedAts);
  const rows: NewOrder[] = [];
  const shares: NewShare[] = [];
  for (const { checkout, checkoutId, orders } of given) {
    const placedAt = checkout.placedAt ?? now;
    const expiresAt = new Date(placedAt.getTime() + engine.settings.paymentWindowMinutes * MINUTE_MS);
    const { buyerId, address } = checkout;
    const placed = orders.map((order): NewOrder => {
      const orderId = engine.ids.next();
      const row: NewOrder = {
        ...order,
        orderId,
        checkoutId,
        orderNo: numbers[rows.length] ?? '',
        buyerId,
        address,
        placedAt,
        expiresAt,
      };
      rows.push(row);
      order.lines.forEach((line, index) => {
        pushShares(shares, engine, order, orderId, index + 1, line);
      });
      return row;
    });
    answers.set(checkout, answer(checkoutId, placed, false));
  }
  const events = rows.map((row) => ({
    topic: ORDER_PLACED,
    key: row.orderId,
    at: now,
    payload: placedPayload(row),
  }));
  const reserved = rows.flatMap(({ shopId, lines }) =>
    lines.map(({ skuId, quantity }) => ({ shopId, skuId, quantity })),
  );
  return [
    reserveUnits(reserved),
    insertOrders(rows),
    insertLines(rows),
    insertShares(shares),
    eventsStatement(events),
  ];
}

function pushShares(
  shares: NewShare[],
  engine: Engine,
  order: DraftOrder,
  orderId: string,
  lineNo: number,
  line: DraftLine,
): void {
  const { credit } = line;
  const split = splitLine({
    baseMinor: line.amountMinor,
    merchantId: order.merchantId,
    platformId: engine.platformId,
    techFeeBps: engine.settings.techFeeBps,
    earner: credit && {
      creatorId: credit.click.creatorId,
      commissionBps: credit.plan.commissionBps,
      leader:
        credit.plan.leaderId === null
          ? undefined
          : { leaderId: credit.plan.leaderId, serviceFeeBps: credit.plan.serviceFeeBps },
    },
  });
  for (const share of split)
    shares.push({
      ...share,
      shopId: order.shopId,
      orderId,
      lineNo,
      currency: order.currency,
      baseMinor: line.amountMinor,
    });
}

function placedPayload(row: NewOrder): OrderEvent {
  return {
    orderId: row.orderId,
    shopId: row.shopId,
    buyerId: row.buyerId,
    currency: row.currency,
    totalMinor: row.totalMinor,
    placedAt: row.placedAt.toISOString(),
    lines: row.lines.map((line) => {
      const attribution = attributionOf(line);
      return {
        skuId: line.skuId,
        productId: line.productId,
        quantity: line.quantity,
        amountMinor: line.amountMinor,
        contentId: attribution?.contentId ?? null,
        itemId: attribution?.itemId ?? null,
        creatorId: attribution?.creatorId ?? null,
      };
    }),
  };
}

function answer(
  checkoutId: string,
  orders: readonly (NewOrder | PlacedRow)[],
  replayed: boolean,
): PlacedCheckout {
  return {
    checkoutId,
    orders: orders.map(({ orderId, orderNo, shopId, totalMinor }) => ({
      orderId,
      orderNo,
      shopId,
      totalMinor,
    })),
    totalMinor: orders.reduce((sum, order) => sum + order.totalMinor, 0),
    currency: orders[0]?.currency ?? '',
    expiresAt: (orders[0]?.expiresAt ?? new Date(0)).toISOString(),
    replayed,
  };
}

async function replay(
  handle: Tx | Engine['db'],
  checkouts: readonly Checkout[],
  answers: Map<Checkout, Placement>,
): Promise<void> {
  if (checkouts.length === 0) return;
  const found = new Map((await findRequests(handle, checkouts)).map((request) => [keyOf(request), request]));
  if (found.size === 0) return;
  const rows = Map.groupBy(
    await ordersOfCheckouts(
      handle,
      [...found.values()].map((request) => request.checkoutId),
    ),
    (row) => row.checkoutId,
  );
  for (const checkout of checkouts) {
    const request = found.get(keyOf(checkout));
    if (!request) continue;
    const same = request.bodyHash === checkout.bodyHash;
    answers.set(
      checkout,
      same
        ? answer(request.checkoutId, rows.get(request.checkoutId) ?? [], true)
        : refusal('idempotency_key_reused', { key: checkout.key }),
    );
  }
}

import { insertShares, type NewShare, splitLine } from '#commission';
import { appendEvents } from '#outbox';
import { lockLevels, reserveUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { isRefusal, type Refusal, refusal } from '../../refusal.ts';
import { ORDER_PLACED, type OrderEvent } from '../events.ts';
import type { OfferBook } from '../offer-book.ts';
import { allocate } from '../rules/allocate.ts';
import { type Checkout, type DraftLine, type DraftOrder, draftCheckout } from '../rules/checkout.ts';
import {
  attributionOf,
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
 * Places a batch of checkouts in one transaction, however many buyers they come from, and answers each in order.
 * Claims the idempotency keys, reads offers, locks the stock rows in key order, decides in arrival order, then writes
 * reservations, orders, lines, shares and events with one statement each. A refused checkout leaves nothing behind and
 * does not touch its neighbours.
 */
export async function placeOrders(
  engine: Engine,
  desk: PlacingDesk,
  batch: readonly Checkout[],
): Promise<Placement[]> {
  const answers = new Map<Checkout, Placement>();
  const leaders = firstOfEachKey(batch);
  await engine.db.transaction().execute(async (tx) => {
    answers.clear();
    const claimed = leaders.map((checkout) => ({ checkout, checkoutId: engine.ids.next() }));
    const fresh = await claimRequests(
      tx,
      claimed.map(({ checkout, checkoutId }) => ({ ...checkout, checkoutId })),
    );
    const drafts = await draft(
      engine,
      desk,
      tx,
      claimed.filter(({ checkoutId }) => fresh.has(checkoutId)),
      answers,
    );
    const given = await reserve(tx, drafts, answers);
    if (given.length > 0) await write(engine, desk, tx, given, answers);
    await dropRequests(
      tx,
      leaders.filter((checkout) => isRefusal(answers.get(checkout))),
    );
    await replay(
      tx,
      leaders.filter((checkout) => !answers.has(checkout)),
      answers,
    );
  });
  engine.wake();
  const leaderOf = new Map(leaders.map((checkout) => [keyOf(checkout), checkout]));
  return batch.map((checkout) => {
    const leader = leaderOf.get(keyOf(checkout)) ?? checkout;
    return repeat(checkout, leader, answers.get(leader) ?? refusal('overloaded'));
  });
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

async function draft(
  engine: Engine,
  desk: PlacingDesk,
  tx: Tx,
  claimed: readonly Claimed[],
  answers: Map<Checkout, Placement>,
): Promise<Draft[]> {
  const skuIds = new Set<string>();
  const planIds = new Set<string>();
  for (const { checkout } of claimed) {
    for (const { skuId, click } of checkout.lines) {
      skuIds.add(skuId);
      if (click) planIds.add(click.planId);
    }
  }
  const now = engine.clock.now();
  const { offers, plans } = await desk.offers.read(tx, [...skuIds], [...planIds], now);
  const terms = { offers, plans, now, attributionWindowDays: engine.settings.attributionWindowDays };
  const drafts: Draft[] = [];
  for (const { checkout, checkoutId } of claimed) {
    const orders = draftCheckout(checkout, terms);
    if (isRefusal(orders)) answers.set(checkout, orders);
    else drafts.push({ checkout, checkoutId, orders });
  }
  return drafts;
}

async function reserve(
  tx: Tx,
  drafts: readonly Draft[],
  answers: Map<Checkout, Placement>,
): Promise<Draft[]> {
  const keys = new Map<string, { shopId: string; skuId: string }>();
  for (const { orders } of drafts)
    for (const { shopId, lines } of orders) for (const { skuId } of lines) keys.set(skuId, { shopId, skuId });
  if (keys.size === 0) return [];
  const levels = await lockLevels(tx, [...keys.values()]);
  const free = new Map([...levels].map(([skuId, level]) => [skuId, { free: level.onHand - level.reserved }]));
  const decisions = allocate(
    drafts.map(({ checkout }) => checkout),
    free,
  );
  const given = drafts.filter(({ checkout }, index) => {
    const refused = decisions[index];
    if (refused) answers.set(checkout, refused);
    return refused === undefined;
  });
  await reserveUnits(
    tx,
    given.flatMap(({ orders }) =>
      orders.flatMap(({ shopId, lines }) =>
        lines.map(({ skuId, quantity }) => ({ shopId, skuId, quantity })),
      ),
    ),
  );
  return given;
}

async function write(
  engine: Engine,
  desk: PlacingDesk,
  tx: Tx,
  given: readonly Draft[],
  answers: Map<Checkout, Placement>,
): Promise<void> {
  const now = engine.clock.now();
  const placedAts = given.flatMap(({ checkout, orders }) => orders.map(() => checkout.placedAt ?? now));
  const numbers = await desk.numbers.take(tx, placedAts);
  const rows: NewOrder[] = [];
  const shares: NewShare[] = [];
  for (const { checkout, checkoutId, orders } of given) {
    const placed = orders.map((order): NewOrder => {
      const placedAt = checkout.placedAt ?? now;
      const row: NewOrder = {
        ...order,
        orderId: engine.ids.next(),
        checkoutId,
        orderNo: numbers[rows.length] ?? '',
        buyerId: checkout.buyerId,
        address: checkout.address,
        placedAt,
        expiresAt: new Date(placedAt.getTime() + engine.settings.paymentWindowMinutes * MINUTE_MS),
      };
      rows.push(row);
      order.lines.forEach((line, index) => {
        pushShares(shares, engine, order, row.orderId, index + 1, line);
      });
      return row;
    });
    answers.set(checkout, answer(checkoutId, placed, false));
  }
  await insertOrders(tx, rows);
  await insertShares(tx, shares);
  await appendEvents(
    tx,
    rows.map((row) => ({ topic: ORDER_PLACED, key: row.orderId, at: now, payload: placedPayload(row) })),
  );
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

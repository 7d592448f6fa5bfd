import type { EngineEvent } from '#outbox';
import { localDay } from '../../clock.ts';
import {
  HEARD,
  type HeardClick,
  type HeardLine,
  type HeardOrder,
  type HeardPin,
  type HeardRefund,
} from '../events.ts';
import { BOARD_CURRENCY, minuteOf, WHOLE_PLATFORM } from './scope.ts';

export interface MinuteCount {
  /** Start of the minute, epoch milliseconds. */
  readonly minute: number;
  readonly roomId: string;
  readonly currency: string;
  gmvMinor: number;
  ordersPlaced: number;
  ordersPaid: number;
  refundedMinor: number;
}
export interface TrafficCount {
  readonly minute: number;
  readonly roomId: string;
  clicks: number;
  visits: number;
  viewersMax: number;
}
export interface DayBuyer {
  readonly day: string;
  readonly currency: string;
  readonly buyerId: string;
}
export interface ProductDay {
  readonly productId: string;
  readonly day: string;
  units: number;
}
export interface RoomItemCount {
  readonly roomId: string;
  readonly itemId: string;
  ordersPaid: number;
  units: number;
  gmvMinor: number;
}
export interface Moment {
  readonly at: Date;
  readonly kind: 'paid' | 'pinned';
  readonly roomId: string | null;
  readonly itemId: string | null;
  readonly productId: string | null;
  readonly buyerId: string | null;
  readonly units: number;
  readonly amountMinor: number;
}
/** What a batch of events adds. Rows are in key order, so that two relays that add at once never wait in a ring. */
export interface Tally {
  readonly minutes: readonly MinuteCount[];
  readonly traffic: readonly TrafficCount[];
  readonly buyers: readonly DayBuyer[];
  readonly products: readonly ProductDay[];
  readonly items: readonly RoomItemCount[];
  readonly moments: readonly Moment[];
}

/** Adds up a batch. An order counts once for the whole platform and once for each room that one of its lines came from. */
export function tally(events: readonly EngineEvent[]): Tally {
  const minutes = new Map<string, MinuteCount>();
  const traffic = new Map<string, TrafficCount>();
  const buyers = new Map<string, DayBuyer>();
  const products = new Map<string, ProductDay>();
  const items = new Map<string, RoomItemCount>();
  const moments: Moment[] = [];

  const minuteCount = (at: Date, roomId: string, currency: string) =>
    entryOf(minutes, `${roomId}${minuteOf(at)}${currency}`, () => ({
      minute: minuteOf(at),
      roomId,
      currency,
      gmvMinor: 0,
      ordersPlaced: 0,
      ordersPaid: 0,
      refundedMinor: 0,
    }));
  const trafficCount = (at: Date, roomId: string) =>
    entryOf(traffic, `${roomId}${minuteOf(at)}`, () => ({
      minute: minuteOf(at),
      roomId,
      clicks: 0,
      visits: 0,
      viewersMax: 0,
    }));

  function placed(at: Date, order: HeardOrder): void {
    minuteCount(at, WHOLE_PLATFORM, order.currency).ordersPlaced += 1;
    for (const roomId of amountByRoom(order.lines).keys()) {
      minuteCount(at, roomId, order.currency).ordersPlaced += 1;
    }
  }

  function paid(at: Date, order: HeardOrder): void {
    const { buyerId, currency, lines } = order;
    const whole = minuteCount(at, WHOLE_PLATFORM, currency);
    whole.ordersPaid += 1;
    whole.gmvMinor += order.totalMinor;
    for (const [roomId, amountMinor] of amountByRoom(lines)) {
      const room = minuteCount(at, roomId, currency);
      room.ordersPaid += 1;
      room.gmvMinor += amountMinor;
    }
    const day = localDay(at);
    entryOf(buyers, `${day}${currency}${buyerId}`, () => ({ day, currency, buyerId }));
    for (const { productId, quantity } of lines) {
      entryOf(products, `${productId}${day}`, () => ({ productId, day, units: 0 })).units += quantity;
    }
    for (const item of itemsOf(lines)) {
      const count = entryOf(items, `${item.roomId}${item.itemId}`, () => ({
        ...item,
        ordersPaid: 0,
        units: 0,
        gmvMinor: 0,
      }));
      count.ordersPaid += 1;
      count.units += item.units;
      count.gmvMinor += item.gmvMinor;
    }
    const first = lines[0];
    if (first && currency === BOARD_CURRENCY) {
      moments.push({
        at,
        kind: 'paid',
        roomId: first.contentId,
        itemId: first.itemId,
        productId: first.productId,
        buyerId,
        units: lines.reduce((sum, line) => sum + line.quantity, 0),
        amountMinor: order.totalMinor,
      });
    }
  }

  function refunded(at: Date, refund: HeardRefund): void {
    minuteCount(at, WHOLE_PLATFORM, refund.currency).refundedMinor += refund.amountMinor;
    for (const [roomId, amountMinor] of amountByRoom(refund.lines)) {
      minuteCount(at, roomId, refund.currency).refundedMinor += amountMinor;
    }
  }

  function clicked(at: Date, { roomId }: HeardClick): void {
    trafficCount(at, WHOLE_PLATFORM).clicks += 1;
    trafficCount(at, roomId).clicks += 1;
  }

  function pinned(at: Date, { roomId, itemId }: HeardPin): void {
    if (itemId === null) return;
    moments.push({
      at,
      kind: 'pinned',
      roomId,
      itemId,
      productId: null,
      buyerId: null,
      units: 0,
      amountMinor: 0,
    });
  }

  for (const { topic, at, payload } of events) {
    if (topic === HEARD.placed) placed(at, payload as HeardOrder);
    else if (topic === HEARD.paid) paid(at, payload as HeardOrder);
    else if (topic === HEARD.refunded) refunded(at, payload as HeardRefund);
    else if (topic === HEARD.clicked) clicked(at, payload as HeardClick);
    else if (topic === HEARD.pinned) pinned(at, payload as HeardPin);
  }
  return {
    minutes: inKeyOrder(minutes),
    traffic: inKeyOrder(traffic),
    buyers: inKeyOrder(buyers),
    products: inKeyOrder(products),
    items: inKeyOrder(items),
    moments,
  };
}

function amountByRoom(lines: readonly HeardLine[]): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const { contentId, amountMinor } of lines) {
    if (contentId !== null) amounts.set(contentId, (amounts.get(contentId) ?? 0) + amountMinor);
  }
  return amounts;
}

/** The lines of one order by hung item: two SKUs of one item are one order of it. */
function itemsOf(lines: readonly HeardLine[]) {
  const items = new Map<string, { roomId: string; itemId: string; units: number; gmvMinor: number }>();
  for (const { contentId, itemId, quantity, amountMinor } of lines) {
    if (contentId === null || itemId === null) continue;
    const item = entryOf(items, itemId, () => ({ roomId: contentId, itemId, units: 0, gmvMinor: 0 }));
    item.units += quantity;
    item.gmvMinor += amountMinor;
  }
  return items.values();
}

function entryOf<T>(map: Map<string, T>, key: string, fresh: () => T): T {
  const there = map.get(key);
  if (there !== undefined) return there;
  const made = fresh();
  map.set(key, made);
  return made;
}

function inKeyOrder<T>(map: Map<string, T>): T[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

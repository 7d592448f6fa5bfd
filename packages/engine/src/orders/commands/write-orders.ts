import { type EngineEvent, eventsStatement } from '#outbox';
import type { Presale } from '#promotions';
import { crossingEvents, type LevelStep } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';
import type { Engine } from '../../engine.ts';
import { memberId } from '../../ids.ts';
import { ORDER_PLACED } from '../events.ts';
import type { Checkout, GrantedOrder } from '../rules/checkout.ts';
import { newOrderPayload } from '../rules/order-payload.ts';
import type { Snapshot, Snapshots } from '../snapshots.ts';
import { insertSnapshots } from '../snapshots.ts';
import { insertLines, insertOrders, type NewOrder, type StoredPresale } from '../store/new-orders.ts';
import type { OrderNumbers } from '../store/order-numbers.ts';
import { type PlacedCheckout, placedCheckout } from './replay-orders.ts';

/** A checkout with everything it was given. */
export interface Granted {
  readonly checkout: Checkout;
  readonly checkoutId: string;
  readonly buyerId: string;
  readonly orders: readonly GrantedOrder[];
}
export interface ToWrite {
  readonly granted: readonly Granted[];
  /** What taking did to stock. */
  readonly steps: readonly LevelStep[];
  readonly now: Date;
}

const MINUTE_MS = 60_000;

/** The statements that write granted checkouts, with their answers. Reservations are the caller's. */
export async function writeOrders(
  engine: Engine,
  desk: { readonly numbers: OrderNumbers; readonly snapshots: Snapshots },
  handle: Tx,
  { granted, steps, now }: ToWrite,
): Promise<{
  statements: Statement[];
  answers: Map<Checkout, PlacedCheckout>;
  snapshots: readonly Snapshot[];
}> {
  const placedAts = granted.flatMap(({ checkout, orders }) => orders.map(() => checkout.placedAt ?? now));
  const numbers = await desk.numbers.take(handle, placedAts);
  const answers = new Map<Checkout, PlacedCheckout>();
  const rows: NewOrder[] = [];
  for (const { checkout, checkoutId, orders } of granted) {
    const placed = orders.map((order, index): NewOrder => {
      const row = newOrder(engine, desk.snapshots, checkout, order, {
        orderId: memberId(checkoutId, index + 1),
        orderNo: numbers[rows.length] ?? '',
        placedAt: checkout.placedAt ?? now,
      });
      rows.push(row);
      return row;
    });
    answers.set(checkout, placedCheckout(checkoutId, placed, false));
  }
  const snapshots = desk.snapshots.unstored(snapshotsOf(rows));
  const events: EngineEvent[] = rows.map((row) => ({
    topic: ORDER_PLACED,
    key: row.orderId,
    at: now,
    payload: newOrderPayload(row),
  }));
  events.push(...crossingEvents(steps, now));
  const statements = [insertOrders(rows), insertLines(rows), eventsStatement(events)];
  return {
    statements: snapshots.length > 0 ? [insertSnapshots(snapshots), ...statements] : statements,
    answers,
    snapshots,
  };
}

function newOrder(
  engine: Engine,
  snapshots: Snapshots,
  checkout: Checkout,
  { presale, ...order }: GrantedOrder,
  identity: Pick<NewOrder, 'orderId' | 'orderNo' | 'placedAt'>,
): NewOrder {
  const { settings } = engine;
  const units = order.lines[0]?.quantity ?? 0;
  return {
    ...order,
    ...identity,
    buyerId: checkout.buyerId,
    address: checkout.address,
    techFeeBps: settings.techFeeBps,
    expiresAt: new Date(identity.placedAt.getTime() + settings.paymentWindowMinutes * MINUTE_MS),
    presale: presale && storedPresale(presale, units),
    shipBy: presale?.shipBy,
    lines: order.lines.map((line) => ({
      ...line,
      goods: snapshots.goodsOf(line.offer),
      creditSnapshot: line.credit && snapshots.creditOf(line.credit),
    })),
  };
}

function storedPresale(deal: Presale, units: number): StoredPresale {
  return {
    dealId: deal.dealId,
    depositMinor: deal.depositMinor * units,
    balanceFrom: deal.balanceFrom.toISOString(),
    balanceUntil: deal.balanceUntil.toISOString(),
    depositRefundable: deal.depositRefundable,
  };
}

function* snapshotsOf(orders: readonly NewOrder[]): Generator<Snapshot> {
  for (const { lines } of orders) {
    for (const { goods, creditSnapshot } of lines) {
      yield goods;
      if (creditSnapshot) yield creditSnapshot;
    }
  }
}

import { estimateShares, paidEntry } from '#commission';
import { type NewEntry, post } from '#ledger';
import { appendEvents } from '#outbox';
import { lockLevels, sellUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { ORDER_PAID } from '../events.ts';
import { orderPayload } from '../rules/order-payload.ts';
import { canMove } from '../rules/order-state.ts';
import {
  insertPayments,
  linesOf,
  lockOrdersOfBuyers,
  moveOrders,
  type OrderLineRow,
  type OrderRow,
} from '../store/open-orders.ts';

export interface Payment {
  readonly buyerId: string;
  readonly orderId: string;
  readonly provider: string;
  /** The provider's own number of the trade. */
  readonly tradeNo?: string;
  /** What the order owed when the money was asked for; undefined = whatever it owes now. */
  readonly part?: 'whole' | 'deposit' | 'balance';
  /** What the provider said. */
  readonly approved: boolean;
  /** When it was paid, for orders that are brought in; undefined = now. */
  readonly paidAt?: Date;
}
export type PaymentResult = { readonly orderId: string } | Refusal;

/**
 * Takes payments for a batch of orders in one transaction: reserved units leave the shelf, shares become estimated, and
 * each order's journal is booked. Paying an order that is paid already answers as the first time did.
 * Refuses: order_not_found (also another buyer's), order_state (cancelled, or its time is over), payment_declined.
 */
export async function payOrders(engine: Engine, batch: readonly Payment[]): Promise<PaymentResult[]> {
  const now = engine.clock.now();
  const answers = await engine.db.transaction().execute(async (tx) => {
    const orders = new Map((await lockOrdersOfBuyers(tx, batch)).map((order) => [order.orderId, order]));
    const paying = new Map<string, Payment>();
    const decided = batch.map((payment): PaymentResult => {
      const answer = decide(payment, orders.get(payment.orderId), now);
      if ('pay' in answer && !paying.has(payment.orderId)) paying.set(payment.orderId, payment);
      return 'refused' in answer ? answer : { orderId: payment.orderId };
    });
    const toPay = [...orders.values()].filter((order) => paying.has(order.orderId));
    if (toPay.length > 0) await write(engine, tx, toPay, paying, now);
    return decided;
  });
  engine.wake();
  return answers;
}

function decide(
  payment: Payment,
  order: OrderRow | undefined,
  now: Date,
): Refusal | { readonly pay: boolean } | { readonly done: boolean } {
  if (!order || order.buyerId !== payment.buyerId) return refusal('order_not_found');
  if (order.state === 'cancelled') return refusal('order_state', { state: order.state });
  if (!canMove(order.state, 'paid')) return { done: true };
  if (order.expiresAt <= (payment.paidAt ?? now)) return refusal('order_state', { state: 'cancelled' });
  if (!payment.approved) return refusal('payment_declined');
  return { pay: true };
}

async function write(
  engine: Engine,
  tx: Tx,
  orders: readonly OrderRow[],
  payments: ReadonlyMap<string, Payment>,
  now: Date,
): Promise<void> {
  const paidAt = (order: OrderRow): Date => payments.get(order.orderId)?.paidAt ?? now;
  const lines = await linesOf(tx, orders);
  await lockLevels(tx, lines);
  await sellUnits(
    tx,
    lines.map((line) => ({ ...line, reference: line.orderId })),
    now,
  );
  await moveOrders(
    tx,
    orders.map((order) => ({ ...order, at: paidAt(order) })),
    'paid',
  );
  await insertPayments(
    tx,
    orders.map((order) => ({
      ...order,
      paymentId: engine.ids.next(),
      provider: payments.get(order.orderId)?.provider ?? 'test',
      tradeNo: payments.get(order.orderId)?.tradeNo ?? null,
      amountMinor: order.totalMinor,
      paidAt: paidAt(order),
    })),
  );
  const shares = Map.groupBy(await estimateShares(tx, orders, now), (share) => share.orderId);
  const entries = orders.map((order) =>
    paidEntry({
      ...order,
      entryId: engine.ids.next(),
      platformId: engine.platformId,
      at: paidAt(order),
      shares: shares.get(order.orderId) ?? [],
    }),
  );
  await post(
    tx,
    entries.filter((entry): entry is NewEntry => entry !== undefined),
  );
  const linesByOrder: ReadonlyMap<string, OrderLineRow[]> = Map.groupBy(lines, (line) => line.orderId);
  await appendEvents(
    tx,
    orders.map((order) => ({
      topic: ORDER_PAID,
      key: order.orderId,
      at: paidAt(order),
      payload: {
        ...orderPayload(order, linesByOrder.get(order.orderId) ?? []),
        paidAt: paidAt(order).toISOString(),
      },
    })),
  );
}

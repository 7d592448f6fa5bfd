import { shopMerchants } from '#catalog';
import { depositPaidEntry, insertShares, paidEntry, sharesOfOrder } from '#commission';
import { type NewEntry, post } from '#ledger';
import { appendEvents } from '#outbox';
import { sellUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import type { Minor } from '../../money.ts';
import { isRefusal, type Refusal, refusal } from '../../refusal.ts';
import { ORDER_DEPOSIT_PAID, ORDER_PAID } from '../events.ts';
import { duePart } from '../rules/due-part.ts';
import { orderPayload } from '../rules/order-payload.ts';
import {
  insertPayments,
  linesOf,
  lockOrdersOfBuyers,
  moveOrders,
  noteDeposits,
  type OrderLineRow,
  type OrderRow,
  type PaymentPart,
  unitsOfLines,
} from '../store/open-orders.ts';
import { type GivingDesk, giveFirstGifts } from './give-first-gifts.ts';

export interface Payment {
  readonly buyerId: string;
  readonly orderId: string;
  /** `test`, `none` for what costs nothing, or a provider's name. */
  readonly provider: string;
  /** The provider's own number of the trade. */
  readonly tradeNo?: string | undefined;
  /** Of a presale: which of its two payments this is; undefined = the one that is due. */
  readonly part?: 'deposit' | 'balance' | undefined;
  /** What the provider said. */
  readonly approved: boolean;
  /** When it was paid, for orders that are brought in; undefined = now. */
  readonly paidAt?: Date;
}
export type PaymentResult =
  | {
      readonly orderId: string;
      /** Of this payment; 0 when the order had been paid before. */
      readonly takenMinor: Minor;
    }
  | Refusal;

interface Due {
  readonly order: OrderRow;
  readonly payment: Payment;
  readonly part: PaymentPart;
  readonly amountMinor: Minor;
  readonly at: Date;
}

/**
 * Takes payments for a batch of orders in one transaction: reserved units leave the shelf, what everyone gets is
 * written down, each order's journal is booked, and who is among the first N gets the gift. A presale is paid twice: its
 * deposit, then its balance. Paying again what is paid already takes nothing and answers well.
 * Refuses: order_not_found (also another buyer's), order_state (cancelled, or its time is over), balance_not_due,
 * payment_declined.
 */
export async function payOrders(
  engine: Engine,
  desk: GivingDesk,
  batch: readonly Payment[],
): Promise<PaymentResult[]> {
  const now = engine.clock.now();
  const answers = await engine.db.transaction().execute(async (tx) => {
    const orders = new Map((await lockOrdersOfBuyers(tx, batch)).map((order) => [order.orderId, order]));
    const due = new Map<string, Due>();
    const decided = batch.map((payment): PaymentResult => {
      const { orderId } = payment;
      const order = orders.get(orderId);
      if (!order || order.buyerId !== payment.buyerId) return refusal('order_not_found');
      const before = due.get(orderId);
      if (before) return { orderId, takenMinor: 0 };
      const at = payment.paidAt ?? now;
      const asked = duePart(order, payment.part, at);
      if (isRefusal(asked)) return asked;
      if (asked === 'nothing') return { orderId, takenMinor: 0 };
      if (!payment.approved) return refusal('payment_declined');
      due.set(orderId, { order, payment, at, ...asked });
      return { orderId, takenMinor: asked.amountMinor };
    });
    if (due.size > 0) await take(engine, desk, tx, [...due.values()], now);
    return decided;
  });
  engine.wake();
  return answers;
}

async function take(
  engine: Engine,
  desk: GivingDesk,
  tx: Tx,
  dues: readonly Due[],
  now: Date,
): Promise<void> {
  const deposits = dues.filter(({ part }) => part === 'deposit');
  const whole = dues.filter(({ part }) => part !== 'deposit');
  const lines = Map.groupBy(
    await linesOf(
      tx,
      dues.map(({ order }) => order),
    ),
    (line) => line.orderId,
  );
  await insertPayments(
    tx,
    dues.map(({ order, payment, part, amountMinor, at }) => ({
      ...order,
      part,
      paymentId: engine.ids.next(),
      provider: payment.provider,
      tradeNo: payment.tradeNo,
      amountMinor,
      paidAt: at,
    })),
  );
  const depositEntries = await takeDeposits(engine, tx, deposits);
  const paidEntries = await complete(engine, desk, tx, whole, lines, now);
  await post(tx, [...depositEntries, ...paidEntries]);
  await appendEvents(
    tx,
    dues.map(({ order, part, at }) => ({
      topic: part === 'deposit' ? ORDER_DEPOSIT_PAID : ORDER_PAID,
      key: order.orderId,
      at,
      payload: { ...orderPayload(order, lines.get(order.orderId) ?? []), paidAt: at.toISOString() },
    })),
  );
}

async function takeDeposits(engine: Engine, tx: Tx, deposits: readonly Due[]): Promise<NewEntry[]> {
  await noteDeposits(
    tx,
    deposits.map(({ order }) => ({ ...order, balanceUntil: order.presale?.balanceUntil ?? '' })),
  );
  return deposits.map(({ order, amountMinor, at }) =>
    depositPaidEntry({
      ...order,
      entryId: engine.ids.next(),
      platformId: engine.platformId,
      depositMinor: amountMinor,
      at,
    }),
  );
}

/** What a whole payment sets going. */
async function complete(
  engine: Engine,
  desk: GivingDesk,
  tx: Tx,
  dues: readonly Due[],
  lines: ReadonlyMap<string, OrderLineRow[]>,
  now: Date,
): Promise<NewEntry[]> {
  if (dues.length === 0) return [];
  const linesOfDue = ({ order }: Due): readonly OrderLineRow[] => lines.get(order.orderId) ?? [];
  await giveFirstGifts(
    desk,
    tx,
    dues.map((due) => ({ order: due.order, lines: linesOfDue(due) })),
    now,
  );
  await sellUnits(tx, unitsOfLines(dues.flatMap(linesOfDue)), now);
  await moveOrders(
    tx,
    dues.map(({ order, at }) => ({ ...order, at })),
    'paid',
  );
  const merchants = await shopMerchants(
    tx,
    dues.map(({ order }) => order.shopId),
  );
  const shares = dues.map((due) =>
    sharesOfOrder(
      {
        ...due.order,
        merchantId: merchants.get(due.order.shopId) ?? '',
        paidAt: due.at,
        lines: linesOfDue(due)
          .filter(({ terms }) => !terms?.gift)
          .map((line) => ({ ...line, credit: line.attribution ?? undefined })),
      },
      engine.platformId,
    ),
  );
  await insertShares(tx, shares.flat());
  return dues.flatMap(({ order, part, at }, index) => {
    const entry = paidEntry({
      ...order,
      entryId: engine.ids.next(),
      platformId: engine.platformId,
      depositMinor: part === 'balance' ? (order.presale?.depositMinor ?? 0) : 0,
      at,
      shares: shares[index] ?? [],
    });
    return entry ? [entry] : [];
  });
}

import assert from 'node:assert/strict';
import type { PaymentView } from '@yellowcart/contract';
import type { PaymentProvider } from '@yellowcart/payments';
import { type PayableOrder, payableOrders } from '#orders';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { paymentView } from '../queries/payment-view.ts';
import { attemptNumber } from '../rules/payment-numbers.ts';
import { nextLook } from '../rules/schedule.ts';
import {
  type AttemptRow,
  insertAttempt,
  keepScreen,
  lockOpenAttempt,
  markClosing,
  type PartRow,
  partsOf,
} from '../store/attempts.ts';
import type { PaymentWays } from '../ways.ts';

export interface StartInput {
  readonly buyerId: string;
  readonly checkoutId: string;
  readonly provider: string;
}

/**
 * Opens a trade for all that a checkout of this buyer still owes, or answers with the one that is open already. Amounts
 * come from the orders. Throws the provider's error where it does not answer; the same start may be tried again.
 * Refuses, in this order: payment_provider_unknown, checkout_not_found, nothing_to_pay.
 */
export async function startPayment(
  engine: Engine,
  ways: PaymentWays,
  { buyerId, checkoutId, provider: name }: StartInput,
): Promise<PaymentView> {
  const provider = ways.providers.get(name);
  if (!provider) refuse('payment_provider_unknown', { provider: name });
  const now = engine.clock.now();
  const orders = await payableOrders(engine.db, buyerId, checkoutId, now);
  if (!orders) refuse('checkout_not_found', { checkoutId });
  const attempt = await openAttempt(engine, provider, { buyerId, checkoutId, orders, now });
  if (!attempt.screen) {
    const screen = await provider.start({
      attemptNo: attempt.attemptNo,
      amountMinor: attempt.amountMinor,
      currency: attempt.currency,
      subject: subjectOf(orders),
      expiresAt: attempt.expiresAt,
      notifyUrl: ways.notifyUrl(name),
    });
    await keepScreen(engine.db, attempt.attemptNo, screen);
  }
  return paymentView(engine.db, buyerId, attempt.attemptNo);
}

interface Owed {
  readonly buyerId: string;
  readonly checkoutId: string;
  readonly orders: readonly PayableOrder[];
  readonly now: Date;
}

async function openAttempt(engine: Engine, provider: PaymentProvider, owed: Owed): Promise<AttemptRow> {
  const parts = owed.orders.map(
    ({ shopId, orderId, part, dueMinor }): PartRow => ({
      shopId,
      orderId,
      part,
      amountMinor: dueMinor,
      state: 'open',
    }),
  );
  const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0);
  const currency = owed.orders[0]?.currency ?? '';
  if (amountMinor === 0) refuse('nothing_to_pay', { checkoutId: owed.checkoutId });
  if (!provider.currencies.includes(currency))
    refuse('payment_provider_unknown', { provider: provider.name });
  const expiresAt = new Date(Math.min(...owed.orders.map((order) => order.expiresAt.getTime())));
  const fresh: AttemptRow = {
    attemptNo: attemptNumber(engine.ids.next(), owed.now),
    checkoutId: owed.checkoutId,
    buyerId: owed.buyerId,
    provider: provider.name,
    currency,
    amountMinor,
    state: 'created',
    screen: null,
    createdAt: owed.now,
    expiresAt,
    looks: 0,
    tradeNo: null,
    paidAt: null,
  };
  return engine.db.transaction().execute(async (tx) => {
    const known = await lockOpenAttempt(tx, owed.checkoutId, provider.name);
    if (known && (await asksFor(tx, known, parts))) return known;
    if (known) await markClosing(tx, known.attemptNo, owed.now);
    if (await insertAttempt(tx, { ...fresh, lookAt: nextLook(owed.now, 0, expiresAt) }, parts)) return fresh;
    const faster = await lockOpenAttempt(tx, owed.checkoutId, provider.name);
    assert(faster, 'another start was faster');
    return faster;
  });
}

/** Whether an attempt asks for exactly these parts. */
async function asksFor(tx: Tx, { attemptNo }: AttemptRow, parts: readonly PartRow[]): Promise<boolean> {
  const textOf = (rows: readonly PartRow[]): string =>
    rows
      .map(({ orderId, part, amountMinor }) => `${orderId} ${part} ${amountMinor}`)
      .sort()
      .join();
  return textOf(await partsOf(tx, attemptNo)) === textOf(parts);
}

function subjectOf(orders: readonly PayableOrder[]): string {
  const more = orders.length > 1 ? ` +${orders.length - 1}` : '';
  return `Yellowcart ${orders[0]?.orderNo}${more}`;
}

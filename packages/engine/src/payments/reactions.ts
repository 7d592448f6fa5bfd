import type { RefundedEvent } from '#aftersale';
import { type DepositReturnedEvent, ORDER_DEPOSIT_RETURNED, ORDER_REFUNDED, paymentsOf } from '#orders';
import type { Subscriber } from '#outbox';
import type { Tx } from '../db/open.ts';
import type { Engine } from '../engine.ts';
import { refundNumber } from './rules/payment-numbers.ts';
import { spreadRefund } from './rules/spread-refund.ts';
import { insertRefunds, lockRefundable } from './store/refunds.ts';

/** Puts refunds of orders, and returned deposits, that were paid through a provider on the list of what is to be sent back. */
export function paymentsReactions(engine: Engine): Subscriber {
  return {
    name: 'payments',
    topics: [ORDER_REFUNDED, ORDER_DEPOSIT_RETURNED],
    async project(tx, events) {
      for (const { payload } of events) await listRefund(engine, tx, payload as GivenBack);
    },
  };
}

type GivenBack = RefundedEvent | DepositReturnedEvent;

async function listRefund(engine: Engine, tx: Tx, event: GivenBack): Promise<void> {
  const { orderId, amountMinor } = event;
  const taken = await paymentsOf(tx, [event]);
  const refundable = (await lockRefundable(tx, orderId)).filter(({ provider, tradeNo, part }) =>
    taken.some((paid) => paid.provider === provider && paid.tradeNo === tradeNo && paid.part === part),
  );
  const now = engine.clock.now();
  await insertRefunds(
    tx,
    spreadRefund(refundable, amountMinor).map((share) => ({
      ...share,
      refundNo: refundNumber(engine.ids.next(), now),
      orderId,
      reason: 'refund',
      causeId: 'refundId' in event ? event.refundId : orderId,
    })),
    now,
  );
}

import type { Engine } from '@yellowcart/engine';
import type { OrderDesk } from '@yellowcart/engine/orders';
import { reconcilePayments, sendRefunds } from '@yellowcart/engine/payments';
import type { OpenWays } from '../payments/open-ways.ts';
import type { PaymentNotice } from '../routes/payments.ts';
import type { Job } from './ticker.ts';

/** What is done with payment providers each second. Apart from other timed work, which must not wait for a provider. */
export function paymentWork(engine: Engine, { desk, ways, onPaymentNotice }: PaymentWorkParts): Job[] {
  return [
    {
      name: 'asking about payments',
      async run() {
        const { taken } = await reconcilePayments(engine, desk, ways);
        for (const told of taken.filter(({ what }) => what === 'mismatch')) onPaymentNotice(told);
      },
    },
    {
      name: 'sending refunds',
      async run() {
        const { failed } = await sendRefunds(engine, ways);
        for (const detail of failed) onPaymentNotice({ what: 'refund failed', detail });
      },
    },
  ];
}

export interface PaymentWorkParts {
  readonly desk: OrderDesk;
  readonly ways: OpenWays;
  readonly onPaymentNotice: (notice: PaymentNotice) => void;
}

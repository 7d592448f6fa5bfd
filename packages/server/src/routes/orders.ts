import { type Engine, Refused, refuse } from '@yellowcart/engine';
import type { RefundDesk } from '@yellowcart/engine/aftersale';
import { receiveOrder } from '@yellowcart/engine/fulfilment';
import { buyerOrder, buyerOrders } from '@yellowcart/engine/orderbook';
import type { OrderDesk } from '@yellowcart/engine/orders';
import type { LastAddresses } from '../jobs/last-addresses.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { OpenWays } from '../payments/open-ways.ts';
import type { HandlersOf } from './handler.ts';

export interface OrderParts {
  readonly desk: OrderDesk;
  readonly refunds: RefundDesk;
  readonly ways: OpenWays;
  readonly metrics: Metrics;
  readonly addresses: LastAddresses;
}

export function ordersHandlers(
  engine: Engine,
  { desk, refunds, ways, metrics, addresses }: OrderParts,
): HandlersOf<'Orders'> {
  return {
    'POST /api/v1/checkout/preview': ({ caller, body }) =>
      desk.preview({ buyerId: caller.partyId, lines: body.lines, province: body.province }),
    'POST /api/v1/checkouts': async ({ caller, headers, body }) => {
      try {
        const placed = await desk.place({
          buyerId: caller.partyId,
          key: headers['idempotency-key'],
          lines: body.lines,
          address: body.address,
          expectedTotalMinor: body.expectedTotalMinor,
          previewToken: body.previewToken,
        });
        metrics.orderPlaced();
        addresses.note(caller.partyId, body.address);
        return placed;
      } catch (error) {
        if (error instanceof Refused) metrics.orderRefused(error.code);
        throw error;
      }
    },
    'GET /api/v1/orders': ({ caller, query }) => buyerOrders(engine, caller.partyId, query),
    'GET /api/v1/orders/:orderId': ({ caller, params }) => buyerOrder(engine, caller.partyId, params.orderId),
    'POST /api/v1/orders/:orderId/payment': async ({ caller, params: { orderId }, body }) => {
      const { provider, outcome, part } = body;
      if (!ways.testPay) {
        const { totalMinor } = await buyerOrder(engine, caller.partyId, orderId);
        if (totalMinor > 0) refuse('payment_provider_unknown', { provider });
      }
      await desk.pay({ buyerId: caller.partyId, orderId, provider, part, approved: outcome === 'approve' });
      return buyerOrder(engine, caller.partyId, orderId);
    },
    'POST /api/v1/orders/:orderId/cancellation': async ({ caller, params: { orderId } }) => {
      await desk.cancel({ buyerId: caller.partyId, orderId });
      return buyerOrder(engine, caller.partyId, orderId);
    },
    'POST /api/v1/orders/:orderId/receipt': async ({ caller, params: { orderId } }) => {
      await receiveOrder(engine, caller.partyId, orderId);
      return buyerOrder(engine, caller.partyId, orderId);
    },
    'POST /api/v1/orders/:orderId/refunds': ({ caller, params, body }) =>
      refunds.request({ ...body, buyerId: caller.partyId, orderId: params.orderId }),
  };
}

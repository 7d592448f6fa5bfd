import type { Engine } from '@yellowcart/engine';
import { decideRefund } from '@yellowcart/engine/aftersale';
import { shipOrder } from '@yellowcart/engine/fulfilment';
import { shopOrder, shopOrders } from '@yellowcart/engine/orderbook';
import { type HandlersOf, shopIdOf } from './handler.ts';

export function shopOrdersHandlers(engine: Engine): HandlersOf<'Shop orders'> {
  return {
    'GET /api/v1/merchant/orders': ({ caller, query }) => shopOrders(engine, shopIdOf(caller), query),
    'GET /api/v1/merchant/orders/:orderId': ({ caller, params }) =>
      shopOrder(engine, shopIdOf(caller), params.orderId),
    'POST /api/v1/merchant/orders/:orderId/shipment': async ({ caller, params: { orderId }, body }) => {
      const shopId = shopIdOf(caller);
      await shipOrder(engine, shopId, orderId, body);
      return shopOrder(engine, shopId, orderId);
    },
    'POST /api/v1/merchant/refunds/:refundId/decision': ({ caller, params, body }) =>
      decideRefund(engine, shopIdOf(caller), params.refundId, body),
  };
}

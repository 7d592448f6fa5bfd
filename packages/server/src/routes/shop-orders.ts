import { type Engine, refuse } from '@yellowcart/engine';
import { decideRefund } from '@yellowcart/engine/aftersale';
import { skuOffers } from '@yellowcart/engine/catalog';
import { shipOrder } from '@yellowcart/engine/fulfilment';
import { shopOrder, shopOrders } from '@yellowcart/engine/orderbook';
import type { OrderDesk } from '@yellowcart/engine/orders';
import { findParty } from '@yellowcart/engine/parties';
import { type HandlersOf, shopIdOf } from './handler.ts';

export function shopOrdersHandlers(
  engine: Engine,
  { desk }: { readonly desk: OrderDesk },
): HandlersOf<'Shop orders'> {
  return {
    'GET /api/v1/merchant/orders': ({ caller, query }) => shopOrders(engine, shopIdOf(caller), query),
    'POST /api/v1/merchant/free-orders': async ({ caller, headers, body }) => {
      const shopId = shopIdOf(caller);
      const { kind, recipientId, skuId, quantity, address } = body;
      const [offer] = await skuOffers(engine.db, [skuId], engine.clock.now());
      if (offer?.shopId !== shopId) refuse('sku_not_found', { skuId });
      const recipient = await findParty(engine.db, recipientId);
      if (recipient?.role !== (kind === 'sample' ? 'creator' : 'buyer')) refuse('party_not_found');
      return desk.give({
        kind,
        shopId,
        recipientId,
        key: headers['idempotency-key'],
        skuId,
        quantity,
        address,
      });
    },
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

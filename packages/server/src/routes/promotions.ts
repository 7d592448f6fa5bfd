import { type Engine, refuse } from '@yellowcart/engine';
import { roomCard } from '@yellowcart/engine/placements';
import {
  changeGiftRule,
  createCombination,
  createFlashSale,
  createGiftRule,
  createPresale,
  dealsOf,
  deliveryOf,
  endGiftRule,
  giftRulesOf,
  productDeals,
  roomDeals,
  setDelivery,
  simulateGifts,
  startFlashSale,
  stopDeal,
  stopFlashSale,
} from '@yellowcart/engine/promotions';
import { type HandlersOf, shopIdOf } from './handler.ts';

export function promotionsHandlers(engine: Engine): HandlersOf<'Promotions' | 'Flash sales'> {
  /** Refuses: room_not_found, also where it is another creator's. */
  async function hostedRoom(creatorId: string, roomId: string) {
    const room = await roomCard(engine, roomId);
    return room.creator.creatorId === creatorId ? room : refuse('room_not_found');
  }
  /** Refuses: room_not_found. */
  async function checkRoom(roomId: string | null | undefined): Promise<void> {
    if (roomId) await roomCard(engine, roomId);
  }
  return {
    'GET /api/v1/merchant/gift-rules': ({ caller, query }) => giftRulesOf(engine, shopIdOf(caller), query),
    'POST /api/v1/merchant/gift-rules': async ({ caller, body }) => {
      await checkRoom(body.roomId);
      return createGiftRule(engine, shopIdOf(caller), body);
    },
    'PUT /api/v1/merchant/gift-rules/:ruleId': async ({ caller, params, body }) => {
      await checkRoom(body.roomId);
      return changeGiftRule(engine, shopIdOf(caller), params.ruleId, body);
    },
    'POST /api/v1/merchant/gift-rules/:ruleId/end': ({ caller, params }) =>
      endGiftRule(engine, shopIdOf(caller), params.ruleId),
    'POST /api/v1/merchant/gift-rules/simulation': ({ caller, body }) =>
      simulateGifts(engine, shopIdOf(caller), body),
    'GET /api/v1/merchant/deals': ({ caller, query }) => dealsOf(engine, shopIdOf(caller), query),
    'POST /api/v1/merchant/combinations': ({ caller, body }) =>
      createCombination(engine, shopIdOf(caller), body),
    'POST /api/v1/merchant/flash-sales': async ({ caller, body }) => {
      const room = await roomCard(engine, body.roomId);
      if (room.state === 'ended') refuse('room_ended');
      return createFlashSale(engine, shopIdOf(caller), body);
    },
    'POST /api/v1/merchant/presales': ({ caller, body }) => createPresale(engine, shopIdOf(caller), body),
    'POST /api/v1/merchant/deals/:dealId/stop': ({ caller, params }) =>
      stopDeal(engine, shopIdOf(caller), params.dealId),
    'GET /api/v1/merchant/delivery': ({ caller }) => deliveryOf(engine, shopIdOf(caller)),
    'PUT /api/v1/merchant/delivery': ({ caller, body }) => setDelivery(engine, shopIdOf(caller), body),
    'GET /api/v1/creator/rooms/:roomId/flash-sales': async ({ caller, params: { roomId } }) => {
      await hostedRoom(caller.partyId, roomId);
      return { items: await roomDeals(engine.db, roomId, engine.clock.now(), { waiting: true }) };
    },
    'POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/start': async ({ caller, params, body }) => {
      const room = await hostedRoom(caller.partyId, params.roomId);
      if (room.state !== 'live') refuse('room_not_live');
      return startFlashSale(engine, params.roomId, params.dealId, body);
    },
    'POST /api/v1/creator/rooms/:roomId/flash-sales/:dealId/stop': async ({ caller, params }) => {
      await hostedRoom(caller.partyId, params.roomId);
      return stopFlashSale(engine, params.roomId, params.dealId);
    },
    'GET /api/v1/rooms/:roomId/deals': async ({ params: { roomId } }) => {
      await checkRoom(roomId);
      return { items: await roomDeals(engine.db, roomId, engine.clock.now()) };
    },
    'GET /api/v1/products/:productId/deals': ({ params }) => productDeals(engine, params.productId),
  };
}

import type { Engine } from '@yellowcart/engine';
import { roomMinutes, roomTotals, soldByItem } from '@yellowcart/engine/insights';
import {
  creatorRooms,
  endRoom,
  hangItem,
  hostRoom,
  orderItems,
  pinItem,
  removeItem,
  scheduleRoom,
  startRoom,
} from '@yellowcart/engine/placements';
import type { RoomHub } from '../realtime/room-hub.ts';
import type { HandlersOf } from './handler.ts';

export function hostDeskHandlers(engine: Engine, hub: RoomHub): HandlersOf<"Host's desk"> {
  return {
    'GET /api/v1/creator/rooms': async ({ caller }) => ({
      items: await creatorRooms(engine, caller.partyId, hub.viewersByRoom()),
    }),
    'POST /api/v1/creator/rooms': ({ caller, body }) => scheduleRoom(engine, caller.partyId, body),
    'GET /api/v1/creator/rooms/:roomId': async ({ caller, params: { roomId } }) => {
      const room = await hostRoom(engine, caller.partyId, roomId, {
        viewers: hub.viewersOf(roomId),
        soldByItem: await soldByItem(engine.db, roomId),
      });
      const totals = (await roomTotals(engine.db, [roomId])).get(roomId);
      return {
        ...room,
        ordersPaid: totals?.ordersPaid ?? 0,
        gmvMinor: totals?.gmvMinor ?? 0,
        lastMinutes: await roomMinutes(engine.db, roomId, engine.clock.now()),
      };
    },
    'POST /api/v1/creator/rooms/:roomId/start': ({ caller, params }) =>
      startRoom(engine, caller.partyId, params.roomId),
    'POST /api/v1/creator/rooms/:roomId/end': ({ caller, params }) =>
      endRoom(engine, caller.partyId, params.roomId),
    'POST /api/v1/creator/rooms/:roomId/items': ({ caller, params, body }) =>
      hangItem(engine, caller.partyId, params.roomId, body),
    'DELETE /api/v1/creator/rooms/:roomId/items/:itemId': ({ caller, params }) =>
      removeItem(engine, caller.partyId, params.roomId, params.itemId),
    'PUT /api/v1/creator/rooms/:roomId/items/order': ({ caller, params, body }) =>
      orderItems(engine, caller.partyId, params.roomId, body.itemIds),
    'PUT /api/v1/creator/rooms/:roomId/pin': ({ caller, params, body }) =>
      pinItem(engine, caller.partyId, params.roomId, body.itemId),
  };
}

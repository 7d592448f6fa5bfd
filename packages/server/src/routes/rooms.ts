import type { Engine } from '@yellowcart/engine';
import { mintClick } from '@yellowcart/engine/attribution';
import { soldByItem } from '@yellowcart/engine/insights';
import { openRooms, roomView } from '@yellowcart/engine/placements';
import type { RoomHub } from '../realtime/room-hub.ts';
import type { HandlersOf } from './handler.ts';

export function roomsHandlers(engine: Engine, hub: RoomHub): HandlersOf<'Rooms'> {
  return {
    'GET /api/v1/rooms': async () => ({ items: await openRooms(engine, hub.viewersByRoom()) }),
    'GET /api/v1/rooms/:roomId': async ({ params: { roomId } }) =>
      roomView(engine, roomId, {
        viewers: hub.viewersOf(roomId),
        soldByItem: await soldByItem(engine.db, roomId),
      }),
    'GET /api/v1/rooms/:roomId/events': async ({ params, request, reply }) => {
      await hub.follow(params.roomId, request, reply);
      return undefined;
    },
    'POST /api/v1/clicks': ({ caller, body }) => mintClick(engine, { ...body, buyerId: caller?.partyId }),
  };
}

import { z } from 'zod';
import { Picture } from './catalog.ts';
import { FlashSaleView } from './promotions.ts';
import { route } from './route.ts';
import { Bps, Currency, Id, Instant, Minor, Surface, someText, text } from './shapes.ts';

export const ItemState = z.enum(['active', 'suspended', 'removed']);
export const SuspendReason = z.enum([
  'off_shelf',
  'out_of_stock',
  'plan_ended',
  'governed',
  'policy',
  'creator_not_allowed',
]);

/** An item as viewers see it: no commission, no plan. */
export const RoomItem = z.object({
  itemId: Id,
  productId: Id,
  position: z.int(),
  title: z.string(),
  picture: Picture,
  currency: Currency,
  priceMinor: Minor.describe('The lowest price of its SKUs'),
  listPriceMinor: Minor.nullable(),
  available: z.int(),
  soldCount: z.int().describe('Units paid for in this room'),
  state: ItemState,
  reason: SuspendReason.nullable(),
});
export type RoomItem = z.infer<typeof RoomItem>;

export const RoomCard = z.object({
  roomId: Id,
  title: z.string(),
  state: z.enum(['scheduled', 'live', 'ended']),
  cover: Picture,
  creator: z.object({ creatorId: Id, name: z.string(), avatar: Picture }),
  viewers: z.int(),
  itemCount: z.int(),
});
export type RoomCard = z.infer<typeof RoomCard>;

export const RoomView = RoomCard.extend({
  notice: z.string(),
  playbackUrl: z.string().nullable().describe('HLS; null shows the animated stand-in'),
  startedAt: Instant.nullable(),
  pinnedItemId: Id.nullable(),
  items: z.array(RoomItem),
  revision: z.int().describe('Grows with every change of the cart'),
});
export type RoomView = z.infer<typeof RoomView>;

/** What the host sees of an item in addition. */
export const HostItem = RoomItem.extend({
  planId: Id,
  commissionBps: Bps,
  earningMinor: Minor,
  ordersPaid: z.int(),
  gmvMinor: Minor,
});
export type HostItem = z.infer<typeof HostItem>;

/** Events of a room's stream. The first is always a snapshot, unless the client resumed exactly. */
export const RoomEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('snapshot'),
    room: RoomView,
    flash: z.array(FlashSaleView).describe('Flash sales that count down or run'),
  }),
  z.object({ type: z.literal('item_hung'), item: RoomItem, revision: z.int() }),
  z.object({ type: z.literal('item_changed'), item: RoomItem, revision: z.int() }),
  z.object({ type: z.literal('item_removed'), itemId: Id, revision: z.int() }),
  z.object({ type: z.literal('items_ordered'), itemIds: z.array(Id), revision: z.int() }),
  z.object({
    type: z.literal('pinned'),
    itemId: Id.nullable(),
    line: z.string().optional(),
    revision: z.int(),
  }),
  z.object({
    type: z.literal('stock'),
    items: z.array(z.object({ itemId: Id, available: z.int(), soldCount: z.int() })),
  }),
  z
    .object({ type: z.literal('flash'), sales: z.array(FlashSaleView) })
    .describe('A flash sale was started or stopped, has ended, or sold: all that count down or run now'),
  z.object({ type: z.literal('viewers'), viewers: z.int() }),
  z.object({
    type: z.literal('bought'),
    itemId: Id,
    buyers: z.int().describe('How many paid for it since the last such event'),
    nickname: z.string().describe('One of them, masked'),
  }),
  z.object({ type: z.literal('room_state'), state: z.enum(['scheduled', 'live', 'ended']) }),
]);
export type RoomEvent = z.infer<typeof RoomEvent>;

const roomParams = z.object({ roomId: Id });
const itemParams = z.object({ roomId: Id, itemId: Id });

export const roomsRoutes = {
  'GET /api/v1/rooms': route({
    tag: 'Rooms',
    summary: 'Live rooms on air, and those to come',
    permission: 'public',
    response: z.object({ items: z.array(RoomCard) }),
    errors: [],
  }),
  'GET /api/v1/rooms/:roomId': route({
    tag: 'Rooms',
    summary: 'A live room with its cart',
    permission: 'public',
    params: roomParams,
    response: RoomView,
    errors: ['room_not_found'],
  }),
  'GET /api/v1/rooms/:roomId/events': route({
    tag: 'Rooms',
    summary: 'What happens in the room, as it happens',
    description:
      'Server-sent events. Resumes after Last-Event-ID; where that is too old, it starts with a snapshot.',
    permission: 'public',
    params: roomParams,
    response: RoomEvent,
    stream: true,
    errors: ['room_not_found'],
  }),
  'POST /api/v1/clicks': route({
    tag: 'Rooms',
    summary: 'Open an item: mints a signed click token that attributes a later order',
    permission: 'public',
    body: z.strictObject({ roomId: Id, itemId: Id }),
    response: z.object({ clickToken: z.string(), surface: Surface, productId: Id, expiresAt: Instant }),
    status: 201,
    errors: ['room_not_found', 'room_ended', 'item_not_found', 'item_not_active'],
  }),
  'GET /api/v1/creator/rooms': route({
    tag: "Host's desk",
    summary: 'My rooms',
    permission: ['creator'],
    response: z.object({ items: z.array(RoomCard) }),
    errors: [],
  }),
  'POST /api/v1/creator/rooms': route({
    tag: "Host's desk",
    summary: 'Schedule a live room',
    permission: ['creator'],
    body: z.strictObject({
      title: someText(60),
      notice: text(200).default(''),
      playbackUrl: z.url({ protocol: /^https?$/ }).optional(),
    }),
    response: z.object({ roomId: Id }),
    status: 201,
    errors: [],
  }),
  'GET /api/v1/creator/rooms/:roomId': route({
    tag: "Host's desk",
    summary: 'My room with what I earn on each item',
    permission: ['creator'],
    params: roomParams,
    response: RoomView.extend({
      items: z.array(HostItem),
      ordersPaid: z.int(),
      gmvMinor: Minor,
      lastMinutes: z
        .array(z.object({ minute: Instant, orders: z.int(), gmvMinor: Minor, viewers: z.int() }))
        .describe('The last ten minutes, oldest first'),
    }),
    errors: ['room_not_found'],
  }),
  'POST /api/v1/creator/rooms/:roomId/start': route({
    tag: "Host's desk",
    summary: 'Go on air',
    permission: ['creator'],
    params: roomParams,
    response: RoomCard,
    errors: ['room_not_found', 'room_ended'],
  }),
  'POST /api/v1/creator/rooms/:roomId/end': route({
    tag: "Host's desk",
    summary: 'End the show',
    permission: ['creator'],
    params: roomParams,
    response: RoomCard,
    errors: ['room_not_found', 'room_not_live'],
  }),
  'POST /api/v1/creator/rooms/:roomId/items': route({
    tag: "Host's desk",
    summary: 'Hang a product in the room',
    permission: ['creator'],
    params: roomParams,
    body: z.strictObject({
      productId: Id,
      planId: Id.optional().describe('Of several plans; the best by precedence otherwise'),
    }),
    response: HostItem,
    status: 201,
    errors: [
      'room_not_found',
      'room_ended',
      'product_not_found',
      'product_off_shelf',
      'no_plan',
      'already_hung',
      'cart_full',
    ],
  }),
  'DELETE /api/v1/creator/rooms/:roomId/items/:itemId': route({
    tag: "Host's desk",
    summary: 'Take an item off',
    permission: ['creator'],
    params: itemParams,
    response: z.object({ itemId: Id }),
    errors: ['room_not_found', 'item_not_found'],
  }),
  'PUT /api/v1/creator/rooms/:roomId/items/order': route({
    tag: "Host's desk",
    summary: 'Put the items in this order',
    permission: ['creator'],
    params: roomParams,
    body: z.strictObject({ itemIds: z.array(Id).min(1).max(200) }),
    response: z.object({ revision: z.int() }),
    errors: ['room_not_found', 'cart_changed'],
  }),
  'PUT /api/v1/creator/rooms/:roomId/pin': route({
    tag: "Host's desk",
    summary: 'Pin an item, or unpin with null',
    permission: ['creator'],
    params: roomParams,
    body: z.strictObject({ itemId: Id.nullable() }),
    response: z.object({ pinnedItemId: Id.nullable(), revision: z.int() }),
    errors: ['room_not_found', 'room_not_live', 'item_not_found', 'item_not_active'],
  }),
};

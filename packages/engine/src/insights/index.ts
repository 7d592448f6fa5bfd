export { bringSampleSales } from './commands/bring-sample-sales.ts';
export { type Presence, recordPresence } from './commands/record-presence.ts';
export { leaveViewers, shareViewers, type ViewersByRoom } from './commands/share-viewers.ts';
export { insightsProjection } from './projection.ts';
export { boardView, type LiveViewers } from './queries/board.ts';
export { type ItemSales, roomMinutes, roomTotals, soldByItem, soldCountOf } from './queries/room.ts';
export type { RoomTotals } from './store/read.ts';

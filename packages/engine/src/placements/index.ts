export { orderItems, pinItem, removeItem } from './commands/arrange-cart.ts';
export { hangItem } from './commands/hang-item.ts';
export { endRoom, scheduleRoom, startRoom } from './commands/open-rooms.ts';
export * from './events.ts';
export { hostRoom, type SalesByItem } from './queries/host-room.ts';
export { creatorRooms, openRooms, roomCard, type ViewersByRoom } from './queries/room-cards.ts';
export {
  type ClickedItem,
  type HungItem,
  itemForClick,
  itemsOfProducts,
  roomItems,
} from './queries/room-items.ts';
export { roomView, type SoldByItem } from './queries/room-view.ts';
export { placementsReactions } from './reactions.ts';
export { insertRooms, type NewRoom, type NewRoomItem } from './store/rooms.ts';

import type { RoomItem } from '@yellowcart/contract';

/** What happens in a room. Key of each: the room, so they come in the order of their revisions. */
export const ITEM_HUNG = 'placements.item_hung';
export const ITEM_CHANGED = 'placements.item_changed';
export const ITEM_REMOVED = 'placements.item_removed';
export const ITEMS_ORDERED = 'placements.items_ordered';
export const PINNED = 'placements.pinned';
export const ROOM_STARTED = 'placements.room_started';
export const ROOM_ENDED = 'placements.room_ended';

/** An item as viewers see it, but for how many were sold, which whoever counts sales knows. */
export type ShownItem = Omit<RoomItem, 'soldCount'>;

interface RoomChange {
  readonly roomId: string;
  readonly revision: number;
}
export interface ItemHung extends RoomChange {
  readonly item: ShownItem;
}
/** It was suspended or restored. */
export interface ItemChanged extends RoomChange {
  readonly item: ShownItem;
}
export interface ItemRemoved extends RoomChange {
  readonly itemId: string;
}
export interface ItemsOrdered extends RoomChange {
  readonly itemIds: readonly string[];
}
export interface Pinned extends RoomChange {
  /** Null when nothing is pinned any more. */
  readonly itemId: string | null;
  /** What the host says with it. */
  readonly line?: string | undefined;
}
export interface RoomStarted extends RoomChange {
  readonly creatorId: string;
}
export interface RoomEnded extends RoomChange {
  readonly creatorId: string;
}

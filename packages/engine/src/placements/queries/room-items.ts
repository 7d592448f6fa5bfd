import type { ItemState, Surface } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';
import { refuse } from '../../refusal.ts';
import type { Reason, RoomState } from '../rules/cart.ts';

export interface HungItem {
  readonly roomId: string;
  readonly itemId: string;
  readonly productId: string;
  readonly state: z.infer<typeof ItemState>;
}

/** Everything that hangs or ever hung in these rooms, so that what was pinned an hour ago still has a name. */
export async function roomItems(handle: Db, roomIds: readonly string[]): Promise<HungItem[]> {
  if (roomIds.length === 0) return [];
  const { rows } = await sql<HungItem>`
    SELECT content_id AS "roomId", item_id AS "itemId", product_id AS "productId", state
    FROM placements.item WHERE content_id = ANY(${plainArray(roomIds)}::uuid[])
  `.execute(handle);
  return rows;
}

/** Where these products hang now, in rooms that have not ended. */
export async function itemsOfProducts(handle: Db, productIds: readonly string[]): Promise<HungItem[]> {
  if (productIds.length === 0) return [];
  const { rows } = await sql<HungItem>`
    SELECT i.content_id AS "roomId", i.item_id AS "itemId", i.product_id AS "productId", i.state
    FROM placements.item i JOIN placements.content c ON c.content_id = i.content_id AND c.state <> 'ended'
    WHERE i.product_id = ANY(${plainArray(productIds)}::uuid[]) AND i.state <> 'removed'
  `.execute(handle);
  return rows;
}

/** All that a click on an item records. `state` and `reason` say whether it may be clicked. */
export interface ClickedItem {
  readonly creatorId: string;
  readonly surface: Surface;
  readonly contentId: string;
  readonly itemId: string;
  readonly shopId: string;
  readonly productId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly state: 'active' | 'suspended';
  readonly reason: Reason | null;
}

/** Refuses: room_not_found, room_ended, item_not_found (also where it was taken off). */
export async function itemForClick(handle: Db, roomId: string, itemId: string): Promise<ClickedItem> {
  const { rows } = await sql<Partial<ClickedItem> & { roomState: RoomState }>`
    SELECT c.state AS "roomState", c.creator_id AS "creatorId", i.surface, c.content_id AS "contentId",
      i.item_id AS "itemId", i.shop_id AS "shopId", i.product_id AS "productId", i.plan_id AS "planId",
      i.plan_version AS "planVersion", i.state, i.reason
    FROM placements.content c
    LEFT JOIN placements.item i ON i.content_id = c.content_id AND i.item_id = ${itemId} AND i.state <> 'removed'
    WHERE c.content_id = ${roomId}
  `.execute(handle);
  const [row] = rows;
  if (!row) refuse('room_not_found');
  const { roomState, ...item } = row;
  if (roomState === 'ended') refuse('room_ended');
  return isHung(item) ? item : refuse('item_not_found');
}

function isHung(item: Partial<ClickedItem>): item is ClickedItem {
  return typeof item.itemId === 'string';
}

import { sql } from 'kysely';
import type { Db, Tx } from '../../db/open.ts';
import type { RoomState } from '../rules/cart.ts';

export interface Room {
  readonly roomId: string;
  readonly creatorId: string;
  readonly title: string;
  readonly notice: string;
  /** Path of its picture on this server. */
  readonly cover: string;
  readonly playbackUrl: string | null;
  readonly state: RoomState;
  readonly startedAt: Date | null;
  readonly pinnedItemId: string | null;
  readonly revision: number;
  /** What hangs in its cart, suspended items too. */
  readonly itemCount: number;
}

const ROOM = sql`
  c.content_id AS "roomId", c.creator_id AS "creatorId", c.title, c.notice, c.cover, c.playback_url AS "playbackUrl",
  c.state, c.started_at AS "startedAt", c.pinned_item_id AS "pinnedItemId", c.revision,
  (SELECT count(*) FROM placements.item i WHERE i.content_id = c.content_id AND i.state <> 'removed') AS "itemCount"`;

export async function findRoom(handle: Db, roomId: string): Promise<Room | undefined> {
  const { rows } =
    await sql<Room>`SELECT ${ROOM} FROM placements.content c WHERE c.content_id = ${roomId}`.execute(handle);
  return rows[0];
}

/** Rooms on air, the latest first, then those to come in the order they were scheduled. */
export async function findOpenRooms(handle: Db): Promise<Room[]> {
  const { rows } = await sql<Room>`
    SELECT ${ROOM} FROM placements.content c WHERE c.state <> 'ended'
    ORDER BY c.state = 'live' DESC, c.started_at DESC NULLS LAST, c.content_id
  `.execute(handle);
  return rows;
}

/** A creator's latest rooms, newest first. */
export async function findCreatorRooms(handle: Db, creatorId: string, limit: number): Promise<Room[]> {
  const { rows } = await sql<Room>`
    SELECT ${ROOM} FROM placements.content c WHERE c.creator_id = ${creatorId}
    ORDER BY c.content_id DESC LIMIT ${limit}
  `.execute(handle);
  return rows;
}

export interface NewRoomItem {
  readonly itemId: string;
  readonly shopId: string;
  readonly productId: string;
  readonly planId: string;
  readonly planVersion: number;
}
export interface NewRoom {
  readonly roomId: string;
  readonly creatorId: string;
  /** What it is called where it came from. */
  readonly ref: string | null;
  readonly title: string;
  readonly notice: string;
  readonly cover: string;
  readonly playbackUrl: string | null;
  readonly state: RoomState;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  /** In the order of the cart. */
  readonly items: readonly NewRoomItem[];
}

/** Adds rooms with what hangs in them, all active, in two statements; the caller knows that the goods and plans are alive. */
export async function insertRooms(tx: Tx, rooms: readonly NewRoom[]): Promise<void> {
  if (rooms.length === 0) return;
  const contents = rooms.map((room) => ({
    content_id: room.roomId,
    ref: room.ref,
    creator_id: room.creatorId,
    title: room.title,
    notice: room.notice,
    cover: room.cover,
    playback_url: room.playbackUrl,
    state: room.state,
    created_at: room.createdAt,
    started_at: room.startedAt,
  }));
  await sql`
    INSERT INTO placements.content (content_id, kind, ref, creator_id, title, notice, cover, playback_url, state,
      created_at, started_at)
    SELECT content_id, 'live_room', ref, creator_id, title, notice, cover, playback_url, state, created_at, started_at
    FROM json_to_recordset(${JSON.stringify(contents)}::json)
      AS r (content_id uuid, ref text, creator_id uuid, title text, notice text, cover text, playback_url text,
        state text, created_at timestamptz, started_at timestamptz)
  `.execute(tx);
  const items = rooms.flatMap((room) =>
    room.items.map((item, index) => ({
      content_id: room.roomId,
      item_id: item.itemId,
      surface: 'live_cart',
      shop_id: item.shopId,
      product_id: item.productId,
      plan_id: item.planId,
      plan_version: item.planVersion,
      position: index + 1,
      hung_at: room.createdAt,
    })),
  );
  await insertItemRows(tx, items);
}

/** A row of `placements.item` to be inserted, active. */
export interface ItemRow {
  readonly content_id: string;
  readonly item_id: string;
  readonly surface: string;
  readonly shop_id: string;
  readonly product_id: string;
  readonly plan_id: string;
  readonly plan_version: number;
  readonly position: number;
  readonly hung_at: Date;
}

export async function insertItemRows(tx: Tx, items: readonly ItemRow[]): Promise<void> {
  if (items.length === 0) return;
  await sql`
    INSERT INTO placements.item (content_id, item_id, surface, shop_id, product_id, plan_id, plan_version, position,
      state, hung_at)
    SELECT content_id, item_id, surface, shop_id, product_id, plan_id, plan_version, position, 'active', hung_at
    FROM json_to_recordset(${JSON.stringify(items)}::json)
      AS r (content_id uuid, item_id uuid, surface text, shop_id uuid, product_id uuid, plan_id uuid,
        plan_version integer, position integer, hung_at timestamptz)
  `.execute(tx);
}

/** Moves a room to another state at a time, taking the next revision. The caller holds its lock. */
export async function moveRoom(tx: Tx, roomId: string, state: 'live' | 'ended', at: Date): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    UPDATE placements.content SET state = ${state}, revision = revision + 1,
      started_at = CASE WHEN ${state} = 'live' THEN ${at}::timestamptz ELSE started_at END,
      ended_at = CASE WHEN ${state} = 'ended' THEN ${at}::timestamptz END
    WHERE content_id = ${roomId} RETURNING revision
  `.execute(tx);
  const [row] = rows;
  if (!row) throw new Error(`no room ${roomId}`);
  return row.revision;
}

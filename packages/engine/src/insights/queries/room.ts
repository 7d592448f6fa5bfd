import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import { lastMinutes } from '../rules/scope.ts';
import { minutesSince, type RoomTotals, roomTotalsSince } from '../store/read.ts';

const MINUTES_SHOWN = 10;

/** A room's last ten minutes, oldest first, gaps filled with zero: paid orders, what was paid for them, viewers at most. */
export async function roomMinutes(
  handle: Db,
  roomId: string,
  now: Date,
): Promise<{ minute: string; orders: number; gmvMinor: number; viewers: number }[]> {
  const minutes = lastMinutes(now, MINUTES_SHOWN);
  const rows = await minutesSince(handle, roomId, new Date(minutes[0] ?? now));
  const byMinute = new Map(rows.map((row) => [row.minute.getTime(), row]));
  return minutes.map((minute) => {
    const { orders = 0, gmvMinor = 0, viewers = 0 } = byMinute.get(minute) ?? {};
    return { minute: new Date(minute).toISOString(), orders, gmvMinor, viewers };
  });
}

/** What rooms have sold since they were opened; a room without a paid order has zeros. */
export async function roomTotals(handle: Db, roomIds: readonly string[]): Promise<Map<string, RoomTotals>> {
  const totals = await roomTotalsSince(handle, roomIds, '-infinity');
  return new Map(roomIds.map((roomId) => [roomId, totals.get(roomId) ?? { ordersPaid: 0, gmvMinor: 0 }]));
}

export interface ItemSales {
  readonly ordersPaid: number;
  readonly units: number;
  readonly gmvMinor: number;
}

/** What was paid for in a room, by item of its cart; items that nobody bought are absent. */
export async function soldByItem(handle: Db, roomId: string): Promise<Map<string, ItemSales>> {
  const { rows } = await sql<ItemSales & { itemId: string }>`
    SELECT item_id AS "itemId", orders_paid AS "ordersPaid", units, gmv_minor AS "gmvMinor"
    FROM insights.room_item WHERE room_id = ${roomId}::uuid
  `.execute(handle);
  return new Map(
    rows.map(({ itemId, ordersPaid, units, gmvMinor }) => [itemId, { ordersPaid, units, gmvMinor }]),
  );
}

/** Units of a product paid for, anywhere and ever, with those the sample platform brought along. */
export async function soldCountOf(handle: Db, productId: string): Promise<number> {
  const { rows } = await sql<{ units: number }>`
    SELECT coalesce(sum(units), 0)::bigint AS units FROM insights.product_day WHERE product_id = ${productId}::uuid
  `.execute(handle);
  return rows[0]?.units ?? 0;
}

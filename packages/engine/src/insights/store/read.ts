import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db } from '../../db/open.ts';
import { BOARD_CURRENCY, WHOLE_PLATFORM } from '../rules/scope.ts';
import type { Moment } from '../rules/tally.ts';

export interface Totals {
  readonly gmvMinor: number;
  readonly ordersPlaced: number;
  readonly ordersPaid: number;
  readonly refundedMinor: number;
  readonly clicks: number;
  readonly visits: number;
  readonly buyers: number;
}

/** The platform's totals over [from, to), and the buyers of `day`. */
export async function platformTotals(handle: Db, day: string, from: Date, to: Date): Promise<Totals> {
  const { rows } = await sql<Totals>`
    SELECT m.*, t.*, coalesce((SELECT buyers FROM insights.day WHERE day = ${day}::date AND currency = ${BOARD_CURRENCY}), 0) AS buyers
    FROM (SELECT coalesce(sum(gmv_minor), 0)::bigint AS "gmvMinor", coalesce(sum(orders_placed), 0)::bigint AS "ordersPlaced",
            coalesce(sum(orders_paid), 0)::bigint AS "ordersPaid", coalesce(sum(refunded_minor), 0)::bigint AS "refundedMinor"
          FROM insights.minute WHERE room_id = ${WHOLE_PLATFORM}::uuid AND currency = ${BOARD_CURRENCY}
            AND minute >= ${from}::timestamptz AND minute < ${to}::timestamptz) m,
         (SELECT coalesce(sum(clicks), 0)::bigint AS clicks, coalesce(sum(visits), 0)::bigint AS visits
          FROM insights.traffic WHERE room_id = ${WHOLE_PLATFORM}::uuid
            AND minute >= ${from}::timestamptz AND minute < ${to}::timestamptz) t
  `.execute(handle);
  const totals = rows[0];
  if (!totals) throw new Error('an aggregate without GROUP BY gave no row');
  return totals;
}

export interface MinuteRow {
  readonly minute: Date;
  readonly gmvMinor: number;
  readonly orders: number;
  readonly viewers: number;
}

/** Minutes of a room, or of the whole platform, from `from` on; those in which nothing happened are absent. */
export async function minutesSince(handle: Db, roomId: string, from: Date): Promise<MinuteRow[]> {
  const { rows } = await sql<MinuteRow>`
    SELECT minute, sum(gmv)::bigint AS "gmvMinor", sum(paid)::bigint AS orders, max(viewers) AS viewers
    FROM (SELECT minute, gmv_minor AS gmv, orders_paid AS paid, 0::bigint AS viewers FROM insights.minute
          WHERE room_id = ${roomId}::uuid AND currency = ${BOARD_CURRENCY} AND minute >= ${from}::timestamptz
          UNION ALL SELECT minute, 0, 0, viewers_max FROM insights.traffic
          WHERE room_id = ${roomId}::uuid AND minute >= ${from}::timestamptz) AS m
    GROUP BY minute ORDER BY minute
  `.execute(handle);
  return rows;
}

export interface RoomTotals {
  readonly ordersPaid: number;
  readonly gmvMinor: number;
}

/** By room, from `from` on; a room without a paid order is absent. */
export async function roomTotalsSince(
  handle: Db,
  roomIds: readonly string[],
  from: Date | '-infinity',
): Promise<Map<string, RoomTotals>> {
  const { rows } = await sql<RoomTotals & { roomId: string }>`
    SELECT room_id AS "roomId", sum(orders_paid)::bigint AS "ordersPaid", sum(gmv_minor)::bigint AS "gmvMinor"
    FROM insights.minute WHERE room_id = ANY(${plainArray(roomIds)}::uuid[]) AND currency = ${BOARD_CURRENCY}
      AND minute >= ${from}::timestamptz
    GROUP BY room_id
  `.execute(handle);
  return new Map(rows.map(({ roomId, ordersPaid, gmvMinor }) => [roomId, { ordersPaid, gmvMinor }]));
}

/** All that are kept, newest first. */
export async function latestMoments(handle: Db): Promise<Moment[]> {
  const { rows } = await sql<Moment>`
    SELECT at, kind, room_id AS "roomId", item_id AS "itemId", product_id AS "productId", buyer_id AS "buyerId",
      units, amount_minor AS "amountMinor"
    FROM insights.moment ORDER BY moment_id DESC
  `.execute(handle);
  return rows;
}

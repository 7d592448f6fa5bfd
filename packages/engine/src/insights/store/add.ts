import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type {
  DayBuyer,
  MinuteCount,
  Moment,
  ProductDay,
  RoomItemCount,
  TrafficCount,
} from '../rules/tally.ts';

const instants = (values: readonly number[]) => plainArray(values.map((ms) => new Date(ms).toISOString()));

/** One statement a table: each adds a batch's rows to what stands there. */
export async function addMinutes(tx: Tx, rows: readonly MinuteCount[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO insights.minute AS m (minute, room_id, currency, gmv_minor, orders_placed, orders_paid, refunded_minor)
    SELECT * FROM unnest(${instants(rows.map((row) => row.minute))}::timestamptz[],
      ${plainArray(rows.map((row) => row.roomId))}::uuid[], ${plainArray(rows.map((row) => row.currency))}::text[],
      ${plainArray(rows.map((row) => row.gmvMinor))}::bigint[], ${plainArray(rows.map((row) => row.ordersPlaced))}::bigint[],
      ${plainArray(rows.map((row) => row.ordersPaid))}::bigint[], ${plainArray(rows.map((row) => row.refundedMinor))}::bigint[])
    ON CONFLICT (minute, room_id, currency) DO UPDATE SET gmv_minor = m.gmv_minor + EXCLUDED.gmv_minor,
      orders_placed = m.orders_placed + EXCLUDED.orders_placed, orders_paid = m.orders_paid + EXCLUDED.orders_paid,
      refunded_minor = m.refunded_minor + EXCLUDED.refunded_minor
  `.execute(tx);
}

export async function addTraffic(handle: Db, rows: readonly TrafficCount[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO insights.traffic AS t (minute, room_id, clicks, visits, viewers_max)
    SELECT * FROM unnest(${instants(rows.map((row) => row.minute))}::timestamptz[],
      ${plainArray(rows.map((row) => row.roomId))}::uuid[], ${plainArray(rows.map((row) => row.clicks))}::bigint[],
      ${plainArray(rows.map((row) => row.visits))}::bigint[], ${plainArray(rows.map((row) => row.viewersMax))}::bigint[])
    ON CONFLICT (room_id, minute) DO UPDATE SET clicks = t.clicks + EXCLUDED.clicks,
      visits = t.visits + EXCLUDED.visits, viewers_max = greatest(t.viewers_max, EXCLUDED.viewers_max)
  `.execute(handle);
}

/** Buyers that a day has not seen yet are counted in the same statement that remembers them. */
export async function addBuyers(tx: Tx, rows: readonly DayBuyer[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    WITH fresh AS (
      INSERT INTO insights.day_buyer (day, currency, buyer_id)
      SELECT * FROM unnest(${plainArray(rows.map((row) => row.day))}::date[],
        ${plainArray(rows.map((row) => row.currency))}::text[], ${plainArray(rows.map((row) => row.buyerId))}::uuid[])
      ON CONFLICT DO NOTHING RETURNING day, currency
    )
    INSERT INTO insights.day AS d (day, currency, buyers)
    SELECT day, currency, count(*) FROM fresh GROUP BY day, currency ORDER BY day, currency
    ON CONFLICT (day, currency) DO UPDATE SET buyers = d.buyers + EXCLUDED.buyers
  `.execute(tx);
}

export async function addProductDays(
  tx: Tx,
  rows: readonly ProductDay[],
  source: 'orders' | 'sample',
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO insights.product_day AS p (product_id, day, source, units)
    SELECT product_id, day, ${source}::text, units FROM unnest(${plainArray(rows.map((row) => row.productId))}::uuid[],
      ${plainArray(rows.map((row) => row.day))}::date[], ${plainArray(rows.map((row) => row.units))}::bigint[]) AS r (product_id, day, units)
    ON CONFLICT (product_id, day, source) DO UPDATE SET units = p.units + EXCLUDED.units
  `.execute(tx);
}

export async function addRoomItems(tx: Tx, rows: readonly RoomItemCount[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO insights.room_item AS r (room_id, item_id, orders_paid, units, gmv_minor)
    SELECT * FROM unnest(${plainArray(rows.map((row) => row.roomId))}::uuid[], ${plainArray(rows.map((row) => row.itemId))}::uuid[],
      ${plainArray(rows.map((row) => row.ordersPaid))}::bigint[], ${plainArray(rows.map((row) => row.units))}::bigint[],
      ${plainArray(rows.map((row) => row.gmvMinor))}::bigint[])
    ON CONFLICT (room_id, item_id) DO UPDATE SET orders_paid = r.orders_paid + EXCLUDED.orders_paid,
      units = r.units + EXCLUDED.units, gmv_minor = r.gmv_minor + EXCLUDED.gmv_minor
  `.execute(tx);
}

/** Paid orders kept for the ticker. */
export const TICKER_MAX = 50;
/** Pins are kept a little longer than the hour that the board shows. */
const PINS_KEPT = '2 hours';

/** Appends moments in their order, then lets go of what no board shows any more. */
export async function addMoments(tx: Tx, moments: readonly Moment[]): Promise<void> {
  const paid = moments.filter((moment) => moment.kind === 'paid').slice(-TICKER_MAX);
  const kept = [...paid, ...moments.filter((moment) => moment.kind === 'pinned')];
  if (kept.length === 0) return;
  await sql`
    INSERT INTO insights.moment (at, kind, room_id, item_id, product_id, buyer_id, units, amount_minor)
    SELECT at, kind, room_id, item_id, product_id, buyer_id, units, amount_minor
    FROM unnest(${instants(kept.map((m) => m.at.getTime()))}::timestamptz[], ${plainArray(kept.map((m) => m.kind))}::text[],
      ${plainArray(kept.map((m) => m.roomId))}::uuid[], ${plainArray(kept.map((m) => m.itemId))}::uuid[],
      ${plainArray(kept.map((m) => m.productId))}::uuid[], ${plainArray(kept.map((m) => m.buyerId))}::uuid[],
      ${plainArray(kept.map((m) => m.units))}::bigint[], ${plainArray(kept.map((m) => m.amountMinor))}::bigint[])
      WITH ORDINALITY AS m (at, kind, room_id, item_id, product_id, buyer_id, units, amount_minor, place)
    ORDER BY place
  `.execute(tx);
  // SKIP LOCKED: two relays that prune at once need not wait for each other; the next batch takes what is left.
  await sql`
    DELETE FROM insights.moment WHERE moment_id IN (
      SELECT moment_id FROM insights.moment
      WHERE (kind = 'paid' AND moment_id < (SELECT moment_id FROM insights.moment WHERE kind = 'paid' ORDER BY moment_id DESC OFFSET ${sql.lit(TICKER_MAX - 1)} LIMIT 1))
        OR (kind = 'pinned' AND at < (SELECT max(at) FROM insights.moment WHERE kind = 'pinned') - interval '${sql.raw(PINS_KEPT)}')
      FOR UPDATE SKIP LOCKED)
  `.execute(tx);
}

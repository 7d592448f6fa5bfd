import { sql } from 'kysely';
import { plainArray } from '../db/array-literal.ts';
import type { Db, Tx } from '../db/open.ts';

export interface Shipment {
  readonly carrier: string;
  readonly trackingNo: string;
}
interface OrderKey {
  readonly shopId: string;
  readonly orderId: string;
}

export async function insertShipment(
  tx: Tx,
  { shopId, orderId }: OrderKey,
  { carrier, trackingNo }: Shipment,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO fulfilment.shipment (shop_id, order_id, carrier, tracking_no, shipped_at)
    VALUES (${shopId}, ${orderId}, ${carrier}, ${trackingNo}, ${at})
  `.execute(tx);
}

/** Shipments by order id; an order that was not shipped is left out. */
export async function shipmentsOf(handle: Db, orders: readonly OrderKey[]): Promise<Map<string, Shipment>> {
  if (orders.length === 0) return new Map();
  const { rows } = await sql<Shipment & { orderId: string }>`
    SELECT s.order_id AS "orderId", s.carrier, s.tracking_no AS "trackingNo" FROM fulfilment.shipment s
    JOIN unnest(${plainArray(orders.map((o) => o.shopId))}::uuid[], ${plainArray(orders.map((o) => o.orderId))}::uuid[]) AS k (shop_id, order_id)
      ON s.shop_id = k.shop_id AND s.order_id = k.order_id
  `.execute(handle);
  return new Map(rows.map(({ orderId, ...shipment }) => [orderId, shipment]));
}

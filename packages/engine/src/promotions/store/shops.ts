import { sql } from 'kysely';
import type { Db, Tx } from '../../db/open.ts';
import { DEFAULT_DELIVERY, type DeliveryTerms } from '../rules/terms.ts';

/** Says that orders must look at the shop's terms anew. Whoever changes them takes turns from here until the commit. */
export async function touchTerms(tx: Tx, shopId: string): Promise<void> {
  await sql`
    INSERT INTO promotions.shop AS s (shop_id) VALUES (${shopId})
    ON CONFLICT (shop_id) DO UPDATE SET revision = s.revision + 1
  `.execute(tx);
}

/** The shop's terms were touched in this transaction. */
export async function writeDelivery(tx: Tx, shopId: string, delivery: DeliveryTerms): Promise<void> {
  await sql`
    UPDATE promotions.shop SET freight_minor = ${delivery.freightMinor}, free_from_minor = ${delivery.freeFromMinor},
      surcharges = ${JSON.stringify(delivery.surcharges)}::json, ship_within_hours = ${delivery.shipWithinHours}
    WHERE shop_id = ${shopId}
  `.execute(tx);
}

export async function readDelivery(handle: Db | Tx, shopId: string): Promise<DeliveryTerms> {
  const { rows } = await sql<DeliveryTerms>`
    SELECT freight_minor AS "freightMinor", free_from_minor AS "freeFromMinor", surcharges,
      ship_within_hours AS "shipWithinHours"
    FROM promotions.shop WHERE shop_id = ${shopId}
  `.execute(handle);
  return rows[0] ?? DEFAULT_DELIVERY;
}

import type { Db } from '@yellowcart/engine';
import { sql } from 'kysely';
import { CannotGoOn } from '../../cannot-go-on.ts';

/** Every column of the tables that are filled; those that are left to their defaults are in brackets. */
export const KNOWN_TABLES: Readonly<Record<string, string>> = {
  'parties.party': 'party_id role (ref) name (profile) created_at',
  'parties.member': 'user_id party_id',
  'accounts.user': 'id name email emailVerified (image) (createdAt) (updatedAt)',
  'orders.request': 'buyer_id key body_hash checkout_id',
  'orders.snapshot': 'shop_id snapshot_id body',
  'orders.order':
    'shop_id order_id order_no buyer_id (kind) state currency (freight_minor) total_minor (refunded_minor) tech_fee_bps (presale) address placed_at expires_at ship_within_hours ship_by paid_at shipped_at received_at completed_at cancelled_at cancel_reason',
  'orders.line':
    'shop_id order_id line_no sku_id product_id quantity unit_price_minor (discount_minor) amount_minor (refunded_quantity) (refunded_minor) goods_id credit_id click_id (terms)',
  'orders.payment': 'shop_id order_id (part) payment_id provider (trade_no) amount_minor paid_at',
  'commission.share':
    'shop_id order_id line_no role party_id currency base_minor rate_bps amount_minor (reversed_minor) state paid_at settles_at settled_at',
  'fulfilment.shipment': 'shop_id order_id carrier tracking_no shipped_at',
  'stock.movement': 'shop_id (movement_id) sku_id (pool) kind quantity reference at',
};

/** What the database has that is not known here, and what is known and not there; empty when the two fit. */
export function misfits(
  known: Readonly<Record<string, string>>,
  there: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return Object.entries(known).flatMap(([table, text]) => {
    const columns = text.replaceAll(/[()]/g, '').split(' ');
    const has = there.get(table) ?? new Set<string>();
    return [
      ...[...has].filter((column) => !columns.includes(column)).map((column) => `${table}.${column} is new`),
      ...columns.filter((column) => !has.has(column)).map((column) => `${table}.${column} is gone`),
    ];
  });
}

/** Throws CannotGoOn where the tables are not those that the stored orders are written for. */
export async function expectKnownTables(db: Db): Promise<void> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    SELECT table_schema || '.' || table_name AS table, array_agg(column_name::text) AS columns
    FROM information_schema.columns GROUP BY 1
  `.execute(db);
  const found = misfits(KNOWN_TABLES, new Map(rows.map(({ table, columns }) => [table, new Set(columns)])));
  if (found.length > 0)
    throw new CannotGoOn(
      `Stored orders do not fit the database any more: ${found.join(', ')}. Mend bench/src/orders/stored first.`,
    );
}

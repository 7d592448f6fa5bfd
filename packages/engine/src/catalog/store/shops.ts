import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import { tables } from './tables.ts';

export interface Shop {
  readonly shopId: string;
  readonly merchantId: string;
  /** What it is called where it came from. */
  readonly ref: string | null;
  readonly name: string;
  readonly intro: string;
  readonly city: string;
  readonly openedAt: Date;
}

/** Opens shops in one statement. */
export async function createShops(tx: Tx, shops: readonly Shop[]): Promise<void> {
  if (shops.length === 0) return;
  const rows = shops.map((shop) => ({
    shop_id: shop.shopId,
    merchant_id: shop.merchantId,
    ref: shop.ref,
    name: shop.name,
    intro: shop.intro,
    city: shop.city,
    opened_at: shop.openedAt,
  }));
  await sql`
    INSERT INTO catalog.shop (shop_id, merchant_id, ref, name, intro, city, opened_at)
    SELECT shop_id, merchant_id, ref, name, intro, city, opened_at
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (shop_id uuid, merchant_id uuid, ref text, name text, intro text, city text, opened_at timestamptz)
  `.execute(tx);
}

/** The merchant's shop: the first one opened. */
export async function shopOf(handle: Db, merchantId: string): Promise<Shop | undefined> {
  const row = await tables(handle)
    .selectFrom('catalog.shop')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .orderBy('shop_id')
    .limit(1)
    .executeTakeFirst();
  return (
    row && {
      shopId: row.shop_id,
      merchantId: row.merchant_id,
      ref: row.ref,
      name: row.name,
      intro: row.intro,
      city: row.city,
      openedAt: row.opened_at,
    }
  );
}

/** Names by shop id; an id nobody has is left out. */
export async function shopNames(handle: Db, shopIds: readonly string[]): Promise<Map<string, string>> {
  if (shopIds.length === 0) return new Map();
  const { rows } = await sql<{ shop_id: string; name: string }>`
    SELECT shop_id, name FROM catalog.shop WHERE shop_id = ANY(${[...new Set(shopIds)]}::uuid[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.shop_id, row.name]));
}

/** Merchants by shop id; an id nobody has is left out. */
export async function shopMerchants(handle: Db, shopIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ shop_id: string; merchant_id: string }>`
    SELECT shop_id, merchant_id FROM catalog.shop WHERE shop_id = ANY(${plainArray([...new Set(shopIds)])}::uuid[])
  `.execute(handle);
  return new Map(rows.map((row) => [row.shop_id, row.merchant_id]));
}

/** Locks a shop's row: what lists goods there takes turns. */
export async function lockShop(tx: Tx, shopId: string): Promise<void> {
  await sql`SELECT 1 FROM catalog.shop WHERE shop_id = ${shopId} FOR UPDATE`.execute(tx);
}

/** The shop by what it is called where it came from. */
export async function shopByRef(handle: Db, ref: string): Promise<string | undefined> {
  const { rows } = await sql<{
    shop_id: string;
  }>`SELECT shop_id FROM catalog.shop WHERE ref = ${ref}`.execute(handle);
  return rows[0]?.shop_id;
}

/** Every shop, for lists that show all of them. */
export async function allShopIds(handle: Db): Promise<string[]> {
  const { rows } = await sql<{ shop_id: string }>`SELECT shop_id FROM catalog.shop`.execute(handle);
  return rows.map((row) => row.shop_id);
}

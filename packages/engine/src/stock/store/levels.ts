import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';

export interface StockKey {
  readonly shopId: string;
  readonly skuId: string;
}
export interface StockLevel extends StockKey {
  readonly productId: string;
  readonly onHand: number;
  readonly reserved: number;
}
export interface StockChange extends StockKey {
  /** Units, > 0. */
  readonly quantity: number;
}

const shops = (rows: readonly StockKey[]) => plainArray(rows.map((row) => row.shopId));
const skus = (rows: readonly StockKey[]) => plainArray(rows.map((row) => row.skuId));
const quantities = (rows: readonly StockChange[]) => plainArray(rows.map((row) => row.quantity));

/** Locks the general pool's rows of these SKUs in key order, whatever order they come in, and reads them. */
export async function lockLevels(tx: Tx, keys: readonly StockKey[]): Promise<Map<string, StockLevel>> {
  const { rows } = await lockLevelsStatement(keys).execute(tx);
  return new Map(rows.map((row) => [row.skuId, row]));
}

/** `lockLevels` as a statement, for a transaction in rounds. */
export function lockLevelsStatement(keys: readonly StockKey[]): Statement<StockLevel> {
  return sql`
    SELECT l.shop_id AS "shopId", l.sku_id AS "skuId", l.product_id AS "productId", l.on_hand AS "onHand", l.reserved
    FROM unnest(${shops(keys)}::uuid[], ${skus(keys)}::uuid[]) AS k (shop_id, sku_id)
    JOIN stock.level l ON l.shop_id = k.shop_id AND l.sku_id = k.sku_id AND l.pool = 'general'
    ORDER BY l.shop_id, l.sku_id FOR UPDATE OF l
  `;
}

export interface LevelChange extends StockKey {
  readonly onHand: number;
  readonly reserved: number;
}

/** Adds to (or, negative, takes from) what is on hand and what is reserved. One row per SKU. */
export async function changeLevels(tx: Tx, changes: readonly LevelChange[]): Promise<void> {
  if (changes.length > 0) await changeLevelsStatement(changes).execute(tx);
}

/** `changeLevels` as a statement, for a transaction in rounds. At least one change. */
export function changeLevelsStatement(changes: readonly LevelChange[]): Statement {
  return sql`
    UPDATE stock.level l SET on_hand = l.on_hand + c.on_hand, reserved = l.reserved + c.reserved
    FROM unnest(${shops(changes)}::uuid[], ${skus(changes)}::uuid[], ${plainArray(changes.map((c) => c.onHand))}::bigint[],
      ${plainArray(changes.map((c) => c.reserved))}::bigint[]) AS c (shop_id, sku_id, on_hand, reserved)
    WHERE l.shop_id = c.shop_id AND l.sku_id = c.sku_id AND l.pool = 'general'
  `;
}

export async function insertLevels(
  tx: Tx,
  levels: readonly (StockKey & { productId: string; onHand: number })[],
): Promise<void> {
  await sql`
    INSERT INTO stock.level (shop_id, sku_id, product_id, on_hand)
    SELECT * FROM unnest(${shops(levels)}::uuid[], ${skus(levels)}::uuid[], ${plainArray(levels.map((l) => l.productId))}::uuid[],
      ${plainArray(levels.map((l) => l.onHand))}::bigint[])
  `.execute(tx);
}

/** Writes the log. `reference` is what caused each change; sold units are written negative. */
export async function insertMovements(
  tx: Tx,
  kind: 'increment' | 'sold' | 'returned',
  rows: readonly (StockChange & { reference: string })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO stock.movement (shop_id, sku_id, kind, quantity, reference, at)
    SELECT shop_id, sku_id, ${kind}, quantity, reference, ${at}::timestamptz
    FROM unnest(${shops(rows)}::uuid[], ${skus(rows)}::uuid[], ${quantities(rows)}::bigint[],
      ${rows.map((row) => row.reference)}::text[]) AS m (shop_id, sku_id, quantity, reference)
  `.execute(tx);
}

/** Units that can be ordered now, by product. Products without a level are absent. */
export async function availableByProduct(
  handle: Db | Tx,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; available: number }>`
    SELECT product_id AS id, sum(on_hand - reserved)::bigint AS available FROM stock.level
    WHERE product_id = ANY(${plainArray(productIds)}::uuid[]) GROUP BY product_id
  `.execute(handle);
  return new Map(rows.map((row) => [row.id, row.available]));
}

/** Units that can be ordered now, by SKU of one or more products. */
export async function availableBySku(
  handle: Db | Tx,
  productIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; available: number }>`
    SELECT sku_id AS id, sum(on_hand - reserved)::bigint AS available FROM stock.level
    WHERE product_id = ANY(${plainArray(productIds)}::uuid[]) GROUP BY sku_id
  `.execute(handle);
  return new Map(rows.map((row) => [row.id, row.available]));
}

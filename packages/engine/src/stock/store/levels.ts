import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';
import { levelKey, type Pool } from '../rules/level.ts';

export interface StockKey {
  readonly shopId: string;
  readonly skuId: string;
  readonly pool: Pool;
}
export interface StockLevel extends StockKey {
  readonly productId: string;
  readonly onHand: number;
  readonly reserved: number;
  /** Units that are never sold from here. */
  readonly safety: number;
  readonly lowAt: number | null;
  /** When short, takes the rest from the general pool. */
  readonly borrows: boolean;
}
export interface StockChange extends StockKey {
  /** Units, > 0. */
  readonly quantity: number;
}

const shops = (rows: readonly StockKey[]) => plainArray(rows.map((row) => row.shopId));
const skus = (rows: readonly StockKey[]) => plainArray(rows.map((row) => row.skuId));
const pools = (rows: readonly StockKey[]) => textArray(rows.map((row) => row.pool));
const quantities = (rows: readonly StockChange[]) => plainArray(rows.map((row) => row.quantity));
const keysOf = (rows: readonly StockKey[]) =>
  sql`unnest(${shops(rows)}::uuid[], ${skus(rows)}::uuid[], ${pools(rows)}::text[]) AS k (shop_id, sku_id, pool)`;
const levelColumns = sql.raw(
  'l.shop_id AS "shopId", l.sku_id AS "skuId", l.pool, l.product_id AS "productId", l.on_hand AS "onHand", l.reserved, l.safety, l.low_at AS "lowAt", l.borrows',
);

/** Adds up changes of the same level, one row each, in key order, so that two batches never wait in a ring. */
export function byLevel(changes: readonly StockChange[]): StockChange[] {
  const sums = new Map<string, StockChange>();
  for (const change of changes) {
    const key = levelKey(change);
    const before = sums.get(key);
    sums.set(key, before ? { ...before, quantity: before.quantity + change.quantity } : change);
  }
  return [...sums.values()].sort(byKey);
}

function byKey(a: StockKey, b: StockKey): number {
  if (a.shopId !== b.shopId) return a.shopId < b.shopId ? -1 : 1;
  if (a.skuId !== b.skuId) return a.skuId < b.skuId ? -1 : 1;
  return a.pool < b.pool ? -1 : a.pool > b.pool ? 1 : 0;
}

/** Locks the rows of these levels in key order, whatever order they come in, and reads them, by `levelKey`. */
export async function lockLevels(tx: Tx, keys: readonly StockKey[]): Promise<Map<string, StockLevel>> {
  if (keys.length === 0) return new Map();
  const { rows } = await lockLevelsStatement(keys).execute(tx);
  return new Map(rows.map((row) => [levelKey(row), row]));
}

/** `lockLevels` as a statement, for a transaction in rounds. A key may come twice. */
export function lockLevelsStatement(keys: readonly StockKey[]): Statement<StockLevel> {
  return sql`${levelsOf(keys)} FOR UPDATE OF l`;
}

/** `lockLevels` without the lock: how things stand, for a promise that is checked again. */
export async function readLevels(
  handle: Db | Tx,
  keys: readonly StockKey[],
): Promise<Map<string, StockLevel>> {
  if (keys.length === 0) return new Map();
  const { rows } = await levelsOf(keys).execute(handle);
  return new Map(rows.map((row) => [levelKey(row), row]));
}

function levelsOf(keys: readonly StockKey[]): Statement<StockLevel> {
  return sql`
    SELECT ${levelColumns} FROM stock.level l WHERE (l.shop_id, l.sku_id, l.pool) IN (SELECT * FROM ${keysOf(keys)})
    ORDER BY l.shop_id, l.sku_id, l.pool
  `;
}

/**
 * Has the transaction plan as if for large tables, where rows are found by key one after another: a small table would be
 * scanned as it lies, and `takeUnitsStatement` would lock it in that order against everyone else's.
 */
export function inKeyOrder(): Statement {
  return sql`SELECT set_config('enable_hashjoin', 'off', true), set_config('enable_seqscan', 'off', true)`;
}

/**
 * Sets units aside on every level that has all that is asked of it, and answers with those levels; a level that is
 * missing from the answer had too few, and nothing was taken from it. Changes must be `byLevel`, and `inKeyOrder` sent
 * before: rows are locked in the order they are given.
 */
export function takeUnitsStatement(changes: readonly StockChange[]): Statement<StockLevel> {
  return sql`
    UPDATE stock.level l SET reserved = l.reserved + c.quantity
    FROM unnest(${shops(changes)}::uuid[], ${skus(changes)}::uuid[], ${pools(changes)}::text[], ${quantities(changes)}::bigint[])
      AS c (shop_id, sku_id, pool, quantity)
    WHERE l.shop_id = c.shop_id AND l.sku_id = c.sku_id AND l.pool = c.pool AND l.on_hand - l.reserved - l.safety >= c.quantity
    RETURNING ${levelColumns}
  `;
}

export interface LevelChange extends StockKey {
  readonly onHand: number;
  readonly reserved: number;
}

/** Adds to (or, negative, takes from) what is on hand and what is reserved. One row per level. */
export async function changeLevels(tx: Tx, changes: readonly LevelChange[]): Promise<void> {
  if (changes.length > 0) await changeLevelsStatement(changes).execute(tx);
}

/** `changeLevels` as a statement, for a transaction in rounds. At least one change. */
export function changeLevelsStatement(changes: readonly LevelChange[]): Statement<StockLevel> {
  return sql`
    UPDATE stock.level l SET on_hand = l.on_hand + c.on_hand, reserved = l.reserved + c.reserved
    FROM unnest(${shops(changes)}::uuid[], ${skus(changes)}::uuid[], ${pools(changes)}::text[], ${plainArray(changes.map((c) => c.onHand))}::bigint[],
      ${plainArray(changes.map((c) => c.reserved))}::bigint[]) AS c (shop_id, sku_id, pool, on_hand, reserved)
    WHERE l.shop_id = c.shop_id AND l.sku_id = c.sku_id AND l.pool = c.pool
    RETURNING ${levelColumns}
  `;
}

export async function insertLevels(
  tx: Tx,
  levels: readonly (Omit<StockKey, 'pool'> & { productId: string; onHand: number })[],
): Promise<void> {
  await sql`
    INSERT INTO stock.level (shop_id, sku_id, product_id, on_hand)
    SELECT * FROM unnest(${plainArray(levels.map((l) => l.shopId))}::uuid[], ${plainArray(levels.map((l) => l.skuId))}::uuid[],
      ${plainArray(levels.map((l) => l.productId))}::uuid[], ${plainArray(levels.map((l) => l.onHand))}::bigint[])
  `.execute(tx);
}

/** Writes the log. `reference` is what caused each change; units that left are written negative. */
export async function insertMovements(
  tx: Tx,
  kind: 'increment' | 'sold' | 'returned' | 'moved',
  rows: readonly (StockChange & { reference: string })[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO stock.movement (shop_id, sku_id, pool, kind, quantity, reference, at)
    SELECT shop_id, sku_id, pool, ${kind}, quantity, reference, ${at}::timestamptz
    FROM unnest(${shops(rows)}::uuid[], ${skus(rows)}::uuid[], ${pools(rows)}::text[], ${quantities(rows)}::bigint[],
      ${textArray(rows.map((row) => row.reference))}::text[]) AS m (shop_id, sku_id, pool, quantity, reference)
  `.execute(tx);
}

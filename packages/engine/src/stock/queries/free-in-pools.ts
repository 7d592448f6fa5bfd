import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import { levelKey } from '../rules/level.ts';
import type { StockKey } from '../store/levels.ts';

/** Units that can be ordered now from each of these pools, by `levelKey`; a pool that is not open is absent. */
export async function freeInPools(handle: Db | Tx, keys: readonly StockKey[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ skuId: string; pool: string; free: number }>`
    SELECT l.sku_id AS "skuId", l.pool, greatest(l.on_hand - l.reserved - l.safety, 0) AS free FROM stock.level l
    WHERE (l.shop_id, l.sku_id, l.pool) IN (
      SELECT * FROM unnest(${plainArray(keys.map((key) => key.shopId))}::uuid[],
        ${plainArray(keys.map((key) => key.skuId))}::uuid[], ${textArray(keys.map((key) => key.pool))}::text[]))
  `.execute(handle);
  return new Map(rows.map((row) => [levelKey(row), row.free]));
}

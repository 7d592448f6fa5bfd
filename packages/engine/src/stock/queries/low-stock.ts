import { sql } from 'kysely';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Engine } from '../../engine.ts';
import { availableSkus } from './available.ts';
import type { PageQuery } from './stock-movements.ts';

export interface LowPool {
  readonly skuId: string;
  readonly productId: string;
  readonly pool: string;
  readonly available: number;
  readonly lowAt: number;
}
export interface SoldOutSku {
  readonly skuId: string;
  readonly productId: string;
  /** One of its parts is sold out, or too few of it are left. */
  readonly kit: boolean;
}
interface Page<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
}

/** Pools of a shop at or below their low mark, the scarcest first. Refuses: invalid_request (the cursor). */
export async function lowStock(engine: Engine, shopId: string, query: PageQuery): Promise<Page<LowPool>> {
  const [least = null, skuId = null, pool = null] = decodeCursor(query.cursor, [0, CURSOR_ID, '']) ?? [];
  const { rows } = await sql<LowPool>`
    SELECT * FROM (
      SELECT sku_id AS "skuId", product_id AS "productId", pool, greatest(on_hand - reserved - safety, 0) AS available,
        low_at AS "lowAt"
      FROM stock.level WHERE shop_id = ${shopId} AND low_at IS NOT NULL
    ) l WHERE available <= "lowAt" AND (${skuId}::uuid IS NULL
      OR (available, "skuId", pool) > (${least}::bigint, ${skuId}::uuid, ${pool}::text))
    ORDER BY available, "skuId", pool LIMIT ${query.limit + 1}
  `.execute(engine.db);
  return pageOf(rows, query.limit, (row) => [row.available, row.skuId, row.pool]);
}

/** SKUs of a shop of which nothing can be ordered. Refuses: invalid_request (the cursor). */
export async function soldOut(engine: Engine, shopId: string, query: PageQuery): Promise<Page<SoldOutSku>> {
  const [after = null] = decodeCursor(query.cursor, [CURSOR_ID]) ?? [];
  const { rows } = await sql<SoldOutSku>`
    SELECT a.sku_id AS "skuId", a.product_id AS "productId",
      EXISTS (SELECT 1 FROM stock.kit k WHERE k.shop_id = a.shop_id AND k.sku_id = a.sku_id) AS kit
    FROM ${availableSkus} a
    WHERE a.shop_id = ${shopId} AND a.available = 0 AND (${after}::uuid IS NULL OR a.sku_id > ${after}::uuid)
    ORDER BY a.sku_id LIMIT ${query.limit + 1}
  `.execute(engine.db);
  return pageOf(rows, query.limit, (row) => [row.skuId]);
}

function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => (string | number)[],
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(keyOf(last)) : null };
}

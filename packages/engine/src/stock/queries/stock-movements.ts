import type { StockMovementView } from '@yellowcart/contract';
import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { readMoveReference } from '../rules/plan-moves.ts';

export interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface MovementRow {
  readonly movementId: number;
  readonly pool: string;
  readonly kind: StockMovementView['kind'];
  readonly quantity: number;
  readonly reference: string;
  readonly at: Date;
  readonly balance: number;
}

/**
 * The log of a SKU, newest first: what came, what went, what caused it, and what was on hand in that pool afterwards.
 * Refuses: sku_not_found, invalid_request (the cursor).
 */
export async function stockMovements(
  engine: Engine,
  shopId: string,
  skuId: string,
  { cursor, limit }: PageQuery,
): Promise<{ items: StockMovementView[]; nextCursor: string | null }> {
  const [before = null] = decodeCursor(cursor, [0]) ?? [];
  // Balances are counted back from what is on hand now, so that the first page, the one that is looked at, costs no sum.
  const { rows } = await sql<MovementRow>`
    WITH page AS (
      SELECT movement_id, pool, kind, quantity, reference, at FROM stock.movement
      WHERE shop_id = ${shopId} AND sku_id = ${skuId}
        AND (${before}::bigint IS NULL OR movement_id < ${before}::bigint)
      ORDER BY movement_id DESC LIMIT ${limit + 1}
    ), newer AS (
      SELECT pool, sum(quantity) AS quantity FROM stock.movement
      WHERE shop_id = ${shopId} AND sku_id = ${skuId} AND movement_id > (SELECT max(movement_id) FROM page)
      GROUP BY pool
    )
    SELECT p.movement_id AS "movementId", p.pool, p.kind, p.quantity, p.reference, p.at,
      (l.on_hand - coalesce(n.quantity, 0) - coalesce(sum(p.quantity) OVER (PARTITION BY p.pool ORDER BY p.movement_id DESC
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))::bigint AS balance
    FROM page p
    JOIN stock.level l ON l.shop_id = ${shopId} AND l.sku_id = ${skuId} AND l.pool = p.pool
    LEFT JOIN newer n ON n.pool = p.pool
    ORDER BY p.movement_id DESC
  `.execute(engine.db);
  if (rows.length === 0) await assertSku(engine, shopId, skuId);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(view),
    nextCursor: last ? encodeCursor([last.movementId]) : null,
  };
}

function view({ reference, ...row }: MovementRow): StockMovementView {
  const moved = row.kind === 'moved' ? readMoveReference(reference) : undefined;
  return {
    ...row,
    at: row.at.toISOString(),
    reference: moved?.reference ?? reference,
    otherPool: moved ? (moved.from === row.pool ? moved.to : moved.from) : null,
  };
}

async function assertSku(engine: Engine, shopId: string, skuId: string): Promise<void> {
  const { rows } =
    await sql`SELECT 1 FROM stock.level WHERE shop_id = ${shopId} AND sku_id = ${skuId} LIMIT 1`.execute(
      engine.db,
    );
  if (rows.length === 0) refuse('sku_not_found', { skuId });
}

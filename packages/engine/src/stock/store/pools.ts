import { sql } from 'kysely';
import { plainArray, textArray } from '../../db/array-literal.ts';
import type { Tx } from '../../db/open.ts';
import { byLevel, changeLevels, insertMovements, type StockChange, type StockKey } from './levels.ts';

/** Units that come (> 0) or go, and why. */
export type Movement = StockChange & { readonly reference: string };
type MovementKey = Omit<Movement, 'quantity'>;

const shops = (rows: readonly StockKey[]) => plainArray(rows.map((row) => row.shopId));
const skus = (rows: readonly StockKey[]) => plainArray(rows.map((row) => row.skuId));
const pools = (rows: readonly StockKey[]) => textArray(rows.map((row) => row.pool));

/** Of these movements, by `movementId`, the quantities that are in the log as increments or moves. */
export async function loggedQuantities(
  tx: Tx,
  movements: readonly MovementKey[],
): Promise<Map<string, number>> {
  const { rows } = await sql<Movement>`
    SELECT m.shop_id AS "shopId", m.sku_id AS "skuId", m.pool, m.reference, m.quantity
    FROM unnest(${shops(movements)}::uuid[], ${skus(movements)}::uuid[], ${pools(movements)}::text[],
      ${textArray(movements.map((row) => row.reference))}::text[]) AS k (shop_id, sku_id, pool, reference)
    JOIN stock.movement m USING (shop_id, sku_id, pool, reference) WHERE m.kind IN ('increment', 'moved')
  `.execute(tx);
  return new Map(rows.map((row) => [movementId(row), row.quantity]));
}

/** A movement as the key of a map. */
export const movementId = (row: MovementKey): string => `${row.skuId} ${row.pool} ${row.reference}`;

/** Changes what is on hand by these movements, whose levels are locked, and writes them to the log. */
export async function applyMovements(
  tx: Tx,
  kind: 'increment' | 'moved',
  movements: readonly Movement[],
  at: Date,
): Promise<void> {
  await changeLevels(
    tx,
    byLevel(movements).map((change) => ({ ...change, onHand: change.quantity, reserved: 0 })),
  );
  await insertMovements(tx, kind, movements, at);
}

export interface NewPool extends StockKey {
  /** When short, takes the rest from the general pool. */
  readonly borrows: boolean;
}

/** Opens pools of SKUs that are known, empty; one that is there already stays as it is. */
export async function openPools(tx: Tx, rows: readonly NewPool[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    INSERT INTO stock.level (shop_id, sku_id, pool, product_id, on_hand, borrows)
    SELECT l.shop_id, l.sku_id, r.pool, l.product_id, 0, r.borrows
    FROM unnest(${shops(rows)}::uuid[], ${skus(rows)}::uuid[], ${pools(rows)}::text[],
      ${plainArray(rows.map((row) => String(row.borrows)))}::boolean[]) AS r (shop_id, sku_id, pool, borrows)
    JOIN stock.level l ON l.shop_id = r.shop_id AND l.sku_id = r.sku_id AND l.pool = 'general'
    ORDER BY l.shop_id, l.sku_id, r.pool ON CONFLICT (shop_id, sku_id, pool) DO NOTHING
  `.execute(tx);
}

import type { KitPartView, StockOfSku } from '@yellowcart/contract';
import { sql } from 'kysely';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { builtOf } from '../store/kits.ts';
import { availableSkus } from './available.ts';

/** Every pool of a SKU with the general one first, what can be ordered of it now, and what it is made of if it is a kit. Refuses: sku_not_found. */
export async function stockOfSku(engine: Engine, shopId: string, skuId: string): Promise<StockOfSku> {
  const { rows } = await sql<StockOfSku['pools'][number] & { productId: string }>`
    SELECT product_id AS "productId", pool, on_hand AS "onHand", reserved, safety,
      greatest(on_hand - reserved - safety, 0) AS available, low_at AS "lowAt", borrows
    FROM stock.level WHERE shop_id = ${shopId} AND sku_id = ${skuId} ORDER BY pool <> 'general', pool
  `.execute(engine.db);
  const [first] = rows;
  if (!first) refuse('sku_not_found', { skuId });
  const { rows: sums } = await sql<{ available: number }>`
    SELECT available FROM ${availableSkus} a WHERE shop_id = ${shopId} AND sku_id = ${skuId}
  `.execute(engine.db);
  const parts: readonly KitPartView[] = (await builtOf(engine.db, shopId, skuId)) ?? [];
  return {
    skuId,
    productId: first.productId,
    available: sums[0]?.available ?? 0,
    pools: parts.length > 0 ? [] : rows.map(({ productId: _, ...pool }) => pool),
    parts: [...parts],
  };
}

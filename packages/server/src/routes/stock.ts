import type { Engine } from '@yellowcart/engine';
import { buildKit, kitOf, type SkuName, skuNames } from '@yellowcart/engine/catalog';
import {
  allotUnits,
  lowStock,
  setLevelPolicy,
  soldOut,
  stockMovements,
  stockOfSku,
} from '@yellowcart/engine/stock';
import { type HandlersOf, shopIdOf } from './handler.ts';

export function stockHandlers(engine: Engine): HandlersOf<'Stock'> {
  return {
    'GET /api/v1/merchant/skus/:skuId/stock': ({ caller, params }) =>
      stockOfSku(engine, shopIdOf(caller), params.skuId),
    'GET /api/v1/merchant/skus/:skuId/movements': ({ caller, params, query }) =>
      stockMovements(engine, shopIdOf(caller), params.skuId, query),
    'POST /api/v1/merchant/skus/:skuId/allotments': ({ caller, params, body }) =>
      allotUnits(engine, shopIdOf(caller), params.skuId, body),
    'POST /api/v1/merchant/skus/:skuId/stock-policy': async ({ caller, params, body }) => {
      await setLevelPolicy(engine, shopIdOf(caller), params.skuId, body);
      return stockOfSku(engine, shopIdOf(caller), params.skuId);
    },
    'GET /api/v1/merchant/stock/low': async ({ caller, query }) =>
      named(engine, await lowStock(engine, shopIdOf(caller), query)),
    'GET /api/v1/merchant/stock/sold-out': async ({ caller, query }) =>
      named(engine, await soldOut(engine, shopIdOf(caller), query)),
    'GET /api/v1/merchant/skus/:skuId/kit': ({ caller, params }) =>
      kitOf(engine, shopIdOf(caller), params.skuId),
    'PUT /api/v1/merchant/skus/:skuId/kit': async ({ caller, params, body }) => {
      await buildKit(engine, shopIdOf(caller), params.skuId, body.parts);
      return kitOf(engine, shopIdOf(caller), params.skuId);
    },
  };
}

/** A page of SKUs with what people call them. */
async function named<Row extends { readonly skuId: string }>(
  engine: Engine,
  { items, nextCursor }: { readonly items: readonly Row[]; readonly nextCursor: string | null },
): Promise<{ items: (Row & SkuName)[]; nextCursor: string | null }> {
  const names = await skuNames(
    engine.db,
    items.map((row) => row.skuId),
  );
  const known = items.flatMap((row) => {
    const name = names.get(row.skuId);
    return name ? [{ ...row, ...name }] : [];
  });
  return { items: known, nextCursor };
}

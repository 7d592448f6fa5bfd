import {
  freeInPools,
  GENERAL,
  levelKey,
  lockLevels,
  movePoolUnits,
  openPools,
  partsOf,
  readLevels,
  type StockLevel,
} from '#stock';
import type { Db, Tx } from '../../db/open.ts';
import { poolOf } from '../rules/pools.ts';
import type { Units } from '../rules/terms.ts';
import type { DealRow } from './rows.ts';

type PooledRow = Exclude<DealRow, { kind: 'combination' }>;
const isPooled = (row: DealRow): row is PooledRow => row.kind !== 'combination';

/** What one of each SKU takes from stock: itself, or the parts of a kit. */
async function unitsOfOne(
  handle: Db | Tx,
  skuIds: readonly string[],
): Promise<Map<string, readonly Units[]>> {
  const parts = await partsOf(handle, skuIds);
  return new Map(skuIds.map((skuId) => [skuId, parts.get(skuId) ?? [{ skuId, quantity: 1 }]]));
}

/**
 * Opens a deal's pool with so many units of a SKU (of a kit: of its parts), out of general stock. Answers with the SKUs
 * that have units there. Refuses: stock_short.
 */
export async function allotUnitsTo(
  tx: Tx,
  deal: Pick<DealRow, 'shopId' | 'dealId' | 'kind'> & { readonly skuId: string; readonly units: number },
  now: Date,
): Promise<string[]> {
  const { shopId, dealId, skuId, units } = deal;
  const pool = poolOf(deal);
  if (pool === undefined) return [];
  const parts = (await unitsOfOne(tx, [skuId])).get(skuId) ?? [];
  const general = await lockLevels(
    tx,
    parts.map((part) => ({ shopId, skuId: part.skuId, pool: GENERAL })),
  );
  await openPools(
    tx,
    [...general.values()].map((level) => ({
      shopId,
      skuId: level.skuId,
      productId: level.productId,
      pool,
      borrows: false,
    })),
  );
  await movePoolUnits(
    tx,
    parts.map((part) => ({
      shopId,
      skuId: part.skuId,
      from: GENERAL,
      to: pool,
      quantity: part.quantity * units,
      reference: `deal:${dealId}`,
    })),
    now,
  );
  return parts.map((part) => part.skuId);
}

/** How many more each deal can sell from its pool, by deal; one that sells from general stock is absent. */
export async function dealsLeft(handle: Db | Tx, rows: readonly DealRow[]): Promise<Map<string, number>> {
  const deals = rows.filter(isPooled);
  const one = await unitsOfOne(
    handle,
    deals.map((deal) => deal.terms.skuId),
  );
  const keyed = deals.map((deal) => {
    const { shopId, dealId, terms } = deal;
    const pool = poolOf(deal) ?? GENERAL;
    return { dealId, parts: (one.get(terms.skuId) ?? []).map((part) => ({ shopId, pool, ...part })) };
  });
  const free = await freeInPools(
    handle,
    keyed.flatMap(({ parts }) => parts),
  );
  return new Map(
    keyed.map(({ dealId, parts }) => [
      dealId,
      Math.min(...parts.map((part) => Math.floor((free.get(levelKey(part)) ?? 0) / part.quantity))),
    ]),
  );
}

/**
 * Gives what nobody holds in the pools of deals back to general stock, what was kept there for safety too. Answers with
 * the deals of which something is left there: unpaid orders hold it. Each giving-back has a reference of its own, since units may come free at any time.
 */
export async function giveBackUnits(
  tx: Tx,
  rows: readonly DealRow[],
  newId: () => string,
  now: Date,
): Promise<Set<string>> {
  const pools = rows.filter(isPooled).flatMap((deal) => {
    const { shopId, dealId, terms } = deal;
    return terms.pooled.map((skuId) => ({ shopId, dealId, skuId, pool: poolOf(deal) ?? GENERAL }));
  });
  // General stock is what everybody buys from: its rows are locked only where something will move there.
  const seen = await readLevels(tx, pools);
  const unheld = (level: StockLevel | undefined): number => (level ? level.onHand - level.reserved : 0);
  const isFree = (key: (typeof pools)[number]): boolean => unheld(seen.get(levelKey(key))) > 0;
  // Both sides at once, in key order: moving locks them, and who holds one half must not wait for the other.
  const levels = await lockLevels(
    tx,
    pools.flatMap((key) => (isFree(key) ? [key, { ...key, pool: GENERAL }] : [key])),
  );
  const held = pools.flatMap((key) => {
    const level = levels.get(levelKey(key));
    return level ? [{ ...key, ...level, moves: isFree(key) }] : [];
  });
  const moves = held.filter((pool) => pool.moves);
  await movePoolUnits(
    tx,
    moves.map(({ shopId, skuId, pool, dealId }) => ({
      shopId,
      skuId,
      from: pool,
      to: GENERAL,
      quantity: 'all',
      reference: `deal:${dealId}:left:${newId()}`,
    })),
    now,
  );
  // What came free only now goes the next time.
  const waiting = held.filter((pool) => pool.reserved > 0 || (!pool.moves && pool.onHand > 0));
  return new Set(waiting.map(({ dealId }) => dealId));
}

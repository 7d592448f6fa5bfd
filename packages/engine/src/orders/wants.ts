import { lockQuotas, usesOf } from '#quotas';
import { freeOf, GENERAL, levelKey, type StockKey, type StockLevel } from '#stock';
import type { Tx } from '../db/open.ts';
import type { FreeStock, Givable } from './rules/allocate.ts';
import type { DraftLine, DraftOrder } from './rules/checkout.ts';

/** What a decision needs of drafts. */
interface Wanting {
  readonly buyerId: string;
  readonly orders: readonly DraftOrder[];
}

/** Every level that drafts may take from: gifts with their substitutes, and the general pool behind others. */
export function levelsWanted(drafts: readonly Wanting[]): StockKey[] {
  return drafts.flatMap(({ orders }) =>
    orders.flatMap((order) => {
      const units = everyLineOf(order).flatMap((line) => line.units);
      const own = units.map(({ skuId, pool }) => ({ shopId: order.shopId, skuId, pool }));
      const behind = own.filter(({ pool }) => pool !== GENERAL).map((key) => ({ ...key, pool: GENERAL }));
      return [...own, ...behind];
    }),
  );
}

/** Every quota that drafts may take from, with the buyer. */
export function quotaKeysOf(drafts: readonly Wanting[]): { quotaId: string; buyerId: string }[] {
  return drafts.flatMap(({ buyerId, orders }) =>
    orders.flatMap(everyLineOf).flatMap(({ quotas }) => quotas.map(({ quotaId }) => ({ quotaId, buyerId }))),
  );
}

function everyLineOf({ lines, gifts }: DraftOrder): DraftLine[] {
  return [...lines, ...gifts.flatMap((gift) => [...gift.lines, ...(gift.substitute ?? [])])];
}

export function freeStock(levels: Iterable<StockLevel>): Map<string, FreeStock> {
  const stock = new Map<string, FreeStock>();
  for (const level of levels) stock.set(levelKey(level), { free: freeOf(level), borrows: level.borrows });
  return stock;
}

/** What the quotas that drafts may take from still allow, locked. */
export async function lockQuotasOf(
  tx: Tx,
  drafts: readonly Wanting[],
): Promise<Pick<Givable, 'quotas' | 'used'>> {
  const keys = quotaKeysOf(drafts);
  const quotas = await lockQuotas(
    tx,
    keys.map(({ quotaId }) => quotaId),
  );
  return { quotas, used: await usesOf(tx, keys) };
}

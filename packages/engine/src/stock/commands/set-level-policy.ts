import { sql } from 'kysely';
import { appendEvents } from '#outbox';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { crossingEvents, STOCK_ADJUSTED } from '../events.ts';
import { freeOf, GENERAL, levelKey } from '../rules/level.ts';
import { kitsAmong } from '../store/kits.ts';
import { lockLevels } from '../store/levels.ts';

/** What is left out stays as it is. */
export interface LevelPolicy {
  readonly pool: string;
  /** Units that are never sold from this pool. */
  readonly safety?: number | undefined;
  /** With so many available or fewer the pool is on the list of what runs low; null = never. */
  readonly lowAt?: number | null | undefined;
  /** Takes from the general pool when short; never the general pool itself. */
  readonly borrows?: boolean | undefined;
}

/** Sets what a pool keeps back, when it counts as low, and whether it borrows. Refuses: pool_not_found, kit_without_units, general_borrows. */
export async function setLevelPolicy(
  engine: Engine,
  shopId: string,
  skuId: string,
  policy: LevelPolicy,
): Promise<void> {
  const { pool, safety, lowAt, borrows } = policy;
  const key = { shopId, skuId, pool };
  const at = engine.clock.now();
  if (borrows && pool === GENERAL) refuse('general_borrows', { skuId });
  await engine.db.transaction().execute(async (tx) => {
    const level = (await lockLevels(tx, [key])).get(levelKey(key));
    if (!level) refuse(pool === GENERAL ? 'sku_not_found' : 'pool_not_found', { skuId, pool });
    if ((await kitsAmong(tx, [key])).size > 0) refuse('kit_without_units', { skuId });
    const next = {
      ...level,
      safety: safety ?? level.safety,
      lowAt: lowAt === undefined ? level.lowAt : lowAt,
    };
    await sql`
      UPDATE stock.level SET safety = ${next.safety}, low_at = ${next.lowAt}::bigint,
        borrows = coalesce(${borrows ?? null}::boolean, borrows)
      WHERE shop_id = ${shopId} AND sku_id = ${skuId} AND pool = ${pool}
    `.execute(tx);
    const [before, after] = [freeOf(level), freeOf(next)];
    if (before === after) return;
    const payload = { shopId, skuId, productId: level.productId, pool, delta: 0 };
    await appendEvents(tx, [
      { topic: STOCK_ADJUSTED, key: skuId, at, payload },
      ...crossingEvents([{ ...next, before, after }], at),
    ]);
  });
  engine.wake();
}

import type { Bearer, GiftRuleChange, GiftRuleView, NewGiftRule } from '@yellowcart/contract';
import { lockQuotas, openQuotas, quotaFigures, setQuota } from '#quotas';
import { openPools } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { orRefuse, refuse } from '../../refusal.ts';
import { giftRuleView } from '../queries/gift-rule-view.ts';
import { checkGiftRule, type GiftLimits, giftSkus } from '../rules/check-gift-rule.ts';
import { findGiftRule, insertGiftRule, updateGiftRule } from '../store/gift-rules.ts';
import type { GiftRuleRow, GiftTerms } from '../store/rows.ts';
import { touchTerms } from '../store/shops.ts';
import { checkOwnProducts, ownSkus } from './check-skus.ts';

const GIFT_POOL = 'gift';

/**
 * Makes a gift rule, in force from its start on. The shop bears its gifts where no other bearer is named.
 * Refuses: gift_rule_invalid, sku_not_found, product_not_found.
 */
export async function createGiftRule(
  engine: Engine,
  shopId: string,
  input: NewGiftRule & { readonly bearer?: Bearer },
): Promise<GiftRuleView> {
  const now = engine.clock.now();
  const { name, terms, totalMax, buyerMax } = orRefuse(checkGiftRule(input.kind, input));
  const startsAt = input.startsAt === undefined ? now : new Date(input.startsAt);
  const endsAt = endOf(input, startsAt);
  const row: GiftRuleRow = {
    shopId,
    ruleId: engine.ids.next(),
    version: 1,
    kind: input.kind,
    name,
    terms: { ...terms, bearer: input.bearer ?? 'merchant' },
    startsAt,
    endsAt,
    limited: totalMax !== null || buyerMax !== null,
  };
  return engine.db.transaction().execute(async (tx) => {
    await touchTerms(tx, shopId);
    await checkGoods(tx, shopId, row.terms, now);
    await insertGiftRule(tx, row, now);
    if (row.limited) await openQuotas(tx, [{ quotaId: row.ruleId, totalMax, buyerMax }]);
    return giftRuleView(tx, row, now);
  });
}

/**
 * Writes a gift rule anew, for orders placed from now on; orders placed before keep what they were promised. What was
 * given counts on. Refuses: gift_rule_not_found, gift_rule_ended, gift_rule_invalid, limit_below_used, sku_not_found,
 * product_not_found.
 */
export async function changeGiftRule(
  engine: Engine,
  shopId: string,
  ruleId: string,
  change: GiftRuleChange,
): Promise<GiftRuleView> {
  const now = engine.clock.now();
  return engine.db.transaction().execute(async (tx) => {
    await touchTerms(tx, shopId);
    const before = await openRule(tx, shopId, ruleId, now);
    const { name, terms, totalMax, buyerMax } = orRefuse(checkGiftRule(before.kind, change));
    const row: GiftRuleRow = {
      ...before,
      version: before.version + 1,
      name,
      terms: { ...terms, bearer: before.terms.bearer },
      endsAt: endOf(change, before.startsAt),
      limited: totalMax !== null || buyerMax !== null,
    };
    await checkGoods(tx, shopId, row.terms, now);
    await updateGiftRule(tx, row);
    await setLimits(tx, ruleId, { totalMax, buyerMax });
    return giftRuleView(tx, row, now);
  });
}

/** Ends a gift rule now; one that has not begun never will. Refuses: gift_rule_not_found, gift_rule_ended. */
export async function endGiftRule(engine: Engine, shopId: string, ruleId: string): Promise<GiftRuleView> {
  const now = engine.clock.now();
  return engine.db.transaction().execute(async (tx) => {
    await touchTerms(tx, shopId);
    const before = await openRule(tx, shopId, ruleId, now);
    const startsAt = new Date(Math.min(before.startsAt.getTime(), now.getTime()));
    const row = { ...before, startsAt, endsAt: now };
    await updateGiftRule(tx, row);
    return giftRuleView(tx, row, now);
  });
}

async function openRule(tx: Tx, shopId: string, ruleId: string, now: Date): Promise<GiftRuleRow> {
  const rule = await findGiftRule(tx, shopId, ruleId);
  if (!rule) refuse('gift_rule_not_found');
  if (rule.endsAt !== null && rule.endsAt <= now) refuse('gift_rule_ended');
  return rule;
}

function endOf({ endsAt }: GiftRuleChange, startsAt: Date): Date | null {
  if (endsAt === undefined || endsAt === null) return null;
  const end = new Date(endsAt);
  return end > startsAt ? end : refuse('gift_rule_invalid', { reason: 'ends_before_start' });
}

/** The goods are the shop's own; what is given from gift stock has a pool to fill. */
async function checkGoods(
  tx: Tx,
  shopId: string,
  terms: Pick<GiftTerms, 'productIds' | 'bands' | 'whenOut' | 'pool'>,
  now: Date,
): Promise<void> {
  await checkOwnProducts(tx, shopId, terms.productIds ?? [], now);
  const gifts = await ownSkus(tx, shopId, giftSkus(terms), now);
  if (terms.pool !== GIFT_POOL) return;
  const pools = [...gifts.values()].map(({ skuId, productId }) => ({
    shopId,
    skuId,
    productId,
    pool: GIFT_POOL,
  }));
  await openPools(
    tx,
    pools.map((pool) => ({ ...pool, borrows: false })),
  );
}

/** Refuses: limit_below_used. */
async function setLimits(tx: Tx, ruleId: string, limits: GiftLimits): Promise<void> {
  const quota = { quotaId: ruleId, ...limits };
  const exists = (await lockQuotas(tx, [ruleId])).has(ruleId);
  if (!exists) {
    if (limits.totalMax !== null || limits.buyerMax !== null) await openQuotas(tx, [quota]);
  } else if (!(await setQuota(tx, quota))) {
    refuse('limit_below_used', { used: (await quotaFigures(tx, [ruleId])).get(ruleId)?.used });
  }
}

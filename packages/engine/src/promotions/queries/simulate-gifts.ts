import type { GiftExplanation, GiftSimulation } from '@yellowcart/contract';
import { quotaFigures, usesOf } from '#quotas';
import { freeInPools, GENERAL, levelKey, partsOf, type StockKey } from '#stock';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { giftSkus } from '../rules/check-gift-rule.ts';
import {
  type ExplainedGift,
  explainGifts,
  type GiftLimitsLeft,
  giftStockKey,
} from '../rules/explain-gifts.ts';
import { freightOf } from '../rules/freight.ts';
import type { GiftCartLine } from '../rules/gifts.ts';
import type { GiftRule, Units } from '../rules/terms.ts';
import { listGiftRules } from '../store/gift-rules.ts';
import { giftRuleOf } from '../store/rows.ts';
import { readDelivery } from '../store/shops.ts';
import { costOf, type NameUnits, unitNames } from './named-units.ts';

/** As many rules as a shop can keep an eye on; the newest count. */
const RULES_MAX = 200;
/** Rules that ended longer ago are not explained. */
const ENDED_SHOWN_MS = 30 * 86_400_000;

export interface SimulatedCart {
  readonly lines: readonly (Units & { readonly roomId?: string | undefined })[];
  /** Whose limits apply; one who got nothing yet where left out. */
  readonly buyerId?: string | undefined;
  readonly at?: string | undefined;
}

/**
 * What a cart of this shop's goods would earn at a time, rule by rule, with reasons; prices, limits and stock are those of
 * now. Reserves nothing and counts nothing. Refuses: sku_not_found, mixed_currencies.
 */
export async function simulateGifts(
  engine: Engine,
  shopId: string,
  cart: SimulatedCart,
): Promise<GiftSimulation> {
  const now = engine.clock.now();
  const at = cart.at === undefined ? now : new Date(cart.at);
  const rules = (await listGiftRules(engine.db, shopId, undefined, RULES_MAX))
    .map(giftRuleOf)
    .filter(({ endsAt }) => endsAt.getTime() > at.getTime() - ENDED_SHOWN_MS);
  const skuIds = [...cart.lines.map(({ skuId }) => skuId), ...rules.flatMap(giftSkus)];
  const { name, offers } = await unitNames(engine.db, skuIds, now);
  const lines = cart.lines.map(({ skuId, quantity, roomId = null }, index): GiftCartLine => {
    const offer = offers.get(skuId);
    if (offer?.shopId !== shopId) refuse('sku_not_found', { skuId });
    const { productId, priceMinor } = offer;
    return { lineNo: index + 1, productId, quantity, amountMinor: priceMinor * quantity, roomId };
  });
  const currencies = new Set(cart.lines.map(({ skuId }) => offers.get(skuId)?.currency ?? ''));
  if (currencies.size > 1) refuse('mixed_currencies');
  const limits = await limitsLeft(engine.db, rules, cart.buyerId);
  const stock = await giftStock(engine.db, shopId, rules, cart.lines);
  const explained = explainGifts(rules, { now: at, lines }, limits, stock).map((gift) => shown(gift, name));
  const goodsMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const freightMinor = freightOf(await readDelivery(engine.db, shopId), undefined, goodsMinor);
  return {
    at: at.toISOString(),
    currency: [...currencies][0] ?? '',
    goodsMinor,
    freightMinor,
    totalMinor: goodsMinor + freightMinor,
    giftValueMinor: explained.reduce((sum, { valueMinor }) => sum + valueMinor, 0),
    blocked: explained.some(({ reason }) => reason.code === 'out_of_gifts' && reason.whenOut === 'block'),
    rules: explained,
  };
}

function shown(
  { rule, fired, reason, bands, earnedBy, given }: ExplainedGift,
  name: NameUnits,
): GiftExplanation {
  const gifts = name(given);
  return {
    ruleId: rule.ruleId,
    ruleName: rule.name,
    kind: rule.kind,
    fired,
    reason,
    measure: rule.kind === 'threshold_amount' ? 'minor' : 'pieces',
    bands: [...bands],
    earnedBy: [...earnedBy],
    gifts,
    bearer: rule.bearer,
    valueMinor: costOf(gifts),
  };
}

async function limitsLeft(
  handle: Db,
  rules: readonly GiftRule[],
  buyerId: string | undefined,
): Promise<Map<string, GiftLimitsLeft>> {
  const ids = rules.filter(({ limited }) => limited).map(({ ruleId }) => ruleId);
  const quotas = await quotaFigures(handle, ids);
  const used =
    buyerId === undefined
      ? new Map<string, number>()
      : await usesOf(
          handle,
          ids.map((quotaId) => ({ quotaId, buyerId })),
        );
  return new Map(
    [...quotas.values()].map(({ quotaId, totalMax, buyerMax, used: given }) => [
      quotaId,
      {
        totalLeft: totalMax === null ? null : totalMax - given,
        buyerLeft:
          buyerMax === null ? null : Math.max(buyerMax - (used.get(`${quotaId} ${buyerId}`) ?? 0), 0),
      },
    ]),
  );
}

/** Units of each gift that its rule could give, by `giftStockKey`, after the cart itself has taken what it buys. */
async function giftStock(
  handle: Db,
  shopId: string,
  rules: readonly GiftRule[],
  bought: readonly Units[],
): Promise<Map<string, number>> {
  const wanted = rules.flatMap((rule) => giftSkus(rule).map((skuId) => ({ pool: rule.pool, skuId })));
  const parts = await partsOf(
    handle,
    [...wanted, ...bought].map(({ skuId }) => skuId),
  );
  const plain = (skuId: string): readonly Units[] => parts.get(skuId) ?? [{ skuId, quantity: 1 }];
  const keys: StockKey[] = wanted.flatMap(({ pool, skuId }) =>
    plain(skuId).map((part) => ({ shopId, skuId: part.skuId, pool })),
  );
  const free = await freeInPools(handle, keys);
  for (const { skuId, quantity } of bought)
    for (const part of plain(skuId)) {
      const key = levelKey({ skuId: part.skuId, pool: GENERAL });
      free.set(key, (free.get(key) ?? 0) - part.quantity * quantity);
    }
  return new Map(
    wanted.map(({ pool, skuId }) => {
      const each = plain(skuId).map((part) =>
        Math.floor((free.get(levelKey({ skuId: part.skuId, pool })) ?? 0) / part.quantity),
      );
      return [giftStockKey(pool, skuId), Math.min(...each)];
    }),
  );
}

import type { DealView, ProductDeals } from '@yellowcart/contract';
import { sql } from 'kysely';
import { productCards } from '#catalog';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { DEAL_COLUMNS, type DealRow, GIFT_RULE_COLUMNS, type GiftRuleRow } from '../store/rows.ts';
import { dealItems, dealViews } from './deal-view.ts';
import { giftRuleViews } from './gift-rule-view.ts';

/** What is open now, and presales to come. */
const SHOWN: readonly DealView['state'][] = ['upcoming', 'running'];

/** Combinations and presales with a SKU of this product, and the gift rules that count it. Refuses: product_not_found. */
export async function productDeals(engine: Engine, productId: string): Promise<ProductDeals> {
  const now = engine.clock.now();
  const card = (await productCards(engine.db, [productId], now)).get(productId);
  if (!card) refuse('product_not_found');
  const deals = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal
    WHERE shop_id = ${card.shopId} AND kind IN ('combination', 'presale') AND ends_at > ${now} ORDER BY ends_at, deal_id
  `.execute(engine.db);
  const ofProduct = deals.rows.filter((row) =>
    dealItems(row).some(({ skuId }) => card.skuIds.includes(skuId)),
  );
  const views = (await dealViews(engine.db, ofProduct, now)).filter(({ state }) => SHOWN.includes(state));
  const rules = await sql<GiftRuleRow>`
    SELECT ${GIFT_RULE_COLUMNS} FROM promotions.gift_rule
    WHERE shop_id = ${card.shopId} AND starts_at <= ${now} AND ends_at > ${now} ORDER BY rule_id
  `.execute(engine.db);
  const concerning = rules.rows.filter(({ terms }) => terms.productIds?.includes(productId) ?? true);
  const gifts = await giftRuleViews(engine.db, concerning, now);
  return {
    combinations: views.flatMap((view) => {
      if (view.kind !== 'combination' || view.state !== 'running') return [];
      const { dealId, name, items, currency, priceMinor, normalMinor, endsAt, buyerMax } = view;
      const shown = { dealId, name, items, currency, priceMinor, normalMinor, endsAt, buyerMax };
      return [{ ...shown, left: leftOf(view.totalMax, view.taken) }];
    }),
    presales: views.flatMap((view) => {
      if (view.kind !== 'presale' || view.startsAt === null) return [];
      const { dealId, name, item, currency, priceMinor, depositMinor, startsAt, endsAt, buyerMax, left } =
        view;
      const { balanceFrom, balanceUntil, shipBy, depositRefundable } = view;
      return [
        {
          ...{ dealId, name, item, currency, priceMinor, depositMinor, startsAt, endsAt, buyerMax, left },
          ...{ balanceFrom, balanceUntil, shipBy, depositRefundable },
          balanceMinor: priceMinor - depositMinor,
        },
      ];
    }),
    gifts: gifts.map(({ ruleId, name, kind, roomId, bands, repeats, endsAt, buyerMax, totalMax, given }) => ({
      ...{ ruleId, name, kind, roomId, bands, repeats, endsAt, buyerMax },
      left: leftOf(totalMax, given),
    })),
  };
}

function leftOf(max: number | null, used: number): number | null {
  return max === null ? null : Math.max(max - used, 0);
}

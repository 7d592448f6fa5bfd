import { sql } from 'kysely';
import { plainArray } from '../../db/array-literal.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Statement } from '../../db/rounds.ts';
import { DEFAULT_DELIVERY, type DeliveryTerms, type ShopTerms } from '../rules/terms.ts';
import {
  DEAL_COLUMNS,
  type DealRow,
  dealOf,
  GIFT_RULE_COLUMNS,
  type GiftRuleRow,
  giftRuleOf,
} from '../store/rows.ts';

/** Who read the terms a while ago may still be told that a deal has ended, rather than that there is none. */
const ENDED_KEPT_MS = 3_600_000;

/** The terms of each of these shops as they stand; a shop that never set any has the defaults and revision 0. */
export async function shopTerms(
  handle: Db | Tx,
  shopIds: readonly string[],
  now: Date,
): Promise<Map<string, ShopTerms>> {
  const ids = [...new Set(shopIds)];
  if (ids.length === 0) return new Map();
  const which = sql`shop_id = ANY(${plainArray(ids)}::uuid[])`;
  const endedSince = new Date(now.getTime() - ENDED_KEPT_MS);
  // The revision first: what is read after it may be newer than it says, never older.
  const shops = await sql<DeliveryTerms & { shopId: string; revision: number }>`
    SELECT shop_id AS "shopId", revision, freight_minor AS "freightMinor", free_from_minor AS "freeFromMinor",
      surcharges, ship_within_hours AS "shipWithinHours"
    FROM promotions.shop WHERE ${which}
  `.execute(handle);
  const rules = await sql<GiftRuleRow>`
    SELECT ${GIFT_RULE_COLUMNS} FROM promotions.gift_rule WHERE ${which} AND ends_at > ${endedSince}
    ORDER BY shop_id, rule_id
  `.execute(handle);
  const deals = await sql<DealRow>`
    SELECT ${DEAL_COLUMNS} FROM promotions.deal
    WHERE ${which} AND ends_at > ${endedSince} AND starts_at IS NOT NULL ORDER BY shop_id, deal_id
  `.execute(handle);
  const byShop = new Map(shops.rows.map((row) => [row.shopId, row]));
  return new Map(
    ids.map((shopId) => {
      const { shopId: _, revision = 0, ...delivery } = byShop.get(shopId) ?? DEFAULT_TERMS;
      const giftRules = rules.rows.filter((row) => row.shopId === shopId).map(giftRuleOf);
      const own = deals.rows.filter((row) => row.shopId === shopId).flatMap((row) => dealOf(row) ?? []);
      return [shopId, { shopId, revision, delivery, giftRules, deals: own }];
    }),
  );
}

const DEFAULT_TERMS = { shopId: '', revision: 0, ...DEFAULT_DELIVERY };

/** The revisions of these shops' terms, as a statement for a transaction in rounds; no row = revision 0. */
export function termsRevisionsStatement(
  shopIds: readonly string[],
): Statement<{ shopId: string; revision: number }> {
  return sql`
    SELECT shop_id AS "shopId", revision FROM promotions.shop WHERE shop_id = ANY(${plainArray(shopIds)}::uuid[])
  `;
}

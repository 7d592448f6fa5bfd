import { sql } from 'kysely';
import type { Db, Tx } from '../../db/open.ts';
import { GIFT_RULE_COLUMNS, type GiftRuleRow } from './rows.ts';

export async function insertGiftRule(tx: Tx, row: GiftRuleRow, createdAt: Date): Promise<void> {
  await sql`
    INSERT INTO promotions.gift_rule (shop_id, rule_id, version, kind, name, terms, starts_at, ends_at, limited, created_at)
    VALUES (${row.shopId}, ${row.ruleId}, ${row.version}, ${row.kind}, ${row.name}, ${JSON.stringify(row.terms)}::json,
      ${row.startsAt}, coalesce(${row.endsAt}::timestamptz, 'infinity'), ${row.limited}, ${createdAt})
  `.execute(tx);
}

/** Writes all of a rule but its kind. */
export async function updateGiftRule(tx: Tx, row: GiftRuleRow): Promise<void> {
  await sql`
    UPDATE promotions.gift_rule SET version = ${row.version}, name = ${row.name}, terms = ${JSON.stringify(row.terms)}::json,
      starts_at = ${row.startsAt}, ends_at = coalesce(${row.endsAt}::timestamptz, 'infinity'), limited = ${row.limited}
    WHERE shop_id = ${row.shopId} AND rule_id = ${row.ruleId}
  `.execute(tx);
}

/** A rule of this shop; undefined = it has none of this id. Whoever changes rules has touched the shop's terms first. */
export async function findGiftRule(
  handle: Db | Tx,
  shopId: string,
  ruleId: string,
): Promise<GiftRuleRow | undefined> {
  const { rows } = await sql<GiftRuleRow>`
    SELECT ${GIFT_RULE_COLUMNS} FROM promotions.gift_rule WHERE shop_id = ${shopId} AND rule_id = ${ruleId}
  `.execute(handle);
  return rows[0];
}

/** A shop's rules, the newest first, ended ones too, after the one with the id `before`. */
export async function listGiftRules(
  handle: Db,
  shopId: string,
  before: string | undefined,
  limit: number,
): Promise<GiftRuleRow[]> {
  const { rows } = await sql<GiftRuleRow>`
    SELECT ${GIFT_RULE_COLUMNS} FROM promotions.gift_rule
    WHERE shop_id = ${shopId} AND (${before ?? null}::uuid IS NULL OR rule_id < ${before ?? null}::uuid)
    ORDER BY rule_id DESC LIMIT ${limit}
  `.execute(handle);
  return rows;
}

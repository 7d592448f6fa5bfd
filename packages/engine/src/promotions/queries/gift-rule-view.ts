import type { GiftRuleView } from '@yellowcart/contract';
import { quotaFigures } from '#quotas';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { giftSkus } from '../rules/check-gift-rule.ts';
import { listGiftRules } from '../store/gift-rules.ts';
import type { GiftRuleRow } from '../store/rows.ts';
import { unitNames } from './named-units.ts';

interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A shop's gift rules, newest first, ended ones too. Refuses: invalid_request (the cursor). */
export async function giftRulesOf(
  engine: Engine,
  shopId: string,
  query: PageQuery,
): Promise<{ items: GiftRuleView[]; nextCursor: string | null }> {
  const [before] = decodeCursor(query.cursor, [CURSOR_ID]) ?? [];
  const rows = await listGiftRules(engine.db, shopId, before, query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await giftRuleViews(engine.db, shown, engine.clock.now()),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.ruleId]) : null,
  };
}

export async function giftRuleView(handle: Db | Tx, row: GiftRuleRow, now: Date): Promise<GiftRuleView> {
  const [view] = await giftRuleViews(handle, [row], now);
  if (!view) throw new Error(`no view of gift rule ${row.ruleId}`);
  return view;
}

export async function giftRuleViews(
  handle: Db | Tx,
  rows: readonly GiftRuleRow[],
  now: Date,
): Promise<GiftRuleView[]> {
  const { name } = await unitNames(
    handle,
    rows.flatMap(({ terms }) => giftSkus(terms)),
    now,
  );
  const quotas = await quotaFigures(
    handle,
    rows.filter((row) => row.limited).map((row) => row.ruleId),
  );
  return rows.map(({ ruleId, version, kind, name: title, terms, startsAt, endsAt }) => {
    const quota = quotas.get(ruleId);
    return {
      ...terms,
      ruleId,
      version,
      kind,
      name: title,
      state: endsAt !== null && endsAt <= now ? 'ended' : startsAt > now ? 'upcoming' : 'running',
      productIds: terms.productIds === null ? null : [...terms.productIds],
      bands: terms.bands.map(({ from, gifts }) => ({ from, gifts: name(gifts) })),
      totalMax: quota?.totalMax ?? null,
      buyerMax: quota?.buyerMax ?? null,
      given: quota?.used ?? 0,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? null,
    };
  });
}

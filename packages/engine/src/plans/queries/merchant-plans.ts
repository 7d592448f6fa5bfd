import type { PlanView } from '@yellowcart/contract';
import { type RawBuilder, sql } from 'kysely';
import { productCards } from '#catalog';
import { partyNames } from '#parties';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Db } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';

/** A shop's plans, newest first, those that are closed too. Refuses: invalid_request (the cursor). */
export async function merchantPlans(
  engine: Engine,
  shopId: string,
  query: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly productId?: string | undefined;
  },
): Promise<{ items: PlanView[]; nextCursor: string | null }> {
  const after = decodeCursor(query.cursor, [CURSOR_ID]);
  const which = sql`p.shop_id = ${shopId}
    AND (${after?.[0] ?? null}::uuid IS NULL OR p.plan_id < ${after?.[0] ?? null}::uuid)
    AND (${query.productId ?? null}::uuid IS NULL OR p.product_id = ${query.productId ?? null}::uuid)`;
  const views = await planViews(engine.db, which, engine.clock.now(), query.limit + 1);
  const items = views.slice(0, query.limit);
  const last = items.at(-1);
  return { items, nextCursor: views.length > query.limit && last ? encodeCursor([last.planId]) : null };
}

/** One plan as its merchant sees it. It must exist. */
export async function planView(handle: Db, planId: string, now: Date): Promise<PlanView> {
  const [view] = await planViews(handle, sql`p.plan_id = ${planId}`, now, 1);
  if (!view) throw new Error(`no plan ${planId}`);
  return view;
}

interface Row extends Omit<PlanView, 'productTitle' | 'leaderName' | 'pending'> {
  readonly pendingCommissionBps: number | null;
  readonly pendingServiceFeeBps: number | null;
  readonly pendingFrom: Date | null;
}

async function planViews(
  handle: Db,
  which: RawBuilder<unknown>,
  now: Date,
  limit: number,
): Promise<PlanView[]> {
  const { rows } = await sql<Row>`
    SELECT p.plan_id AS "planId", p.kind, p.product_id AS "productId", p.leader_id AS "leaderId",
      CASE WHEN p.closes_at <= ${now} THEN 'closed' WHEN p.closes_at < 'infinity' THEN 'closing' ELSE 'open' END AS state,
      r.version, r.commission_bps AS "commissionBps", r.service_fee_bps AS "serviceFeeBps",
      n.commission_bps AS "pendingCommissionBps", n.service_fee_bps AS "pendingServiceFeeBps",
      n.valid_from AS "pendingFrom"
    FROM plans.plan p
    JOIN plans.rate r ON r.plan_id = p.plan_id AND r.valid_from <= ${now} AND ${now} < r.valid_to
    LEFT JOIN plans.rate n ON n.plan_id = p.plan_id AND n.version = r.version + 1 AND p.closes_at > n.valid_from
    WHERE ${which} ORDER BY p.plan_id DESC LIMIT ${limit}
  `.execute(handle);
  const cards = await productCards(
    handle,
    rows.map((row) => row.productId),
    now,
  );
  const names = await partyNames(
    handle,
    rows.flatMap((row) => row.leaderId ?? []),
  );
  return rows.map(({ pendingCommissionBps, pendingServiceFeeBps, pendingFrom, ...row }) => ({
    ...row,
    productTitle: cards.get(row.productId)?.title ?? '',
    leaderName: row.leaderId === null ? null : (names.get(row.leaderId) ?? ''),
    pending:
      pendingFrom === null || pendingCommissionBps === null || pendingServiceFeeBps === null
        ? null
        : {
            commissionBps: pendingCommissionBps,
            serviceFeeBps: pendingServiceFeeBps,
            from: pendingFrom.toISOString(),
          },
  }));
}

import type { DealKind, DealView } from '@yellowcart/contract';
import { quotaFigures } from '#quotas';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Db, Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { dealsLeft } from '../store/deal-units.ts';
import { listDeals } from '../store/deals.ts';
import type { DealRow } from '../store/rows.ts';
import { costOf, unitNames } from './named-units.ts';

/** A shop's deals, newest first, closed ones too. Refuses: invalid_request (the cursor). */
export async function dealsOf(
  engine: Engine,
  shopId: string,
  query: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly kind?: DealKind | undefined;
  },
): Promise<{ items: DealView[]; nextCursor: string | null }> {
  const { kind, limit } = query;
  const [before] = decodeCursor(query.cursor, [CURSOR_ID]) ?? [];
  const rows = await listDeals(engine.db, shopId, { before, kind, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: await dealViews(engine.db, shown, engine.clock.now()),
    nextCursor: rows.length > limit && last ? encodeCursor([last.dealId]) : null,
  };
}

export async function dealView(handle: Db | Tx, row: DealRow, now: Date): Promise<DealView> {
  const [view] = await dealViews(handle, [row], now);
  if (!view) throw new Error(`no view of deal ${row.dealId}`);
  return view;
}

/** The SKUs that a deal sells. */
export function dealItems(row: DealRow): { readonly skuId: string; readonly quantity: number }[] {
  return row.kind === 'combination' ? [...row.terms.items] : [{ skuId: row.terms.skuId, quantity: 1 }];
}

export function dealState(row: DealRow, now: Date): DealView['state'] {
  if (row.closedAt !== null) return 'closed';
  if (row.endsAt <= now) return 'ended';
  if (row.startsAt === null) return 'waiting';
  return row.startsAt > now ? 'upcoming' : 'running';
}

/** Deals of which a SKU has no price today are left out. */
export async function dealViews(handle: Db | Tx, rows: readonly DealRow[], now: Date): Promise<DealView[]> {
  const { name, offers } = await unitNames(
    handle,
    rows.flatMap((row) => dealItems(row).map(({ skuId }) => skuId)),
    now,
  );
  const quotas = await quotaFigures(
    handle,
    rows.filter((row) => row.limited).map((row) => row.dealId),
  );
  const left = await dealsLeft(handle, rows);
  return rows.flatMap((row): DealView[] => {
    const items = name(dealItems(row));
    const [item] = items;
    const offer = item && offers.get(item.skuId);
    if (!item || !offer) return [];
    const quota = quotas.get(row.dealId);
    const base = {
      dealId: row.dealId,
      name: row.name,
      state: dealState(row, now),
      startsAt: row.startsAt?.toISOString() ?? null,
      endsAt: row.endsAt.toISOString(),
      priceMinor: row.terms.priceMinor,
      normalMinor: costOf(items),
      currency: offer.currency,
      totalMax: quota?.totalMax ?? null,
      buyerMax: quota?.buyerMax ?? null,
      taken: quota?.used ?? 0,
    };
    return [kindView(row, { ...base, items, item, left: left.get(row.dealId) ?? 0 })];
  });
}

type Shown = Omit<Extract<DealView, { kind: 'combination' }>, 'kind'> &
  Pick<Extract<DealView, { kind: 'flash' }>, 'item' | 'left'>;

function kindView(row: DealRow, { items, item, left, ...base }: Shown): DealView {
  switch (row.kind) {
    case 'combination':
      return { ...base, kind: row.kind, items };
    case 'flash':
      return { ...base, item, left, kind: row.kind, roomId: row.roomId ?? '' };
    case 'presale': {
      const { depositMinor, balanceFrom, balanceUntil, shipBy, depositRefundable } = row.terms;
      const terms = { depositMinor, balanceFrom, balanceUntil, shipBy, depositRefundable };
      return { ...base, item, left, ...terms, kind: row.kind };
    }
  }
}

import type { LibraryItem } from '@yellowcart/contract';
import { splitCategory } from '#catalog';
import { partyNames } from '#parties';
import { localDay } from '../../clock.ts';
import { CURSOR_ID, decodeCursor, encodeCursor } from '../../db/cursor.ts';
import type { Engine } from '../../engine.ts';
import { shareOf } from '../../money.ts';
import { refuse } from '../../refusal.ts';
import { wordsOf } from '../rules/words.ts';
import { findGoods, type Place, type Sort } from '../store/find-goods.ts';
import { type LibraryRow, libraryRows } from '../store/library-items.ts';

const SOLD_DAYS = 30;
const DAY_MS = 86_400_000;

export interface LibrarySearch {
  readonly cursor?: string | undefined;
  readonly limit: number;
  /** Words that must all be found in title, brand, category or shop name. */
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly minCommissionBps?: number | undefined;
  readonly minPriceMinor?: number | undefined;
  readonly maxPriceMinor?: number | undefined;
  readonly inStock?: 'true' | 'false' | undefined;
  readonly sort: Sort;
}

export interface LibraryPage {
  readonly items: LibraryItem[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly categories: { path: string; count: number }[];
}

/** Goods on the shelf with a plan in force, as a creator looks through them. Refuses: invalid_request (the cursor). */
export async function searchLibrary(engine: Engine, search: LibrarySearch): Promise<LibraryPage> {
  const now = engine.clock.now();
  const time = { now, soldSince: localDay(new Date(now.getTime() - SOLD_DAYS * DAY_MS)) };
  const filter = {
    words: wordsOf(search.q),
    category: search.category,
    minCommissionBps: search.minCommissionBps,
    minPriceMinor: search.minPriceMinor,
    maxPriceMinor: search.maxPriceMinor,
    inStock: search.inStock === undefined ? undefined : search.inStock === 'true',
  };
  const { sort, limit } = search;
  const after = placeOf(search.cursor, sort);
  const found = await findGoods(engine.db, filter, { sort, after, limit: limit + 1 }, time);
  const page = found.page.slice(0, limit);
  const rows = await libraryRows(
    engine.db,
    page.map((place) => place.planId),
    time,
  );
  const leaders = await partyNames(
    engine.db,
    rows.flatMap((row) => row.leaderId ?? []),
  );
  const last = found.page.length > limit ? page.at(-1) : undefined;
  return {
    items: rows.map((row) => itemOf(row, leaders)),
    nextCursor: last ? encodeCursor([sort, last.first, last.second, last.productId]) : null,
    total: found.total,
    categories: found.categories,
  };
}

/** A cursor holds for the sort it was made under. */
function placeOf(cursor: string | undefined, sort: Sort): Place | undefined {
  const key = decodeCursor(cursor, ['', 0, 0, CURSOR_ID]);
  if (!key) return undefined;
  const [of, first, second, productId] = key;
  return of === sort
    ? { first, second, productId }
    : refuse('invalid_request', { fields: [{ path: 'query.cursor', message: 'Not a cursor of this list' }] });
}

function itemOf(row: LibraryRow, leaders: ReadonlyMap<string, string>): LibraryItem {
  const { leaderId, categoryPath, pendingCommissionBps, pendingFrom, sold, ...item } = row;
  const pending =
    pendingCommissionBps === null || pendingFrom === null
      ? null
      : { commissionBps: pendingCommissionBps, from: pendingFrom.toISOString() };
  return {
    ...item,
    categoryPath: splitCategory(categoryPath),
    leaderName: leaderId === null ? null : (leaders.get(leaderId) ?? ''),
    earningMinor: shareOf(row.priceMinor, row.commissionBps),
    pending,
    sold30d: sold,
  };
}

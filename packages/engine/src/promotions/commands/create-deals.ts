import type { DealView, NewCombination, NewFlashSale, NewPresale } from '@yellowcart/contract';
import { openQuotas } from '#quotas';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { orRefuse, refuse } from '../../refusal.ts';
import { dealItems, dealView } from '../queries/deal-view.ts';
import { checkCombination, checkPresale, checkWindow } from '../rules/check-deal.ts';
import { allotUnitsTo } from '../store/deal-units.ts';
import { insertDeal } from '../store/deals.ts';
import type { DealRow } from '../store/rows.ts';
import { touchTerms } from '../store/shops.ts';
import { ownSkus } from './check-skus.ts';

const FLASH_WAITS_MS = 7 * 86_400_000;

interface Limits {
  readonly totalMax?: number | null | undefined;
  readonly buyerMax?: number | null | undefined;
}

/** Offers several SKUs as a set. Refuses: deal_invalid, sku_not_found, mixed_currencies, deal_price_high. */
export async function createCombination(
  engine: Engine,
  shopId: string,
  input: NewCombination,
): Promise<DealView> {
  const now = engine.clock.now();
  const { name, items, priceMinor } = input;
  const startsAt = input.startsAt === undefined ? now : new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  orRefuse(checkCombination(items, { startsAt, endsAt, now }));
  const terms = { items, priceMinor };
  const row = { ...newDeal(engine, shopId, name, input), kind: 'combination', terms, roomId: null } as const;
  return create(engine, { ...row, startsAt, endsAt }, input, 0);
}

/**
 * Gives a live room units for a flash sale, which its host starts. Whether there is such a room, the caller has asked.
 * Refuses: deal_invalid, sku_not_found, deal_price_high, stock_short.
 */
export async function createFlashSale(
  engine: Engine,
  shopId: string,
  input: NewFlashSale,
): Promise<DealView> {
  const now = engine.clock.now();
  const { name, skuId, priceMinor, roomId, startBefore } = input;
  const endsAt = startBefore === undefined ? new Date(now.getTime() + FLASH_WAITS_MS) : new Date(startBefore);
  orRefuse(checkWindow(now, endsAt, now));
  const row = {
    ...newDeal(engine, shopId, name, input),
    kind: 'flash',
    terms: { skuId, priceMinor, pooled: [] },
    roomId,
  } as const;
  return create(engine, { ...row, startsAt: null, endsAt }, input, input.units);
}

/** Sells a SKU ahead for a deposit. Refuses: deal_invalid, sku_not_found, deal_price_high, stock_short. */
export async function createPresale(engine: Engine, shopId: string, input: NewPresale): Promise<DealView> {
  const now = engine.clock.now();
  const { name, skuId, priceMinor, depositMinor, depositRefundable = false } = input;
  const startsAt = input.startsAt === undefined ? now : new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  const [balanceFrom, balanceUntil, shipBy] = [
    new Date(input.balanceFrom),
    new Date(input.balanceUntil),
    new Date(input.shipBy),
  ];
  const windows = { startsAt, endsAt, balanceFrom, balanceUntil, shipBy };
  orRefuse(checkPresale({ ...windows, priceMinor, depositMinor, now }));
  const terms = {
    skuId,
    priceMinor,
    depositMinor,
    depositRefundable,
    balanceFrom: balanceFrom.toISOString(),
    balanceUntil: balanceUntil.toISOString(),
    shipBy: shipBy.toISOString(),
    pooled: [],
  };
  const row = { ...newDeal(engine, shopId, name, input), kind: 'presale', terms, roomId: null } as const;
  return create(engine, { ...row, startsAt, endsAt }, input, input.units);
}

function newDeal(engine: Engine, shopId: string, name: string, { totalMax, buyerMax }: Limits) {
  const limited = (totalMax ?? null) !== null || (buyerMax ?? null) !== null;
  return { shopId, dealId: engine.ids.next(), name, limited, closedAt: null };
}

async function create(engine: Engine, row: DealRow, limits: Limits, units: number): Promise<DealView> {
  const now = engine.clock.now();
  const { totalMax = null, buyerMax = null } = limits;
  const view = await engine.db.transaction().execute(async (tx) => {
    await touchTerms(tx, row.shopId);
    await checkPrice(tx, row, now);
    const made = await withStock(tx, row, units, now);
    await insertDeal(tx, made, now);
    if (row.limited) await openQuotas(tx, [{ quotaId: row.dealId, totalMax, buyerMax }]);
    return dealView(tx, made, now);
  });
  engine.wake();
  return view;
}

/** The deal with units of its own, where its kind has any. */
async function withStock(tx: Tx, row: DealRow, units: number, now: Date): Promise<DealRow> {
  if (row.kind === 'combination') return row;
  const { shopId, dealId, kind, terms } = row;
  const pooled = await allotUnitsTo(tx, { shopId, dealId, kind, skuId: terms.skuId, units }, now);
  return kind === 'flash'
    ? { ...row, terms: { ...row.terms, pooled } }
    : { ...row, terms: { ...row.terms, pooled } };
}

/** A deal is never dearer than its goods are without it. */
async function checkPrice(tx: Tx, row: DealRow, now: Date): Promise<void> {
  const items = dealItems(row);
  const offers = await ownSkus(
    tx,
    row.shopId,
    items.map(({ skuId }) => skuId),
    now,
  );
  if (new Set([...offers.values()].map(({ currency }) => currency)).size > 1) refuse('mixed_currencies');
  const normalMinor = items.reduce(
    (sum, { skuId, quantity }) => sum + (offers.get(skuId)?.priceMinor ?? 0) * quantity,
    0,
  );
  if (row.terms.priceMinor > normalMinor) refuse('deal_price_high', { normalMinor });
}

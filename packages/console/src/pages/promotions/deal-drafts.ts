import type { NewCombination, NewFlashSale, NewPresale } from '@yellowcart/contract';
import { parseMajor } from '../../format/money.ts';
import { parseWhole } from '../../format/whole.ts';
import type { DraftPart } from '../stock/kit-parts.ts';
import { limitOf, unitsOf } from './gift-draft.ts';

/** A deal as it is typed; each kind reads the fields that it has. */
export interface DraftDeal {
  readonly name: string;
  readonly items: readonly DraftPart[];
  readonly roomId: string | undefined;
  readonly price: string;
  readonly deposit: string;
  readonly units: string;
  readonly totalMax: string;
  readonly buyerMax: string;
  readonly startsAt: string | undefined;
  readonly endsAt: string | undefined;
  readonly balanceFrom: string | undefined;
  readonly balanceUntil: string | undefined;
  readonly shipBy: string | undefined;
  readonly depositRefundable: boolean;
}

export const blankDeal: DraftDeal = {
  name: '',
  items: [{ id: 1, sku: undefined, quantity: '1' }],
  roomId: undefined,
  price: '',
  deposit: '',
  units: '',
  totalMax: '',
  buyerMax: '',
  startsAt: undefined,
  endsAt: undefined,
  balanceFrom: undefined,
  balanceUntil: undefined,
  shipBy: undefined,
  depositRefundable: false,
};

export type WrongDeal =
  | 'name'
  | 'sku'
  | 'set'
  | 'room'
  | 'price'
  | 'deposit'
  | 'units'
  | 'total'
  | 'buyer'
  | 'endsAt'
  | 'balanceFrom'
  | 'balanceUntil'
  | 'shipBy'
  | 'time';
interface Checked<T> {
  readonly deal: T | null;
  readonly wrong: ReadonlySet<WrongDeal>;
}

function checked<T>(wrong: ReadonlySet<WrongDeal>, make: () => T): Checked<T> {
  return { deal: wrong.size > 0 ? null : make(), wrong };
}

/** What every deal has: name, price, and how much one buyer may take. */
function common(draft: DraftDeal) {
  const wrong = new Set<WrongDeal>();
  const priceMinor = parseMajor(draft.price);
  const buyerMax = limitOf(draft.buyerMax);
  if (draft.name.trim() === '') wrong.add('name');
  if (priceMinor === null) wrong.add('price');
  if (buyerMax === undefined) wrong.add('buyer');
  return {
    wrong,
    base: { name: draft.name.trim(), priceMinor: priceMinor ?? 0, buyerMax: buyerMax ?? null },
  };
}

function starting(draft: DraftDeal): { startsAt?: string } {
  return draft.startsAt ? { startsAt: draft.startsAt } : {};
}

export function combinationOf(draft: DraftDeal): Checked<NewCombination> {
  const { wrong, base } = common(draft);
  const items = unitsOf(draft.items);
  const totalMax = limitOf(draft.totalMax);
  const { endsAt } = draft;
  if (!items || items.reduce((sum, item) => sum + item.quantity, 0) < 2) wrong.add('set');
  if (totalMax === undefined) wrong.add('total');
  if (!endsAt) wrong.add('endsAt');
  else if (draft.startsAt && endsAt <= draft.startsAt) wrong.add('time');
  return checked(wrong, () => ({
    ...base,
    ...starting(draft),
    items: items ?? [],
    totalMax: totalMax ?? null,
    endsAt: endsAt ?? '',
  }));
}

export function flashSaleOf(draft: DraftDeal): Checked<NewFlashSale> {
  const { wrong, base } = common(draft);
  const skuId = draft.items[0]?.sku?.skuId;
  const units = parseWhole(draft.units, 1);
  if (!skuId) wrong.add('sku');
  if (!draft.roomId) wrong.add('room');
  if (units === null) wrong.add('units');
  return checked(wrong, () => ({
    ...base,
    skuId: skuId ?? '',
    roomId: draft.roomId ?? '',
    units: units ?? 0,
    ...(draft.endsAt ? { startBefore: draft.endsAt } : {}),
  }));
}

export function presaleOf(draft: DraftDeal): Checked<NewPresale> {
  const { wrong, base } = common(draft);
  const skuId = draft.items[0]?.sku?.skuId;
  const units = parseWhole(draft.units, 1);
  const depositMinor = parseMajor(draft.deposit);
  if (!skuId) wrong.add('sku');
  if (units === null) wrong.add('units');
  if (!depositMinor || depositMinor >= base.priceMinor) wrong.add('deposit');
  // Instants of one form sort as text.
  let before = draft.startsAt ?? '';
  for (const name of ['endsAt', 'balanceFrom', 'balanceUntil', 'shipBy'] as const) {
    const at = draft[name];
    if (at === undefined || at < before) wrong.add(name);
    before = at ?? before;
  }
  return checked(wrong, () => ({
    ...base,
    ...starting(draft),
    skuId: skuId ?? '',
    units: units ?? 0,
    depositMinor: depositMinor ?? 0,
    endsAt: draft.endsAt ?? '',
    balanceFrom: draft.balanceFrom ?? '',
    balanceUntil: draft.balanceUntil ?? '',
    shipBy: draft.shipBy ?? '',
    depositRefundable: draft.depositRefundable,
  }));
}

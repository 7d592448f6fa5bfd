import { GIFT, KIT, ON_SALE } from './commands.ts';
import type { Model, ModelLine, Outcome, PlaceDeed, Shown } from './state.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CLICK_DAYS = 7;
/** The terms of the world's offers; world.ts makes them so. */
export const SALE_PRICE = 100;
export const SALE_BUYER_MAX = 3;
export const GIFT_FROM = 2;
export const GIFT_TOTAL_MAX = 3;
export const GIFT_BUYER_MAX = 2;
/** Of this product so many pieces earn the gift. */
export const GIFT_PRODUCT = 0;
/** The sale's pool. */
export const SALE_POOL = `${ON_SALE}*`;

export interface DraftedLine extends ModelLine {
  readonly shop: number;
}

/** The rate in force of a product's plan. */
export function ratesOf(model: Model, product: number): { bps: number; from: number } | undefined {
  return model.products[product]?.rates.findLast(({ from }) => from <= model.now);
}

/** Units of a level that can be taken. */
export const freeOf = (model: Model, level: string): number => {
  const { onHand, reserved } = model.levels[level] ?? { onHand: 0, reserved: 0 };
  return onHand - reserved;
};

/** What a cart comes to if it is placed now, and what it takes; or why not. Changes nothing but `soldOut`. */
export function draft(
  model: Model,
  { buyer, lines: asked, expected }: Pick<PlaceDeed, 'buyer' | 'lines' | 'expected'>,
): { readonly lines: readonly DraftedLine[] } | { readonly refused: Outcome } {
  const priced: DraftedLine[] = [];
  for (const { sku, quantity, led, sale } of asked) {
    const known = model.skus[sku];
    if (!known) return refused('sku_not_found');
    if (!model.products[known.product]?.onShelf) return refused('product_off_shelf');
    const onSale = sale && sku === ON_SALE;
    if (onSale && model.now >= model.saleEndsAt) return refused('deal_not_open');
    const earns = led && model.now - model.clickedAt <= CLICK_DAYS * DAY;
    priced.push({
      shop: known.shop,
      sku,
      quantity,
      // Never dearer than the sale's price where it is cheaper without it.
      amount: (onSale ? SALE_PRICE : known.price) * quantity,
      bps: earns ? ratesOf(model, known.product)?.bps : undefined,
      gift: undefined,
      units: [],
      quotas: onSale ? [['sale', quantity]] : [],
      refunded: 0,
      refundedMinor: 0,
    });
  }
  const total = priced.reduce((sum, line) => sum + line.amount, 0);
  if (expected !== undefined && expected !== total) return refused('price_changed', [total, expected]);

  const taken: Record<string, number> = {};
  const used: Record<string, number> = {};
  const given: DraftedLine[] = [];
  const shops = [...new Set(priced.map(({ shop }) => shop))];
  for (const line of shops.flatMap((shop) => priced.filter((one) => one.shop === shop))) {
    const units = take(model, line, taken);
    if (!units) {
      const available = availableOf(model, line);
      if (available === 0) model.soldOut.push(line.sku);
      return refused('stock_short', [line.sku, available]);
    }
    for (const [, quantity] of line.quotas) {
      used.sale = (used.sale ?? 0) + quantity;
      const before = model.used[`sale/${buyer}`] ?? 0;
      if (before + used.sale > SALE_BUYER_MAX) return refused('deal_limit_reached');
    }
    given.push({ ...line, units });
  }
  const gift = giftOf(model, buyer, given, taken);
  return { lines: gift ? [...given, gift] : given };
}

const refused = (no: string, told?: unknown): { refused: Outcome } => ({
  refused: told === undefined ? { no } : { no, told },
});

/** The levels that a line is taken from, with the units it needs of each SKU. */
function needs(model: Model, { sku, quantity, quotas }: ModelLine): [levels: string[], quantity: number][] {
  if (quotas.some(([quota]) => quota === 'sale')) return [[[SALE_POOL, `${sku}`], quantity]];
  const parts = model.skus[sku]?.parts ?? [];
  if (parts.length === 0) return [[[`${sku}`], quantity]];
  return parts.map(([part, each]) => [[`${part}`], each * quantity]);
}

/** Takes a line's units, of the first level first; undefined where there are too few. */
function take(
  model: Model,
  line: ModelLine,
  taken: Record<string, number>,
): [level: string, quantity: number][] | undefined {
  const units: [string, number][] = [];
  for (const [levels, quantity] of needs(model, line)) {
    let left = quantity;
    for (const level of levels) {
      const some = Math.min(left, freeOf(model, level) - (taken[level] ?? 0));
      if (some <= 0) continue;
      units.push([level, some]);
      taken[level] = (taken[level] ?? 0) + some;
      left -= some;
    }
    if (left > 0) return undefined;
  }
  return units;
}

/** How many of a line's SKU there are, for a buyer who asks for nothing else. */
function availableOf(model: Model, line: ModelLine): number {
  const counts = needs(model, line).map(([levels, quantity]) => {
    const free = levels.reduce((sum, level) => sum + freeOf(model, level), 0);
    return Math.floor((free * line.quantity) / quantity);
  });
  return Math.min(...counts);
}

/** The gift, where enough is bought, the offer is not used up, and it is there. */
function giftOf(
  model: Model,
  buyer: number,
  lines: readonly DraftedLine[],
  taken: Record<string, number>,
): DraftedLine | undefined {
  if (piecesThatEarn(model, lines) < GIFT_FROM) return undefined;
  if ((model.used.gift ?? 0) >= GIFT_TOTAL_MAX || (model.used[`gift/${buyer}`] ?? 0) >= GIFT_BUYER_MAX)
    return undefined;
  const known = model.skus[GIFT];
  const level = `${GIFT}`;
  if (!known || freeOf(model, level) - (taken[level] ?? 0) < 1) return undefined;
  return {
    shop: known.shop,
    sku: GIFT,
    quantity: 1,
    amount: 0,
    bps: undefined,
    gift: known.price,
    units: [[level, 1]],
    quotas: [['gift', 1]],
    refunded: 0,
    refundedMinor: 0,
  };
}

/** Pieces of the rule's product among goods, those that went back not counted. */
export function piecesThatEarn(model: Model, lines: readonly ModelLine[]): number {
  return lines
    .filter(({ sku, gift }) => gift === undefined && model.skus[sku]?.product === GIFT_PRODUCT)
    .reduce((sum, { quantity, refunded }) => sum + quantity - refunded, 0);
}

/** What a preview shows of drafted lines. */
export function shownOf(at: number, lines: readonly DraftedLine[]): Shown {
  const goods = lines.filter(({ gift }) => gift === undefined);
  const shops = [...new Set(goods.map(({ shop }) => shop))];
  return {
    at,
    amounts: shops.flatMap((shop) => goods.filter((line) => line.shop === shop).map(({ amount }) => amount)),
    gifts: lines.length - goods.length,
  };
}

export const isKit = (sku: number): boolean => sku === KIT;

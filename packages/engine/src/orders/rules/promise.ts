import { timingSafeEqual } from 'node:crypto';
import { hmacSha256 } from '#attribution';
import { type Refusal, refusal } from '../../refusal.ts';
import type { DraftLine, GrantedOrder, Promised, PromisedOrder } from './checkout.ts';

export type PromiseChange = 'lines' | 'price' | 'freight' | 'gifts' | 'ship_by' | 'deposit';

const MAC_CHARACTERS = 22;
/** Keeps these signatures apart from those of click tokens, which the same secret signs. */
const DOMAIN = 'preview:';

/** What is promised when these orders are shown. */
export function promiseOf(
  to: { readonly buyerId: string; readonly province: string | undefined; readonly at: Date },
  orders: readonly GrantedOrder[],
): Promised {
  return {
    buyerId: to.buyerId,
    province: to.province ?? null,
    at: to.at.getTime(),
    orders: orders.map(promisedOrder),
  };
}

function promisedOrder(order: GrantedOrder): PromisedOrder {
  const units = order.lines[0]?.quantity ?? 0;
  return {
    shopId: order.shopId,
    totalMinor: order.totalMinor,
    freightMinor: order.freightMinor,
    shipWithinHours: order.shipWithinHours,
    depositMinor: order.presale ? order.presale.depositMinor * units : 0,
    goods: order.lines.flatMap(({ gift, skuId, quantity, amountMinor }) =>
      gift ? [] : [[skuId, quantity, amountMinor] as const],
    ),
    gifts: order.lines.flatMap((line: DraftLine) =>
      line.gift ? [[line.gift.ruleId, line.skuId, line.quantity] as const] : [],
    ),
  };
}

/** Signs a promise (HMAC-SHA-256 cut to 132 bits). */
export function signPromise(secret: string, promised: Promised): string {
  const body = Buffer.from(JSON.stringify(promised)).toString('base64url');
  return `${body}.${mac(secret, body)}`;
}

/**
 * Reads a buyer's token back. Refuses preview_invalid (not ours, changed, or somebody else's) and preview_expired
 * (older than `validMinutes` at `now`).
 */
export function readPromise(
  secret: string,
  token: string,
  {
    buyerId,
    now,
    validMinutes,
  }: { readonly buyerId: string; readonly now: Date; readonly validMinutes: number },
): Promised | Refusal {
  const [body = '', given = ''] = token.split('.');
  const wanted = mac(secret, body);
  const ours =
    given.length === wanted.length &&
    timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(wanted, 'latin1'));
  if (!ours) return refusal('preview_invalid');
  const promised: Promised = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (promised.buyerId !== buyerId) return refusal('preview_invalid');
  return now.getTime() - promised.at > validMinutes * 60_000 ? refusal('preview_expired') : promised;
}

function mac(secret: string, body: string): string {
  return hmacSha256(secret, Buffer.from(DOMAIN + body))
    .toString('base64url')
    .slice(0, MAC_CHARACTERS);
}

/** Refuses preview_changed where an order would not be exactly what was shown, naming what differs and both totals. */
export function keptPromise(promised: Promised, granted: readonly GrantedOrder[]): Refusal | undefined {
  const now = granted.map(promisedOrder);
  const changes = new Set<PromiseChange>();
  if (now.length !== promised.orders.length) changes.add('lines');
  now.forEach((order, index) => {
    const shown = promised.orders[index];
    if (shown) for (const change of changesOf(shown, order)) changes.add(change);
  });
  if (changes.size === 0) return undefined;
  const total = (orders: readonly PromisedOrder[]): number =>
    orders.reduce((sum, order) => sum + order.totalMinor, 0);
  return refusal('preview_changed', {
    changes: [...changes],
    wasMinor: total(promised.orders),
    nowMinor: total(now),
  });
}

function changesOf(shown: PromisedOrder, now: PromisedOrder): PromiseChange[] {
  const changes: PromiseChange[] = [];
  const goods = (order: PromisedOrder) =>
    order.goods.map(([skuId, quantity]) => `${skuId} ${quantity}`).join();
  if (shown.shopId !== now.shopId || goods(shown) !== goods(now)) return ['lines'];
  if (shown.goods.some(([, , amount], index) => amount !== now.goods[index]?.[2])) changes.push('price');
  if (shown.freightMinor !== now.freightMinor) changes.push('freight');
  if (shown.gifts.join() !== now.gifts.join()) changes.push('gifts');
  if (shown.shipWithinHours !== now.shipWithinHours) changes.push('ship_by');
  if (shown.depositMinor !== now.depositMinor) changes.push('deposit');
  return changes;
}

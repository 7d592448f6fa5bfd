import { isDeepStrictEqual } from 'node:util';
import type { OrderState } from '@yellowcart/contract';
import { draft, freeOf, GIFT_FROM, isKit, piecesThatEarn, ratesOf, shownOf } from './draft.ts';
import type {
  Deed,
  Model,
  ModelLine,
  ModelOrder,
  ModelRefund,
  Outcome,
  PlaceDeed,
  RefundDeed,
} from './state.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PREVIEW_MINUTES = 15;
const no = (code: string, told?: unknown): Outcome =>
  told === undefined ? { no: code } : { no: code, told };
const ok = (what: unknown): Outcome => ({ ok: what });

export const bodyOf = ({ lines, expected, preview }: PlaceDeed): string =>
  JSON.stringify([
    lines.map(({ sku, quantity, led, sale }) => [sku, quantity, led, sale]),
    expected ?? null,
    preview?.token ?? null,
  ]);
export const totalOf = (lines: readonly { readonly amount: number }[]): number =>
  lines.reduce((sum, line) => sum + line.amount, 0);
export const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);

/** Does one thing, alone in the world, and says what is heard. */
export function act(model: Model, deed: Deed): Outcome {
  switch (deed.do) {
    case 'place':
      return place(model, deed);
    case 'pay': {
      const order = ownOrder(model, deed);
      if (!order) return no('order_not_found');
      if (order.state === 'cancelled') return no('order_state', 'cancelled');
      if (order.state !== 'awaiting_payment') return ok('paid');
      if (order.expiresAt <= model.now) return no('order_state', 'cancelled');
      if (!deed.approved) return no('payment_declined');
      for (const line of order.lines) move(model, line.units, -1, -1);
      order.state = 'paid';
      order.paid = true;
      return ok('paid');
    }
    case 'cancel': {
      const order = ownOrder(model, deed);
      if (!order) return no('order_not_found');
      if (order.state === 'cancelled') return ok('cancelled');
      if (order.state !== 'awaiting_payment') return no('order_state', order.state);
      cancel(model, order, 'buyer');
      return ok('cancelled');
    }
    case 'ship':
      return step(model, deed.order, 'paid', 'shipped');
    case 'receive': {
      const outcome = step(model, deed.order, 'shipped', 'received');
      const order = model.orders[deed.order];
      if ('ok' in outcome && order) order.settlesAt = model.now + 7 * DAY;
      return outcome;
    }
    case 'refund':
      return refund(model, deed);
    case 'decide': {
      const asked = model.refunds[deed.refund];
      const order = asked && model.orders[asked.order];
      if (!asked || !order) return no('refund_not_found');
      if (asked.state !== 'requested') return no('refund_state', asked.state);
      asked.state = deed.agree ? 'refunded' : 'refused';
      if (deed.agree) asked.amount = giveBack(model, order, asked);
      return ok([asked.state, asked.amount]);
    }
    case 'increment':
      return increment(model, deed);
    case 'price': {
      const sku = model.skus[deed.sku];
      if (sku) sku.price = deed.priceMinor;
      return ok('priced');
    }
    case 'shelf': {
      const product = model.products[deed.product];
      if (product) product.onShelf = deed.on;
      return ok(deed.on);
    }
    case 'rates': {
      const product = model.products[deed.product];
      if (!product) return no('plan_not_found');
      const inForce = ratesOf(model, deed.product);
      product.rates = product.rates.filter(({ from }) => from <= model.now);
      if (inForce && deed.bps > inForce.bps)
        product.rates.push({ bps: deed.bps, from: Math.max(model.now, inForce.from + 1) });
      if (inForce && deed.bps < inForce.bps) product.rates.push({ bps: deed.bps, from: midnight(model.now) });
      return ok('rated');
    }
    case 'expire':
      for (const order of expiring(model)) cancel(model, order, 'expired');
      return ok('done');
    case 'settle':
      for (const order of settling(model)) order.state = 'completed';
      return ok('done');
  }
}

/** Unpaid orders whose time is over. */
export const expiring = (model: Model): ModelOrder[] =>
  Object.values(model.orders).filter(
    (order) => order.state === 'awaiting_payment' && order.expiresAt <= model.now,
  );
/** Received orders whose time is over and of which no refund is open. */
export const settling = (model: Model): ModelOrder[] =>
  Object.entries(model.orders)
    .filter(([name, order]) => {
      const open = Object.values(model.refunds).some((r) => r.order === name && r.state === 'requested');
      return order.state === 'received' && (order.settlesAt ?? Infinity) <= model.now && !open;
    })
    .map(([, order]) => order);

export function cancel(model: Model, order: ModelOrder, reason: ModelOrder['reason']): void {
  for (const line of order.lines) {
    move(model, line.units, 0, -1);
    use(model, order.buyer, line, -1);
  }
  order.state = 'cancelled';
  order.reason = reason;
}

function place(model: Model, deed: PlaceDeed): Outcome {
  const { buyer, key, preview } = deed;
  const name = `${buyer}.${key}`;
  const before = model.requests[name];
  if (before && before.body !== bodyOf(deed)) return no('idempotency_key_reused');
  if (before) return ok({ ...before.answer, replayed: true });
  if (preview && model.now - preview.shown.at > PREVIEW_MINUTES * MINUTE) return no('preview_expired');
  const drafted = draft(model, deed);
  if ('refused' in drafted) return drafted.refused;
  const { lines } = drafted;
  const changes = preview ? changesOf(preview.shown, shownOf(model.now, lines)) : [];
  if (changes.length > 0) return no('preview_changed', changes);
  const shops = [...new Set(lines.map((line) => line.shop))].sort();
  for (const shop of shops) {
    const own = lines.filter((line) => line.shop === shop).map(({ shop: _, ...line }) => line);
    for (const line of own) {
      move(model, line.units, 0, 1);
      use(model, buyer, line, 1);
    }
    model.orders[`${name}.${shop}`] = {
      buyer,
      shop,
      state: 'awaiting_payment',
      reason: null,
      expiresAt: model.now + 15 * MINUTE,
      settlesAt: undefined,
      paid: false,
      withheld: 0,
      lines: own,
    };
  }
  const totals = shops.map((shop) => [shop, totalOf(lines.filter((line) => line.shop === shop))]);
  const answer = { total: totalOf(lines), orders: totals };
  model.requests[name] = { body: bodyOf(deed), answer };
  return ok({ ...answer, replayed: false });
}

function changesOf(shown: PlaceShown, now: PlaceShown): string[] {
  return [
    ...(same(shown.amounts, now.amounts) ? [] : ['price']),
    ...(shown.gifts === now.gifts ? [] : ['gifts']),
  ];
}
type PlaceShown = NonNullable<PlaceDeed['preview']>['shown'];

function increment(model: Model, { sku, key, delta }: Extract<Deed, { do: 'increment' }>): Outcome {
  const level = model.levels[`${sku}`];
  if (!level) return no('sku_not_found');
  if (isKit(sku)) return no('kit_without_units');
  const name = `${sku}/${key}`;
  const before = model.increments[name];
  if (before !== undefined && before !== delta) return no('idempotency_key_reused');
  if (before === undefined) {
    const free = freeOf(model, `${sku}`);
    if (free + delta < 0) return no('stock_short', [sku, free]);
    level.onHand += delta;
    model.increments[name] = delta;
  }
  return ok([level.onHand, level.reserved]);
}

function refund(model: Model, deed: RefundDeed): Outcome {
  const order = model.orders[deed.order];
  if (!order) return no('order_not_found');
  const { line: lineNo, quantity } = deed;
  const name = `${deed.order}#${deed.key}`;
  const before = model.refunds[name];
  if (before && (before.line !== lineNo || before.quantity !== quantity)) return no('idempotency_key_reused');
  if (before) return ok([before.state, before.amount]);
  if (order.state === 'awaiting_payment' || order.state === 'cancelled')
    return no('order_state', order.state);
  const open = Object.values(model.refunds)
    .filter((r) => r.order === deed.order && r.line === lineNo && r.state === 'requested')
    .reduce((sum, r) => sum + r.quantity, 0);
  const line = order.lines[lineNo - 1];
  const left = line ? line.quantity - line.refunded - open : 0;
  if (!line || quantity > left) return no('refund_over_paid', [lineNo, left]);
  const atOnce = order.state === 'paid';
  const asked = { order: deed.order, line: lineNo, quantity };
  const fresh: ModelRefund = { ...asked, state: atOnce ? 'refunded' : 'requested', amount: 0 };
  // What it would come to now; a shop that agrees later gives what it comes to then.
  const tried = structuredClone(model);
  const triedOrder = tried.orders[deed.order];
  if (triedOrder) fresh.amount = giveBack(atOnce ? model : tried, atOnce ? order : triedOrder, fresh);
  model.refunds[name] = fresh;
  return ok([fresh.state, fresh.amount]);
}

/** Takes units of a line back, with the gift that they no longer earn; answers with what the buyer gets. */
function giveBack(model: Model, order: ModelOrder, asked: ModelRefund): number {
  const { line: lineNo, quantity } = asked;
  const line = order.lines[lineNo - 1];
  if (!line) throw new Error(`no line ${lineNo}`);
  const unshipped = order.state === 'paid';
  const amount = Math.floor((line.amount * (line.refunded + quantity)) / line.quantity) - line.refundedMinor;
  back(model, line, quantity, unshipped);
  line.refundedMinor += amount;
  let withheld = 0;
  const gift = order.lines.find((one) => one.gift !== undefined);
  // A gift that is asked back by itself is on its way already.
  const onItsWay = Object.values(model.refunds).some(
    (other) =>
      other.order === asked.order &&
      other.state === 'requested' &&
      order.lines[other.line - 1]?.gift !== undefined,
  );
  if (gift && gift.refunded === 0 && !onItsWay && piecesThatEarn(model, order.lines) < GIFT_FROM) {
    back(model, gift, gift.quantity, unshipped);
    if (!unshipped) withheld = Math.min(gift.gift ?? 0, amount);
  }
  order.withheld += withheld;
  if (unshipped && order.lines.every((one) => one.refunded === one.quantity)) {
    order.state = 'cancelled';
    order.reason = 'refunded';
  }
  return amount - withheld;
}

/** Units of a line come back, to the general stock whatever they were taken from. */
function back(model: Model, line: ModelLine, quantity: number, toStock: boolean): void {
  const share = quantity / line.quantity;
  if (toStock)
    for (const [level, units] of Map.groupBy(line.units, ([name]) => name.replace('*', ''))) {
      const all = units.reduce((sum, [, taken]) => sum + taken, 0);
      move(model, [[level, Math.round(all * share)]], 1, 0);
    }
  line.refunded += quantity;
}

function step(model: Model, name: string, from: OrderState, to: OrderState): Outcome {
  const order = model.orders[name];
  if (!order) return no('order_not_found');
  if (order.state !== from) return no('order_state', order.state);
  order.state = to;
  return ok(to);
}

function ownOrder(
  model: Model,
  { order, stranger }: { readonly order: string; readonly stranger: boolean },
): ModelOrder | undefined {
  return stranger ? undefined : model.orders[order];
}

/** Moves units, so many times over, on hand and in what is reserved. */
function move(model: Model, units: ModelLine['units'], onHand: number, reserved: number): void {
  for (const [name, quantity] of units) {
    const level = model.levels[name];
    if (!level) throw new Error(`no level ${name}`);
    level.onHand += onHand * quantity;
    level.reserved += reserved * quantity;
  }
}

function use(model: Model, buyer: number, line: ModelLine, times: number): void {
  for (const [quota, quantity] of line.quotas)
    for (const name of [quota, `${quota}/${buyer}`])
      model.used[name] = (model.used[name] ?? 0) + times * quantity;
}

/** The next midnight in Shanghai. */
const midnight = (now: number): number =>
  (Math.floor((now + 8 * 60 * MINUTE) / DAY) + 1) * DAY - 8 * 60 * MINUTE;

import { isDeepStrictEqual } from 'node:util';
import type { OrderState } from '@yellowcart/contract';
import type { Deed, Model, ModelLine, ModelOrder, ModelRefund, Outcome } from './state.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const no = (code: string, told?: unknown): Outcome =>
  told === undefined ? { no: code } : { no: code, told };
const ok = (what: unknown): Outcome => ({ ok: what });

export const bodyOf = ({ lines, expected }: Extract<Deed, { do: 'place' }>): string =>
  JSON.stringify([lines.map(({ sku, quantity, led }) => [sku, quantity, led]), expected ?? null]);
export const totalOf = (lines: readonly { readonly amount: number }[]): number =>
  lines.reduce((sum, line) => sum + line.amount, 0);

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
      for (const line of order.lines) move(model, line, -line.quantity, -line.quantity);
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
    case 'increment': {
      const sku = model.skus[deed.sku];
      if (!sku) return no('sku_not_found');
      const key = `${deed.sku}/${deed.key}`;
      const before = model.increments[key];
      if (before !== undefined && before !== deed.delta) return no('idempotency_key_reused');
      if (before === undefined) {
        const free = sku.onHand - sku.reserved;
        if (free + deed.delta < 0) return no('stock_short', [deed.sku, free]);
        sku.onHand += deed.delta;
        model.increments[key] = deed.delta;
      }
      return ok([sku.onHand, sku.reserved]);
    }
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
  for (const line of order.lines) move(model, line, 0, -line.quantity);
  order.state = 'cancelled';
  order.reason = reason;
}

function place(model: Model, deed: Extract<Deed, { do: 'place' }>): Outcome {
  const name = `${deed.buyer}.${deed.key}`;
  const before = model.requests[name];
  if (before && before.body !== bodyOf(deed)) return no('idempotency_key_reused');
  if (before) return ok({ ...before.answer, replayed: true });
  const lines: (ModelLine & { shop: number })[] = [];
  const wanted = new Map<number, number>();
  for (const { sku, quantity, led } of deed.lines) {
    const known = model.skus[sku];
    if (!known) return no('sku_not_found', sku);
    if (!model.products[known.product]?.onShelf) return no('product_off_shelf');
    wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
    const earns = led && model.now - model.clickedAt <= 7 * DAY;
    const bps = earns ? ratesOf(model, known.product)?.bps : undefined;
    const amount = known.price * quantity;
    lines.push({
      shop: known.shop,
      sku,
      quantity,
      price: known.price,
      amount,
      bps,
      refunded: 0,
      refundedMinor: 0,
    });
  }
  const total = totalOf(lines);
  if (deed.expected !== undefined && deed.expected !== total)
    return no('price_changed', [total, deed.expected]);
  for (const [sku, quantity] of wanted) {
    const known = model.skus[sku];
    const free = known ? known.onHand - known.reserved : 0;
    if (free >= quantity) continue;
    if (free === 0) model.soldOut.push(sku);
    return no('stock_short', [sku, free]);
  }
  const shops = [...new Set(lines.map((line) => line.shop))].sort();
  for (const shop of shops) {
    const own = lines.filter((line) => line.shop === shop).map(({ shop: _, ...line }) => line);
    for (const line of own) move(model, line, 0, line.quantity);
    model.orders[`${name}.${shop}`] = {
      buyer: deed.buyer,
      shop,
      state: 'awaiting_payment',
      reason: null,
      expiresAt: model.now + 15 * MINUTE,
      settlesAt: undefined,
      paid: false,
      lines: own,
    };
  }
  const totals = shops.map((shop) => [shop, totalOf(lines.filter((line) => line.shop === shop))]);
  const answer = { total, orders: totals };
  model.requests[name] = { body: bodyOf(deed), answer };
  return ok({ ...answer, replayed: false });
}

function refund(model: Model, deed: Extract<Deed, { do: 'refund' }>): Outcome {
  const order = model.orders[deed.order];
  if (!order) return no('order_not_found');
  const name = `${deed.order}#${deed.key}`;
  const before = model.refunds[name];
  if (before && (before.line !== deed.line || before.quantity !== deed.quantity))
    return no('idempotency_key_reused');
  if (before) return ok([before.state, before.amount]);
  if (order.state === 'awaiting_payment' || order.state === 'cancelled')
    return no('order_state', order.state);
  const open = Object.values(model.refunds)
    .filter((r) => r.order === deed.order && r.line === deed.line && r.state === 'requested')
    .reduce((sum, r) => sum + r.quantity, 0);
  const line = order.lines[deed.line - 1];
  const left = line ? line.quantity - line.refunded - open : 0;
  if (!line || deed.quantity > left) return no('refund_over_paid', [deed.line, left]);
  const { line: lineNo, quantity } = deed;
  const fresh: ModelRefund = {
    order: deed.order,
    line: lineNo,
    quantity,
    state: order.state === 'paid' ? 'refunded' : 'requested',
    amount: refundOf(line, quantity),
  };
  model.refunds[name] = fresh;
  if (fresh.state === 'refunded') giveBack(model, order, fresh);
  return ok([fresh.state, fresh.amount]);
}

/** What `quantity` more units of a line give back: what all units so far are worth, less what was given. */
function refundOf(line: ModelLine, quantity: number): number {
  return Math.floor((line.amount * (line.refunded + quantity)) / line.quantity) - line.refundedMinor;
}

function giveBack(model: Model, order: ModelOrder, { line: lineNo, quantity }: ModelRefund): number {
  const line = order.lines[lineNo - 1];
  if (!line) throw new Error(`no line ${lineNo}`);
  const amount = refundOf(line, quantity);
  line.refunded += quantity;
  line.refundedMinor += amount;
  if (order.state === 'paid') {
    move(model, line, quantity, 0);
    if (order.lines.every((one) => one.refunded === one.quantity)) {
      order.state = 'cancelled';
      order.reason = 'refunded';
    }
  }
  return amount;
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

function move(model: Model, { sku }: { readonly sku: number }, onHand: number, reserved: number): void {
  const known = model.skus[sku];
  if (!known) throw new Error(`no SKU ${sku}`);
  known.onHand += onHand;
  known.reserved += reserved;
}

function ratesOf(model: Model, product: number): { bps: number; from: number } | undefined {
  return model.products[product]?.rates.findLast(({ from }) => from <= model.now);
}

/** The next midnight in Shanghai. */
const midnight = (now: number): number =>
  (Math.floor((now + 8 * 60 * MINUTE) / DAY) + 1) * DAY - 8 * 60 * MINUTE;

export const same = (a: unknown, b: unknown): boolean => isDeepStrictEqual(a, b);

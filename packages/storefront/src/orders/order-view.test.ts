import type { OrderView } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { canAskRefund, dueNow, orderSteps, refundableLines, sumsOf } from './order-view.ts';

const order: OrderView = {
  orderId: 'o',
  orderNo: 'YC1',
  checkoutId: 'c',
  shopId: 's',
  shopName: 'Shop',
  buyerName: 'B',
  kind: 'normal',
  state: 'shipped',
  currency: 'CNY',
  freightMinor: 0,
  presale: null,
  shipBy: null,
  totalMinor: 3000,
  refundedMinor: 0,
  placedAt: '2026-01-01T00:00:00Z',
  expiresAt: null,
  paidAt: '2026-01-01T00:01:00Z',
  shippedAt: '2026-01-02T00:00:00Z',
  receivedAt: null,
  completedAt: null,
  cancelledAt: null,
  address: null,
  shipment: null,
  lines: [
    {
      lineNo: 1,
      skuId: 'k',
      productId: 'p',
      title: 'Goods',
      spec: {},
      picture: '',
      kind: 'goods',
      quantity: 3,
      unitPriceMinor: 1000,
      discountMinor: 0,
      amountMinor: 3000,
      discounts: [],
      gift: null,
      refundedQuantity: 1,
      refundedMinor: 1000,
      attribution: null,
    },
  ],
  refunds: [],
};
const refund = (state: 'requested' | 'refunded' | 'refused') => ({
  refundId: 'r',
  orderId: 'o',
  state,
  reason: 'x',
  amountMinor: 2000,
  withheldMinor: 0,
  lines: [{ lineNo: 1, quantity: 2, amountMinor: 2000 }],
  requestedAt: '2026-01-03T00:00:00Z',
  decidedAt: null,
});

test('steps taken carry their time, those to come none', () => {
  expect(orderSteps(order).map(({ step, at }) => [step, at !== null])).toEqual([
    ['placed', true],
    ['paid', true],
    ['shipped', true],
    ['received', false],
    ['completed', false],
  ]);
});

test('a cancelled order ends there', () => {
  const cancelled: OrderView = {
    ...order,
    state: 'cancelled',
    paidAt: null,
    shippedAt: null,
    cancelledAt: '2026-01-01T01:00:00Z',
  };
  expect(orderSteps(cancelled).map(({ step }) => step)).toEqual(['placed', 'cancelled']);
  expect(canAskRefund(cancelled)).toBe(false);
});

test('what was refunded or is asked for cannot be asked for again; what was refused can', () => {
  expect(refundableLines(order)[0]?.quantityMax).toBe(2);
  expect(canAskRefund({ ...order, refunds: [refund('requested')] })).toBe(false);
  expect(refundableLines({ ...order, refunds: [refund('refused')] })[0]?.quantityMax).toBe(2);
  expect(refundableLines({ ...order, refunds: [refund('refunded')] })[0]?.quantityMax).toBe(2);
});

test('an unpaid order has nothing to refund', () => {
  expect(canAskRefund({ ...order, state: 'awaiting_payment', paidAt: null, shippedAt: null })).toBe(false);
});

const presale: OrderView = {
  ...order,
  kind: 'presale',
  state: 'awaiting_payment',
  expiresAt: '2026-01-01T00:15:00Z',
  presale: {
    depositMinor: 500,
    balanceMinor: 2500,
    balanceFrom: '2026-02-01T00:00:00Z',
    balanceUntil: '2026-02-03T00:00:00Z',
    depositRefundable: false,
  },
};

test('of a presale the deposit is due first, then the balance in its time', () => {
  const at = (instant: string): number => Date.parse(instant);
  expect(dueNow(presale, at('2026-01-01T00:00:00Z'))).toMatchObject({ part: 'deposit', amountMinor: 500 });
  const paid: OrderView = { ...presale, state: 'deposit_paid' };
  expect(dueNow(paid, at('2026-01-31T23:59:59Z'))).toBeNull();
  expect(dueNow(paid, at('2026-02-01T00:00:00Z'))).toMatchObject({ part: 'balance', amountMinor: 2500 });
  expect(dueNow(paid, at('2026-02-03T00:00:00Z'))).toBeNull();
  expect(dueNow(order, 0)).toBeNull();
});

test('a gift is not asked back by itself, and a discounted line brings back what was paid for it', () => {
  const [line] = order.lines;
  if (!line) throw new Error('no line');
  const gift: OrderView['lines'][number] = {
    ...line,
    lineNo: 2,
    kind: 'gift',
    unitPriceMinor: 0,
    amountMinor: 0,
    refundedQuantity: 0,
  };
  const withGift: OrderView = {
    ...order,
    lines: [{ ...line, discountMinor: 600, amountMinor: 2400 }, gift],
  };
  expect(refundableLines(withGift)).toMatchObject([{ lineNo: 1, paidMinorEach: 800 }]);
  expect(sumsOf(withGift)).toEqual({ goodsMinor: 3000, discountMinor: 600 });
});

import type { CheckoutPreview } from '@yellowcart/contract';
import { expect, test } from 'vitest';
import { previewChanges } from './preview-changes.ts';

type Line = CheckoutPreview['orders'][number]['lines'][number];
const line = (skuId: string, quantity: number, ruleId?: string): Line => ({
  lineNo: 1,
  kind: ruleId ? 'gift' : 'goods',
  skuId,
  productId: 'p',
  title: skuId,
  spec: {},
  picture: '',
  quantity,
  unitPriceMinor: 0,
  discountMinor: 0,
  amountMinor: 0,
  discounts: [],
  gift: ruleId
    ? { ruleId, ruleName: 'Rule', earnedBy: [1], substituted: false, bearer: 'merchant', valueMinor: 100 }
    : null,
  parts: [],
});
const preview = (
  lines: Line[],
  change: Partial<CheckoutPreview> = {},
  shipBy = '2026-01-02T00:00:00Z',
): CheckoutPreview => ({
  previewToken: 't',
  expiresAt: '2026-01-01T00:10:00Z',
  currency: 'CNY',
  goodsMinor: 10_000,
  discountMinor: 0,
  freightMinor: 0,
  totalMinor: 10_000,
  payNowMinor: 10_000,
  orders: [
    {
      shopId: 's',
      shopName: 'Shop',
      kind: 'normal',
      lines,
      discountMinor: 0,
      freightMinor: 0,
      totalMinor: 10_000,
      shipBy,
      presale: null,
      notices: [],
    },
  ],
  ...change,
});

test('nothing is said where nothing differs but the token and a few minutes', () => {
  const shown = preview([line('cup', 2), line('mat', 1, 'r')]);
  const again = {
    ...preview([line('cup', 2), line('mat', 1, 'r')], {}, '2026-01-02T00:05:00Z'),
    previewToken: 'u',
  };
  expect(previewChanges(shown, again)).toEqual([]);
});

test('a gift that went, one that came and one that shrank are each named', () => {
  const was = preview([line('cup', 2), line('mat', 1, 'r'), line('bag', 2, 'q')]);
  const now = preview([line('cup', 2), line('pen', 1, 'r'), line('bag', 1, 'q')]);
  expect(previewChanges(was, now)).toEqual([
    { kind: 'gift_gone', title: 'mat', quantity: 1 },
    { kind: 'gift_new', title: 'pen', quantity: 1 },
    { kind: 'gift_changed', title: 'bag', was: 2, now: 1 },
  ]);
});

test('price, freight, total and a later promise are told as they were and as they are', () => {
  const now = preview(
    [line('cup', 2)],
    { goodsMinor: 11_000, freightMinor: 800, totalMinor: 11_800 },
    '2026-01-04T00:00:00Z',
  );
  expect(previewChanges(preview([line('cup', 2)]), now)).toEqual([
    { kind: 'price', wasMinor: 10_000, nowMinor: 11_000 },
    { kind: 'freight', wasMinor: 0, nowMinor: 800 },
    { kind: 'total', wasMinor: 10_000, nowMinor: 11_800 },
    { kind: 'ship_by', was: '2026-01-02T00:00:00Z', now: '2026-01-04T00:00:00Z' },
  ]);
});

test('other goods are one change, beside the total', () => {
  expect(previewChanges(preview([line('cup', 2)]), preview([line('cup', 1)], { totalMinor: 5_000 }))).toEqual(
    [{ kind: 'lines' }, { kind: 'total', wasMinor: 10_000, nowMinor: 5_000 }],
  );
});

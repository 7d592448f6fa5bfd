import type { CheckoutPreview, PreviewLine } from '@yellowcart/contract';

type Figure = 'total' | 'price' | 'freight' | 'deposit';

/** One thing that differs between what was shown and what is so now. */
export type Change =
  | { readonly kind: 'lines' }
  | { readonly kind: Figure; readonly wasMinor: number; readonly nowMinor: number }
  | { readonly kind: 'ship_by'; readonly was: string; readonly now: string }
  | { readonly kind: 'gift_gone' | 'gift_new'; readonly title: string; readonly quantity: number }
  | { readonly kind: 'gift_changed'; readonly title: string; readonly was: number; readonly now: number };

/** A ship-by time is counted from the moment of the look, so that a few minutes more are no news. */
const SHIP_BY_NEWS_MS = 3_600_000;

/** What a buyer should be told before ordering anew, in the order of an order's page; empty where nothing differs. */
export function previewChanges(was: CheckoutPreview, now: CheckoutPreview): Change[] {
  if (goodsKey(was) !== goodsKey(now))
    return [{ kind: 'lines' }, ...figure('total', was.totalMinor, now.totalMinor)];
  return [
    ...figure('price', was.goodsMinor - was.discountMinor, now.goodsMinor - now.discountMinor),
    ...giftChanges(was, now),
    ...figure('freight', was.freightMinor, now.freightMinor),
    ...figure('deposit', depositOf(was), depositOf(now)),
    ...figure('total', was.totalMinor, now.totalMinor),
    ...shipChanges(was, now),
  ];
}

function figure(kind: Figure, wasMinor: number, nowMinor: number): Change[] {
  return wasMinor === nowMinor ? [] : [{ kind, wasMinor, nowMinor }];
}

const linesOfKind = (preview: CheckoutPreview, kind: PreviewLine['kind']): PreviewLine[] =>
  preview.orders.flatMap((order) => order.lines.filter((line) => line.kind === kind));

function goodsKey(preview: CheckoutPreview): string {
  return linesOfKind(preview, 'goods')
    .map((line) => `${line.skuId} ${line.quantity}`)
    .join();
}

function depositOf(preview: CheckoutPreview): number {
  return preview.orders.reduce((sum, order) => sum + (order.presale?.depositMinor ?? 0), 0);
}

function giftChanges(was: CheckoutPreview, now: CheckoutPreview): Change[] {
  const before = giftsOf(was);
  const after = giftsOf(now);
  const gone = [...before].filter(([key]) => !after.has(key));
  return [
    ...gone.map(([, { title, quantity }]): Change => ({ kind: 'gift_gone', title, quantity })),
    ...[...after].flatMap(([key, { title, quantity }]): Change[] => {
      const old = before.get(key);
      if (!old) return [{ kind: 'gift_new', title, quantity }];
      return old.quantity === quantity
        ? []
        : [{ kind: 'gift_changed', title, was: old.quantity, now: quantity }];
    }),
  ];
}

function giftsOf(preview: CheckoutPreview): Map<string, PreviewLine> {
  return new Map(linesOfKind(preview, 'gift').map((line) => [`${line.gift?.ruleId} ${line.skuId}`, line]));
}

function shipChanges(was: CheckoutPreview, now: CheckoutPreview): Change[] {
  return now.orders.flatMap((order, index): Change[] => {
    const before = was.orders[index];
    if (!before || Math.abs(Date.parse(order.shipBy) - Date.parse(before.shipBy)) < SHIP_BY_NEWS_MS)
      return [];
    return [{ kind: 'ship_by', was: before.shipBy, now: order.shipBy }];
  });
}

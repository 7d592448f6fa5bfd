import type { OrderEvent, OrderEventLine } from '../events.ts';
import type { NewOrder } from '../store/new-orders.ts';
import type { OrderLineRow, OrderRow } from '../store/open-orders.ts';

/** What an event says of an order. Gifts are not among its lines: they sell nothing. */
export function orderPayload(order: OrderRow, lines: readonly OrderLineRow[]): OrderEvent {
  const also = unitSkus(
    lines.map(({ skuId, terms }) => ({
      skuId: terms?.gift ? undefined : skuId,
      skuIds: terms?.units?.map(([id]) => id) ?? [skuId],
    })),
  );
  return {
    orderId: order.orderId,
    shopId: order.shopId,
    buyerId: order.buyerId,
    kind: order.kind,
    currency: order.currency,
    totalMinor: order.totalMinor,
    placedAt: order.placedAt.toISOString(),
    lines: lines.flatMap((line): OrderEventLine[] => {
      if (line.terms?.gift) return [];
      const { skuId, productId, quantity, amountMinor, attribution } = line;
      const { contentId = null, itemId = null, creatorId = null } = attribution ?? {};
      return [{ skuId, productId, quantity, amountMinor, contentId, itemId, creatorId }];
    }),
    ...(also.length > 0 ? { unitSkuIds: also } : {}),
  };
}

/** `orderPayload` of an order that is being placed. */
export function newOrderPayload(order: NewOrder): OrderEvent {
  const also = unitSkus(
    order.lines.map(({ skuId, gift, units }) => ({
      skuId: gift ? undefined : skuId,
      skuIds: units.map((unit) => unit.skuId),
    })),
  );
  return {
    orderId: order.orderId,
    shopId: order.shopId,
    buyerId: order.buyerId,
    kind: order.kind,
    currency: order.currency,
    totalMinor: order.totalMinor,
    placedAt: order.placedAt.toISOString(),
    lines: order.lines.flatMap((line): OrderEventLine[] => {
      if (line.gift) return [];
      const { skuId, productId, quantity, amountMinor, credit } = line;
      const { contentId = null, itemId = null, creatorId = null } = credit?.click ?? {};
      return [{ skuId, productId, quantity, amountMinor, contentId, itemId, creatorId }];
    }),
    ...(also.length > 0 ? { unitSkuIds: also } : {}),
  };
}

/** SKUs whose units moved with the order without being lines of their own that were paid for: kits' parts, gifts. */
function unitSkus(
  lines: readonly { readonly skuId: string | undefined; readonly skuIds: readonly string[] }[],
): string[] {
  const also = new Set<string>();
  for (const { skuId, skuIds } of lines) for (const id of skuIds) if (id !== skuId) also.add(id);
  return [...also];
}

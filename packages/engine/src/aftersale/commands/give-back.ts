import assert from 'node:assert/strict';
import {
  applyRefund,
  moveOrders,
  ORDER_CANCELLED,
  ORDER_REFUNDED,
  type OrderLineRow,
  type OrderRow,
  orderPayload,
} from '#orders';
import { appendEvents } from '#outbox';
import { refundShares } from '#settlement';
import { lockLevels, returnUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import type { RefundedEvent } from '../events.ts';
import type { RefundLine } from '../rules/refund.ts';

/**
 * Carries out a decided refund on a locked order, in the caller's transaction: units that never left go back to the
 * shelf, the buyer's money back, each party's part taken. An unshipped order with nothing left is cancelled.
 */
export async function giveBack(
  engine: Engine,
  tx: Tx,
  order: OrderRow,
  bought: readonly OrderLineRow[],
  refund: { readonly refundId: string; readonly amountMinor: number; readonly lines: readonly RefundLine[] },
): Promise<void> {
  const now = engine.clock.now();
  const pairs = refund.lines.map((line) => {
    const of = bought.find((candidate) => candidate.lineNo === line.lineNo);
    assert(of, `line ${line.lineNo} is in the order`);
    return { ...line, of };
  });
  const unshipped = order.state === 'paid';
  if (unshipped) {
    const units = pairs.map(({ of, quantity }) => ({
      shopId: order.shopId,
      skuId: of.skuId,
      quantity,
      reference: refund.refundId,
    }));
    await lockLevels(tx, units);
    await returnUnits(tx, units, now);
  }
  await applyRefund(tx, order, refund.lines);
  await refundShares(engine, tx, {
    ...order,
    refundId: refund.refundId,
    lines: pairs.map(({ of, lineNo, quantity, amountMinor }) => ({
      lineNo,
      bought: of.quantity,
      before: of.refundedQuantity,
      quantity,
      amountMinor,
    })),
  });
  const payload: RefundedEvent = {
    orderId: order.orderId,
    shopId: order.shopId,
    refundId: refund.refundId,
    buyerId: order.buyerId,
    currency: order.currency,
    amountMinor: refund.amountMinor,
    at: now.toISOString(),
    restocked: unshipped,
    lines: pairs.map(({ of, lineNo, quantity, amountMinor }) => ({
      lineNo,
      skuId: of.skuId,
      productId: of.productId,
      quantity,
      amountMinor,
      contentId: of.attribution?.contentId ?? null,
      itemId: of.attribution?.itemId ?? null,
      creatorId: of.attribution?.creatorId ?? null,
    })),
  };
  await appendEvents(tx, [{ topic: ORDER_REFUNDED, key: order.orderId, at: now, payload }]);
  if (unshipped && nothingLeft(bought, refund.lines)) await cancel(tx, order, bought, now);
}

function nothingLeft(bought: readonly OrderLineRow[], refunded: readonly RefundLine[]): boolean {
  const now = new Map(refunded.map(({ lineNo, quantity }) => [lineNo, quantity]));
  return bought.every((line) => line.refundedQuantity + (now.get(line.lineNo) ?? 0) === line.quantity);
}

async function cancel(tx: Tx, order: OrderRow, bought: readonly OrderLineRow[], now: Date): Promise<void> {
  await moveOrders(tx, [{ ...order, at: now }], 'cancelled', 'refunded');
  await appendEvents(tx, [
    {
      topic: ORDER_CANCELLED,
      key: order.orderId,
      at: now,
      payload: { ...orderPayload(order, bought), reason: 'refunded' },
    },
  ]);
}

import assert from 'node:assert/strict';
import { shopMerchants } from '#catalog';
import { giftWithheldEntry } from '#commission';
import { post } from '#ledger';
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
import { poolOfReturn } from '#promotions';
import { refundShares } from '#settlement';
import { returnUnits } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import type { RefundedEvent } from '../events.ts';
import { nothingLeft, type SettledRefund } from '../rules/settle-refund.ts';
import { unitsBack } from '../rules/units-back.ts';

/** Freight has a share of its own, as one unit of line 0. */
const FREIGHT_LINE = 0;

/**
 * Carries out a decided refund on a locked order, in the caller's transaction: units that never left go back to the
 * shelf, the buyer's money back, each party's part taken. An unshipped order with nothing left is cancelled.
 */
export async function giveBack(
  engine: Engine,
  tx: Tx,
  order: OrderRow,
  bought: readonly OrderLineRow[],
  refund: SettledRefund & { readonly refundId: string },
): Promise<void> {
  const now = engine.clock.now();
  const { refundId, freightMinor } = refund;
  const pairs = refund.lines.map((line) => {
    const of = bought.find((candidate) => candidate.lineNo === line.lineNo);
    assert(of, `line ${line.lineNo} is in the order`);
    return { ...line, of };
  });
  const unshipped = order.state === 'paid';
  if (unshipped) {
    const units = pairs.flatMap(({ of, quantity }) => unitsBack(of, of.refundedQuantity, quantity));
    await returnUnits(
      tx,
      units.map((unit) => ({ ...unit, pool: poolOfReturn(unit.pool), reference: refundId })),
      now,
    );
  }
  const withheldMinor = refund.withheld.reduce((sum, part) => sum + part.amountMinor, 0);
  await applyRefund(tx, order, refund.lines, freightMinor - withheldMinor);
  const lines = pairs.map(({ of, lineNo, quantity, amountMinor }) => ({
    lineNo,
    bought: of.quantity,
    before: of.refundedQuantity,
    quantity,
    amountMinor,
  }));
  const freight = { lineNo: FREIGHT_LINE, bought: 1, before: 0, quantity: 1, amountMinor: freightMinor };
  await refundShares(engine, tx, {
    ...order,
    refundId,
    lines: freightMinor > 0 ? [...lines, freight] : lines,
  });
  await withhold(engine, tx, order, refund, now);
  const payload: RefundedEvent = {
    orderId: order.orderId,
    shopId: order.shopId,
    refundId,
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

/** What a buyer keeps unearned is paid for out of the refund, to those who gave it. */
async function withhold(
  engine: Engine,
  tx: Tx,
  { orderId, shopId, currency }: OrderRow,
  { refundId, withheld }: SettledRefund & { readonly refundId: string },
  at: Date,
): Promise<void> {
  if (withheld.length === 0) return;
  const merchantId = (await shopMerchants(tx, [shopId])).get(shopId) ?? '';
  const { platformId } = engine;
  const parts = withheld.map(({ bearer, amountMinor }) => ({
    partyId: bearer === 'platform' ? platformId : merchantId,
    amountMinor,
  }));
  await post(tx, [
    giftWithheldEntry({ entryId: engine.ids.next(), orderId, refundId, platformId, currency, at, parts }),
  ]);
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

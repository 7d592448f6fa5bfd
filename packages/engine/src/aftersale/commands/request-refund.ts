import { createHash } from 'node:crypto';
import type { RefundView } from '@yellowcart/contract';
import { linesOf, lockOrdersOfBuyers } from '#orders';
import { freezeOrder } from '#settlement';
import type { Engine } from '../../engine.ts';
import { orRefuse, refuse } from '../../refusal.ts';
import { type AskedLine, decideRequest, normalLines } from '../rules/refund.ts';
import { settleRefund } from '../rules/settle-refund.ts';
import { insertRefund, type RefundRow, refundsOfOrders, refundView } from '../store/refunds.ts';
import { giveBack } from './give-back.ts';

export interface RefundInput {
  readonly key: string;
  readonly reason: string;
  readonly lines: readonly AskedLine[];
}

/**
 * A buyer asks for money back, by line and quantity: given at once while nothing has been shipped, decided by the shop
 * afterwards; until then the order does not settle. The same key with the same body answers with the refund as it
 * stands now. Refuses, in this order: order_not_found, idempotency_key_reused, order_state, refund_over_paid.
 */
export async function requestRefund(
  engine: Engine,
  buyerId: string,
  orderId: string,
  input: RefundInput,
): Promise<RefundView> {
  const now = engine.clock.now();
  const asked = normalLines(input.lines);
  const bodyHash = hashOf(input.reason, asked);
  const refund = await engine.db.transaction().execute(async (tx) => {
    const [order] = await lockOrdersOfBuyers(tx, [{ buyerId, orderId }]);
    if (!order) refuse('order_not_found', { orderId });
    const earlier = await refundsOfOrders(tx, [order]);
    const same = earlier.find(({ key }) => key === input.key);
    if (same && same.bodyHash !== bodyHash) refuse('idempotency_key_reused', { key: input.key });
    if (same) return same;
    const bought = await linesOf(tx, [order]);
    const { state, lines } = orRefuse(decideRequest(order.state, bought, asked, openUnits(earlier)));
    const settled = settleRefund(order, bought, lines);
    const fresh: RefundRow = {
      shopId: order.shopId,
      refundId: engine.ids.next(),
      orderId,
      buyerId,
      key: input.key,
      bodyHash,
      state,
      reason: input.reason,
      amountMinor: settled.amountMinor,
      withheldMinor: settled.withheld.reduce((sum, part) => sum + part.amountMinor, 0),
      lines: state === 'refunded' ? settled.lines : lines,
      requestedAt: now,
      decidedAt: state === 'refunded' ? now : null,
    };
    await insertRefund(tx, fresh);
    if (state === 'refunded')
      await giveBack(engine, tx, order, bought, { ...settled, refundId: fresh.refundId });
    else await freezeOrder(tx, order);
    return fresh;
  });
  engine.wake();
  return refundView(refund);
}

function openUnits(refunds: readonly RefundRow[]): Map<number, number> {
  const units = new Map<number, number>();
  for (const { lines } of refunds.filter(({ state }) => state === 'requested')) {
    for (const { lineNo, quantity } of lines) units.set(lineNo, (units.get(lineNo) ?? 0) + quantity);
  }
  return units;
}

function hashOf(reason: string, lines: readonly AskedLine[]): string {
  const parts = [reason, ...lines.flatMap(({ lineNo, quantity }) => [lineNo, quantity])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

import { createHash } from 'node:crypto';
import type { RefundView } from '@yellowcart/contract';
import { linesOf, lockOrdersOfBuyers, unitsOfLines } from '#orders';
import { poolOfReturn } from '#promotions';
import { freezeOrder } from '#settlement';
import { lockLevels } from '#stock';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { isRefusal, orRefuse, type Refusal, refusal } from '../../refusal.ts';
import { type AskedLine, decideRequest, normalLines, openUnits } from '../rules/refund.ts';
import { settleRefund } from '../rules/settle-refund.ts';
import { insertRefund, type RefundRow, refundsOfOrders, refundView } from '../store/refunds.ts';
import { giveBack } from './give-back.ts';

export interface RefundInput {
  readonly key: string;
  readonly reason: string;
  readonly lines: readonly AskedLine[];
}

export interface RefundRequested extends RefundInput {
  readonly buyerId: string;
  readonly orderId: string;
}

/**
 * Buyers ask for money back, by line and quantity, a batch in one transaction: given at once while nothing has been
 * shipped, decided by the shop afterwards; until then the order does not settle. The same key with the same body answers
 * with the refund as it stands now. Refuses, in this order: order_not_found, idempotency_key_reused, order_state,
 * refund_over_paid.
 */
export async function requestRefunds(
  engine: Engine,
  batch: readonly RefundRequested[],
): Promise<(RefundView | Refusal)[]> {
  const answers = await engine.db.transaction().execute(async (tx) => {
    // All orders first, and all that may go back to stock: in key order, as whoever pays or cancels meanwhile locks them.
    const orders = await lockOrdersOfBuyers(tx, batch);
    if (batch.length > 1) {
      const units = unitsOfLines(await linesOf(tx, orders));
      await lockLevels(
        tx,
        units.map((unit) => ({ ...unit, pool: poolOfReturn(unit.pool) })),
      );
    }
    const decided: (RefundRow | Refusal)[] = [];
    for (const request of batch) decided.push(await decide(engine, tx, request));
    return decided;
  });
  engine.wake();
  return answers.map((answer) => (isRefusal(answer) ? answer : refundView(answer)));
}

/** `requestRefunds` for one. Throws Refused. */
export async function requestRefund(
  engine: Engine,
  buyerId: string,
  orderId: string,
  input: RefundInput,
): Promise<RefundView> {
  const [answer] = await requestRefunds(engine, [{ ...input, buyerId, orderId }]);
  return orRefuse(answer ?? refusal('overloaded'));
}

/** Decides one request and carries it out; a refusal has written nothing. */
async function decide(engine: Engine, tx: Tx, request: RefundRequested): Promise<RefundRow | Refusal> {
  const { buyerId, orderId, key, reason } = request;
  const now = engine.clock.now();
  const asked = normalLines(request.lines);
  const bodyHash = hashOf(reason, asked);
  // Read anew for each: an earlier request of the batch may have changed the order.
  const [order] = await lockOrdersOfBuyers(tx, [request]);
  if (!order) return refusal('order_not_found', { orderId });
  const earlier = await refundsOfOrders(tx, [order]);
  const same = earlier.find((refund) => refund.key === key);
  if (same && same.bodyHash !== bodyHash) return refusal('idempotency_key_reused', { key });
  if (same) return same;
  const bought = await linesOf(tx, [order]);
  const open = openUnits(earlier);
  const allowed = decideRequest(order.state, bought, asked, open);
  if (isRefusal(allowed)) return allowed;
  const { state, lines } = allowed;
  const settled = settleRefund(order, bought, lines, open);
  const fresh: RefundRow = {
    shopId: order.shopId,
    refundId: engine.ids.next(),
    orderId,
    buyerId,
    key,
    bodyHash,
    state,
    reason,
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
}

function hashOf(reason: string, lines: readonly AskedLine[]): string {
  const parts = [reason, ...lines.flatMap(({ lineNo, quantity }) => [lineNo, quantity])];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

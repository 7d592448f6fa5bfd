import assert from 'node:assert/strict';
import type { RefundView } from '@yellowcart/contract';
import { linesOf, lockOrderOfShop, type OrderLineRow } from '#orders';
import { thawOrder } from '#settlement';
import type { Engine } from '../../engine.ts';
import { refuse } from '../../refusal.ts';
import { openUnits, type RefundLine, refundAmount } from '../rules/refund.ts';
import { settleRefund } from '../rules/settle-refund.ts';
import { closeRefund, findRefund, type RefundRow, refundsOfOrders, refundView } from '../store/refunds.ts';
import { giveBack } from './give-back.ts';

/**
 * A shop agrees to a refund that was asked for, or refuses it. Once, whichever it is.
 * Refuses: refund_not_found (also another shop's), refund_state (decided already).
 */
export async function decideRefund(
  engine: Engine,
  shopId: string,
  refundId: string,
  { agree }: { readonly agree: boolean },
): Promise<RefundView> {
  const now = engine.clock.now();
  const decided = await engine.db.transaction().execute(async (tx) => {
    const asked = await findRefund(tx, shopId, refundId);
    if (!asked) refuse('refund_not_found', { refundId });
    const order = await lockOrderOfShop(tx, shopId, asked.orderId);
    assert(order, 'a refund has an order');
    // Read again under the order's lock: two people may decide at the same moment.
    const refund = (await findRefund(tx, shopId, refundId)) ?? asked;
    if (refund.state !== 'requested') refuse('refund_state', { state: refund.state });
    const closed: RefundRow = { ...refund, state: agree ? 'refunded' : 'refused', decidedAt: now };
    await thawOrder(tx, order);
    if (!agree) {
      await closeRefund(tx, closed);
      return closed;
    }
    const bought = await linesOf(tx, [order]);
    const others = (await refundsOfOrders(tx, [order])).filter((other) => other.refundId !== refundId);
    const settled = settleRefund(order, bought, priced(refund.lines, bought), openUnits(others));
    const { lines, amountMinor, withheld } = settled;
    const withheldMinor = withheld.reduce((sum, part) => sum + part.amountMinor, 0);
    const given = { ...closed, lines, amountMinor, withheldMinor };
    await closeRefund(tx, given);
    await giveBack(engine, tx, order, bought, { ...settled, refundId });
    return given;
  });
  engine.wake();
  return refundView(decided);
}

/** Amounts as of now: which unit is a line's last depends on what was refunded since the request. */
function priced(asked: readonly RefundLine[], bought: readonly OrderLineRow[]): RefundLine[] {
  return asked.map(({ lineNo, quantity }) => {
    const line = bought.find((candidate) => candidate.lineNo === lineNo);
    assert(line, `line ${lineNo} is in the order`);
    return { lineNo, quantity, amountMinor: refundAmount(line, quantity) };
  });
}

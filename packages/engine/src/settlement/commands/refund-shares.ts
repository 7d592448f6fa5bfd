import assert from 'node:assert/strict';
import { lockShares, reverseLine, reverseShares, type ShareRow, sumByParty } from '#commission';
import { post } from '#ledger';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import type { Minor } from '../../money.ts';
import {
  type PartyChange,
  refundedAfterSettlementEntry,
  refundedBeforeSettlementEntry,
} from '../rules/journals.ts';
import { NOTHING } from '../rules/position.ts';
import { drawReserves, recoverSettled, takeUnsettled } from '../rules/recover.ts';
import { lockPositions, moveClaims, purseKey } from '../store/positions.ts';
import { drawFrom, heldOf } from '../store/reserves.ts';

/** A decided refund of some units of a locked order. */
export interface SharesToRefund {
  readonly refundId: string;
  readonly shopId: string;
  readonly orderId: string;
  readonly currency: string;
  readonly lines: readonly RefundedUnits[];
}
export interface RefundedUnits {
  readonly lineNo: number;
  /** Units bought. */
  readonly bought: number;
  /** Units refunded before. */
  readonly before: number;
  /** Units refunded now. */
  readonly quantity: number;
  /** What the buyer gets back for them. */
  readonly amountMinor: Minor;
}

/**
 * Gives the buyer's money back and takes it from those who got a share of it, pro rata and to the fen, with one journal
 * entry: out of pending before settlement, by the order of recovery after it. In the caller's transaction.
 */
export async function refundShares(engine: Engine, tx: Tx, refund: SharesToRefund): Promise<void> {
  const shares = await lockShares(tx, [refund]);
  const reversals = refund.lines.flatMap((line) => reversalsOf(line, shares));
  await reverseShares(tx, refund, reversals);
  const parties = sumByParty(reversals);
  const amountMinor = parties.reduce((sum, party) => sum + party.amountMinor, 0);
  if (amountMinor === 0) return;

  const settled = shares.some((share) => share.settledAt !== null);
  const purses = parties.map(({ partyId }) => ({ partyId, currency: refund.currency }));
  const clearing = { partyId: engine.platformId, purpose: 'clearing', currency: refund.currency } as const;
  const positions = await lockPositions(tx, purses, [clearing]);
  const changes = parties.map((party): PartyChange => {
    const position = positions.get(purseKey({ ...party, currency: refund.currency })) ?? NOTHING;
    const take = settled ? recoverSettled : takeUnsettled;
    return { partyId: party.partyId, change: take(party.amountMinor, position) };
  });
  await drawReservesOf(tx, refund, changes);
  await moveClaims(
    tx,
    changes.map((change) => ({ ...change, currency: refund.currency })),
  );
  const entryOf = settled ? refundedAfterSettlementEntry : refundedBeforeSettlementEntry;
  const entry = entryOf({
    ...refund,
    entryId: engine.ids.next(),
    platformId: engine.platformId,
    at: engine.clock.now(),
    amountMinor,
    parties: changes,
  });
  if (entry) await post(tx, [entry]);
}

function reversalsOf(line: RefundedUnits, shares: readonly ShareRow[]) {
  const own = shares.filter((share) => share.lineNo === line.lineNo);
  const whole = line.before + line.quantity === line.bought;
  const amounts = new Map(
    reverseLine(own, line.bought, line.before, line.quantity).map(({ role, amountMinor }) => [
      role,
      amountMinor,
    ]),
  );
  const reversals = own.map(({ role, partyId }) => ({
    lineNo: line.lineNo,
    role,
    partyId,
    amountMinor: amounts.get(role) ?? 0,
    whole,
  }));
  const sum = reversals.reduce((total, reversal) => total + reversal.amountMinor, 0);
  assert.equal(
    sum,
    line.amountMinor,
    `line ${line.lineNo}: what the parties give back is what the buyer gets`,
  );
  return reversals;
}

async function drawReservesOf(
  tx: Tx,
  refund: SharesToRefund,
  changes: readonly PartyChange[],
): Promise<void> {
  const drawing = changes.filter(({ change }) => change.reserveMinor < 0);
  if (drawing.length === 0) return;
  const held = await heldOf(
    tx,
    drawing.map(({ partyId }) => partyId),
    refund.currency,
  );
  const draws = drawing.flatMap(({ partyId, change }) =>
    drawReserves(-change.reserveMinor, held.get(partyId) ?? [], refund.orderId),
  );
  await drawFrom(tx, draws);
}

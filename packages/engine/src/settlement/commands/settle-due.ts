import { lockShares, type ShareRow, settleShares } from '#commission';
import { type NewEntry, post } from '#ledger';
import { type FreeOrder, lockFreeOrders, moveOrders, ORDER_COMPLETED } from '#orders';
import { appendEvents } from '#outbox';
import type { Tx } from '../../db/open.ts';
import type { Engine } from '../../engine.ts';
import { settledEntry } from '../rules/journals.ts';
import { applied, NOTHING, type Position } from '../rules/position.ts';
import { type Hold, type SettledParty, settleParty } from '../rules/settle.ts';
import { claimDue, deleteDue } from '../store/due.ts';
import { lockPositions, moveClaims, type Purse, purseKey } from '../store/positions.ts';
import { insertReserves } from '../store/reserves.ts';

const DAY_MS = 86_400_000;
const LIMIT = 200;

interface SettledOrder extends FreeOrder {
  readonly parties: readonly SettledParty[];
}

/**
 * Settles every order whose time after receipt is over, `limit` orders a transaction, until none is left; each is then
 * completed. A process that dies loses nothing but the batch in hand, and two at once share the work: each takes orders
 * that the other does not hold. Orders with an open refund wait for its decision.
 */
export async function settleDue(
  engine: Engine,
  { limit = LIMIT }: { readonly limit?: number } = {},
): Promise<{ orders: number }> {
  const now = engine.clock.now();
  let total = 0;
  for (;;) {
    const settled = await engine.db.transaction().execute((tx) => settleBatch(engine, tx, now, limit));
    if (settled === 0) return { orders: total };
    total += settled;
    engine.wake();
  }
}

async function settleBatch(engine: Engine, tx: Tx, now: Date, limit: number): Promise<number> {
  const claimed = await claimDue(tx, now, limit);
  if (claimed.length === 0) return 0;
  // A refund holds its order and then waits for the row claimed above, so an order in its hands is left for the next time.
  const orders = await lockFreeOrders(tx, claimed);
  if (orders.length === 0) return 0;
  const shares = (await lockShares(tx, orders)).filter((share) => share.state === 'confirmed');
  const purses = new Map(shares.map((share): [string, Purse] => [purseKey(share), share]));
  const positions = await lockPositions(
    tx,
    [...purses.values()].map(({ partyId, currency }) => ({ partyId, currency })),
  );
  const settled = decide(orders, shares, positions, engine.settings.reserveBps);
  await write(engine, tx, settled, now);
  return orders.length;
}

function decide(
  orders: readonly FreeOrder[],
  shares: readonly ShareRow[],
  positions: Map<string, Position>,
  reserveBps: number,
): SettledOrder[] {
  const byOrder = Map.groupBy(shares, (share) => share.orderId);
  return orders.map((order) => {
    const byParty = Map.groupBy(byOrder.get(order.orderId) ?? [], (share) => share.partyId);
    const parties = [...byParty].map(([partyId, own]) => {
      const key = purseKey({ partyId, currency: order.currency });
      const position = positions.get(key) ?? NOTHING;
      const due = own.map((share) => ({
        shopId: share.shopId,
        orderId: share.orderId,
        lineNo: share.lineNo,
        role: share.role,
        partyId,
        currency: share.currency,
        leftMinor: share.amountMinor - share.reversedMinor,
      }));
      const result = settleParty(partyId, due, position, reserveBps);
      positions.set(key, applied(position, result.change));
      return result;
    });
    return { ...order, parties };
  });
}

async function write(engine: Engine, tx: Tx, orders: readonly SettledOrder[], now: Date): Promise<void> {
  const entries = orders.map((order) => settledEntry({ ...order, entryId: engine.ids.next(), at: now }));
  const holds = orders.flatMap(({ parties }) => parties.flatMap((party): readonly Hold[] => party.holds));
  await settleShares(tx, orders, now);
  await post(
    tx,
    entries.filter((entry): entry is NewEntry => entry !== undefined),
  );
  await moveClaims(
    tx,
    orders.flatMap(({ currency, parties }) =>
      parties.map(({ partyId, change }) => ({ partyId, currency, change })),
    ),
  );
  await insertReserves(tx, holds, new Date(now.getTime() + engine.settings.reserveDays * DAY_MS));
  await deleteDue(tx, orders);
  await moveOrders(
    tx,
    orders.map((order) => ({ ...order, at: now })),
    'completed',
  );
  await appendEvents(
    tx,
    orders.map(({ orderId, shopId, buyerId }) => ({
      topic: ORDER_COMPLETED,
      key: orderId,
      at: now,
      payload: { orderId, shopId, buyerId },
    })),
  );
}

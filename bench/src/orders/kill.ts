import { type DatabaseTarget, openDatabase } from '@yellowcart/engine';
import { sql } from 'kysely';
import type { Grounds } from '../databases/grounds.ts';
import { say } from '../progress.ts';
import { startServer } from '../server/server-process.ts';
import { prepareCheckouts } from './checkouts.ts';
import { type Faults, findFaults } from './checks.ts';
import { Buyers, type Purchase } from './kill-clients.ts';
import type { Market } from './market.ts';

/** What came of a kill; every count but the first three is zero. */
export interface KillCounts extends Faults {
  readonly rounds: number;
  readonly kills: number;
  /** Orders and payments that were acknowledged to a client. */
  readonly acknowledged: number;
  /** Acknowledged, and not there afterwards. */
  readonly lost: number;
  /** There are no gifts yet that could be given too often. */
  readonly giftsOverLimit: 0;
  /** Units set aside for no open order. */
  readonly stuckReservations: number;
}

const CONNECTIONS = 64;

/**
 * Lets buyers order, one in three paying, kills the server with -9 in the middle, starts it again, sends again what was
 * not acknowledged (and some of what was), lets buyers go on, and checks the database against what the buyers know.
 */
export async function killUnderLoad(grounds: Grounds, market: Market, seconds: number): Promise<KillCounts> {
  const ground = await grounds.fresh();
  const buyers = new Buyers(prepareCheckouts(market, 'spread'), CONNECTIONS);
  try {
    const first = await startServer(ground);
    const buying = buyers.buy(first.url);
    await wait(seconds);
    await first.kill();
    await buying;
    say(`  killed with -9 after ${acknowledged(buyers.purchases)} acknowledgements; starting again …`);
    const second = await startServer(ground);
    await buyers.ask(second.url);
    const goingOn = buyers.buy(second.url);
    await wait(1);
    buyers.stop();
    await goingOn;
    await second.stop();
    if (Object.keys(buyers.refusals).length > 0) say(`  refused: ${JSON.stringify(buyers.refusals)}`);
    return { rounds: 1, kills: 1, ...(await compare(ground.target, buyers.purchases)) };
  } finally {
    buyers.close();
    await ground.drop();
  }
}

function acknowledged(purchases: readonly Purchase[]): number {
  return purchases.reduce((sum, { orderId, paid }) => sum + Number(orderId !== undefined) + Number(paid), 0);
}

async function compare(
  target: DatabaseTarget,
  purchases: readonly Purchase[],
): Promise<Omit<KillCounts, 'rounds' | 'kills'>> {
  const database = await openDatabase(target);
  try {
    const { rows } = await sql<{ key: string; orderId: string; state: string }>`
      SELECT r.key, o.order_id AS "orderId", o.state FROM orders.request r JOIN orders."order" o USING (checkout_id)
    `.execute(database.db);
    const there = new Map(rows.map((row) => [row.key, row]));
    const lost = purchases.reduce((sum, { key, orderId, paid }) => {
      const row = there.get(key);
      const orderLost = orderId !== undefined && row?.orderId !== orderId;
      const paymentLost = paid && row?.state !== 'paid';
      return sum + Number(orderLost) + Number(paymentLost);
    }, 0);
    const { rows: stuck } = await sql<{ units: number }>`
      SELECT (SELECT coalesce(sum(reserved), 0) FROM stock.level) - (SELECT coalesce(sum(quantity), 0)
        FROM orders.line JOIN orders."order" USING (shop_id, order_id) WHERE state = 'awaiting_payment') AS units
    `.execute(database.db);
    const faults = await findFaults(database.db);
    return {
      acknowledged: acknowledged(purchases),
      lost,
      doubled: faults.doubled,
      oversold: faults.oversold,
      giftsOverLimit: 0,
      stockMismatch: faults.stockMismatch,
      ledgerImbalance: faults.ledgerImbalance,
      stuckReservations: stuck[0]?.units ?? 0,
    };
  } finally {
    await database.close();
  }
}

const wait = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000));

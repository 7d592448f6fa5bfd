import { openDatabase } from '@yellowcart/engine';
import { sql } from 'kysely';
import type { Ground, Grounds } from '../../databases/grounds.ts';
import { startCounting, statementCosts } from '../../databases/statement-costs.ts';
import { loadNow } from '../../machine.ts';
import { say } from '../../progress.ts';
import type { Result } from '../../report/results.ts';
import { packageOf, selfTimes } from '../../server/profile.ts';
import { type ServerGroup, startServers } from '../../server/server-group.ts';
import { clicked } from '../checkouts.ts';
import { findFaults } from '../checks.ts';
import { type Market, RUSH_STOCK } from '../market.ts';
import type { Explanation } from '../measure-orders.ts';
import { countPlaced } from '../placed.ts';
import { Connection } from './connection.ts';
import { fillCarts, type RushCounts, rush, type Shopper } from './crowd.ts';

const SHOPPERS = 2_000;
const ROUNDS = 3;
/** Buyers of all rounds that are measured. */
export const RUSH_BUYERS = ROUNDS * SHOPPERS;
const CONNECTIONS = 64;
const MEASURED = 'rush-';
const REHEARSAL = 'rehearsal-';

/**
 * The rush: 2,000 buyers, 64 at a time, each with one unit of the same SKU in the cart and the preview before them, all
 * pay at once; 500 units are there. It is played on four SKUs one after another: a rehearsal, so that the server's code
 * is compiled as it is in a shop that has been open for a while, and three that count. The result is the median; a profile is of
 * the three with their previews.
 */
export async function measureRush(
  grounds: Grounds,
  market: Market,
  profiled: boolean,
): Promise<{ readonly result: Result; readonly explanation: Explanation | undefined }> {
  const ground = await grounds.fresh();
  let servers: ServerGroup | undefined;
  const connections: Connection[] = [];
  try {
    servers = await startServers(grounds, ground, { count: 1, profiled });
    const [url] = servers.urls;
    for (let open = 0; open < CONNECTIONS; open += 1) connections.push(await Connection.open(url));
    const rounds: RushCounts[] = [];
    let [from, counting] = [0, false];
    for (const [round, skuId] of market.rush.skuIds.slice(0, ROUNDS + 1).entries()) {
      const counts = await play(connections, market, skuId, round === 0 ? REHEARSAL : `${MEASURED}${round}-`);
      if (round > 0) rounds.push(counts);
      else {
        from = (await servers.look()).at;
        counting = profiled && (await startCounting(ground.target));
      }
    }
    const to = (await servers.look()).at;
    const statements = counting ? await statementCosts(ground.target) : [];
    const profile = await servers.stop();
    servers = undefined;
    const times = (nameOf?: typeof packageOf) => (profile ? selfTimes(profile, from, to, nameOf) : []);
    return {
      result: await resultOf(ground, rounds),
      explanation: profiled
        ? { functions: times(), packages: times(packageOf), statements, waits: new Map() }
        : undefined,
    };
  } finally {
    for (const connection of connections) connection.close();
    await servers?.kill();
    await ground.drop();
  }
}

async function play(
  connections: readonly Connection[],
  market: Market,
  skuId: string,
  keyPrefix: string,
): Promise<RushCounts> {
  const [shop] = market.shops;
  if (!shop) throw new RangeError('a market without shops');
  const at = new Date();
  const shoppers = market.buyers
    .slice(0, SHOPPERS)
    .map((buyer): Shopper => ({ buyer, line: { ...clicked(market, buyer, shop, market.rush, at), skuId } }));
  const requests = await fillCarts(connections, shoppers, keyPrefix);
  let shown = 0;
  return rush(connections, shoppers, requests, (what) => {
    shown += 1;
    if (shown <= 3) say(`  an answer that should not be: ${what}`);
  });
}

async function resultOf(ground: Ground, rounds: readonly RushCounts[]): Promise<Result> {
  const median = middleOf(rounds, ({ seconds }) => seconds);
  const latencies = median.latencies.toSorted((a, b) => a - b);
  const quantile = (part: number): number => latencies[Math.floor((latencies.length - 1) * part)] ?? 0;
  const { seconds, placed, refused, errors } = median;
  const sum = (of: (counts: RushCounts) => number): number =>
    rounds.reduce((total, counts) => total + of(counts), 0);
  const acknowledged = sum((counts) => counts.placed);
  return {
    name: 'rush',
    engine: ground.kind,
    connections: CONNECTIONS,
    value: seconds,
    unit: 's',
    p50_ms: quantile(0.5),
    p99_ms: quantile(0.99),
    seconds,
    placed,
    refused,
    errors,
    rounds: rounds.map((counts) => Math.round(counts.seconds * 1000) / 1000),
    client_cpu_ms: Math.round(median.clientCpuMs),
    check: {
      ...(await lookBack(ground, acknowledged)),
      // All that was there is sold, and everybody else was told so.
      unsold: rounds.length * RUSH_STOCK - acknowledged,
      errors: sum((counts) => counts.errors),
      unanswered: rounds.length * SHOPPERS - sum((all) => all.placed + all.refused + all.errors),
    },
    load: loadNow(),
  };
}

async function lookBack(ground: Ground, acknowledged: number): Promise<Record<string, number>> {
  const database = await openDatabase(ground.target);
  try {
    const { db } = database;
    const { rows } = await sql<{ unpaid: number }>`
      SELECT count(*) AS unpaid FROM orders."order" WHERE state <> 'paid'
    `.execute(db);
    return {
      lost: acknowledged - (await countPlaced(db, MEASURED)),
      unpaid: rows[0]?.unpaid ?? 0,
      ...(await findFaults(db)),
    };
  } finally {
    await database.close();
  }
}

/** The one in the middle when they are sorted by a figure. */
function middleOf<T>(list: readonly T[], by: (one: T) => number): T {
  const middle = list.toSorted((a, b) => by(a) - by(b))[Math.floor((list.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('the middle of nothing');
  return middle;
}

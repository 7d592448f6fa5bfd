import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DatabaseTarget, openDatabase } from '@yellowcart/engine';
import { ledgerMismatches } from '@yellowcart/engine/testing/fixtures';
import type { Ground, Grounds } from '../databases/grounds.ts';
import { type StatementCost, startCounting, statementCosts } from '../databases/statement-costs.ts';
import { sampleWaits, type WaitCounts } from '../databases/wait-samples.ts';
import { loadNow } from '../machine.ts';
import type { Result } from '../report/results.ts';
import { type FunctionTime, packageOf, selfTimes } from '../server/profile.ts';
import {
  answersBetween,
  cpuPerUnit,
  outboxWaiting,
  type ServerGroup,
  startServers,
} from '../server/server-group.ts';
import { runWrkOnAll } from '../wrk/run-wrk.ts';
import type { WrkReport } from '../wrk/wrk-report.ts';
import { prepareCheckouts } from './checkouts.ts';
import { findFaults } from './checks.ts';
import type { Market } from './market.ts';
import { countPlaced, countWithoutGifts } from './placed.ts';
import type { Scenario } from './scenarios.ts';
import { endOpenOrders, storeOrders } from './stored/store-orders.ts';

export interface Conditions {
  readonly connections: number;
  readonly seconds: number;
  readonly profiled: boolean;
}
/** Where the time went while the load was measured. */
export interface Explanation {
  readonly functions: readonly FunctionTime[];
  readonly packages: readonly FunctionTime[];
  readonly statements: readonly StatementCost[];
  readonly waits: WaitCounts;
}

/** The server's code is compiled and its connections are open after that long; with several on the same cores, after twice that. */
const WARM_UP_S = 4;
/** Keys of what is measured begin so, and go on with the time: a database may be measured on again. */
const MEASURED = 'measured-';

/** Measures one scenario on a database and servers of its own, then checks what the load left behind. */
export async function measureOrders(
  grounds: Grounds,
  market: Market,
  scenario: Scenario,
  { connections, seconds, profiled }: Conditions,
): Promise<{ readonly result: Result; readonly explanation: Explanation | undefined }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-checkouts-'));
  const ground = await groundFor(grounds, market, scenario);
  let servers: ServerGroup | undefined;
  try {
    const file = path.join(folder, 'checkouts.tsv');
    const lines = prepareCheckouts(market, scenario.taste).map(
      ({ credential, body }) => `${credential}\t${JSON.stringify(body)}\n`,
    );
    await writeFile(file, lines.join(''));
    servers = await startServers(grounds, ground, { count: scenario.processes, profiled });
    const { urls } = servers;
    const { repeatPercent } = scenario;
    const time = Date.now().toString(36);
    const load = (keyPrefix: string, length: number): Promise<WrkReport> =>
      runWrkOnAll(urls, { connections, seconds: length, checkouts: { file, keyPrefix, repeatPercent } });
    await load(`warm-up-${time}-`, scenario.processes > 1 ? 2 * WARM_UP_S : WARM_UP_S);

    const counting = profiled && (await startCounting(ground.target));
    const before = await servers.look();
    const sampling = counting ? await sampleWaits(ground.target) : undefined;
    const report = await load(`${MEASURED}${time}-`, seconds);
    const waits = (await sampling?.stop()) ?? new Map<string, number>();
    const after = await servers.look();
    const statements = counting ? await statementCosts(ground.target) : [];
    const profile = await servers.stop();
    servers = undefined;

    const { placed, faults } = await lookBack(ground.target, scenario, `${MEASURED}${time}-`);
    const refusals = scenario.taste === 'sold-out';
    const value = refusals ? report.refused : placed;
    const cpu = cpuPerUnit(before, after, value);
    const result: Result = {
      name: scenario.name,
      engine: ground.kind,
      connections,
      value: value / report.seconds,
      unit: refusals ? 'refusals/s' : 'orders/s',
      p50_ms: report.p50Ms,
      p99_ms: report.p99Ms,
      answers: answersBetween(before, after),
      repeated: report.repeated,
      outbox_waiting: outboxWaiting(after),
      ...(cpu === undefined ? {} : { cpu_us: cpu }),
      check: {
        // Every new key that was acknowledged is an order; repeats were acknowledged beside them.
        lost: Math.max(0, report.accepted - report.repeated - placed),
        ...faults,
        doubled: Math.max(faults.doubled, placed - report.fresh, 0),
        broken: report.broken,
      },
      load: loadNow(),
    };
    const times = (nameOf?: typeof packageOf): FunctionTime[] =>
      profile ? selfTimes(profile, before.at, after.at, nameOf) : [];
    const explanation = profiled
      ? { functions: times(), packages: times(packageOf), statements, waits }
      : undefined;
    return { result, explanation };
  } finally {
    await servers?.kill();
    await ground.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function groundFor(grounds: Grounds, market: Market, { name, stored }: Scenario): Promise<Ground> {
  if (stored === 0 || !grounds.filled) return grounds.fresh();
  return grounds.filled(name.replace('-', '_'), (db) => storeOrders(db, market, stored));
}

/** Looks into the database once the server is gone: the embedded engine lets nobody in beside it. */
async function lookBack(target: DatabaseTarget, { taste, stored }: Scenario, keyPrefix: string) {
  const database = await openDatabase(target);
  try {
    const { db } = database;
    const gifts = taste === 'kit-gifts' ? { withoutGifts: await countWithoutGifts(db) } : {};
    // Stored orders are not booked, so the books are held against themselves alone.
    const books = stored > 0 ? { ledgerImbalance: (await ledgerMismatches(db)).length } : {};
    const faults = { ...(await findFaults(db)), ...books, ...gifts };
    const found = { placed: await countPlaced(db, keyPrefix), faults };
    if (stored > 0) await endOpenOrders(db);
    return found;
  } finally {
    await database.close();
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type DatabaseTarget, type Db, openDatabase } from '@yellowcart/engine';
import { sql } from 'kysely';
import type { Grounds } from '../databases/grounds.ts';
import { type StatementCost, startCounting, statementCosts } from '../databases/statement-costs.ts';
import { sampleWaits, type WaitCounts } from '../databases/wait-samples.ts';
import { loadNow } from '../machine.ts';
import type { Result } from '../report/results.ts';
import { cpuTime } from '../server/cpu-time.ts';
import { checkoutsByStatus, readMetrics } from '../server/metrics-page.ts';
import { type FunctionTime, packageOf, selfTimes } from '../server/profile.ts';
import { type ServerProcess, startServer } from '../server/server-process.ts';
import { runWrk } from '../wrk/run-wrk.ts';
import type { WrkReport } from '../wrk/wrk-report.ts';
import { prepareCheckouts, type Taste } from './checkouts.ts';
import { findFaults } from './checks.ts';
import type { Market } from './market.ts';

export interface Scenario {
  readonly name: string;
  readonly taste: Taste;
  /** Of 100 requests, how many repeat an earlier one. */
  readonly repeatPercent: number;
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'spread', taste: 'spread', repeatPercent: 0 },
  { name: 'hot-sku', taste: 'hot-sku', repeatPercent: 0 },
  { name: 'sold-out', taste: 'sold-out', repeatPercent: 0 },
  { name: 'duplicates', taste: 'spread', repeatPercent: 10 },
];

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

/** The server's code is compiled and its connections are open after that long. */
const WARM_UP_S = 4;
const MEASURED = 'measured-';

/** Measures one scenario on a database and a server of its own, then checks what the load left behind. */
export async function measureOrders(
  grounds: Grounds,
  market: Market,
  scenario: Scenario,
  { connections, seconds, profiled }: Conditions,
): Promise<{ readonly result: Result; readonly explanation: Explanation | undefined }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-checkouts-'));
  const ground = await grounds.fresh();
  let server: ServerProcess | undefined;
  try {
    const file = path.join(folder, 'checkouts.tsv');
    const lines = prepareCheckouts(market, scenario.taste).map(
      ({ credential, body }) => `${credential}\t${JSON.stringify(body)}\n`,
    );
    await writeFile(file, lines.join(''));
    server = await startServer(ground, { profiled });
    const { url, pid } = server;
    const { repeatPercent } = scenario;
    const load = (keyPrefix: string, length: number): Promise<WrkReport> =>
      runWrk({ url, connections, seconds: length, checkouts: { file, keyPrefix, repeatPercent } });
    await load('warm-up-', WARM_UP_S);

    const counting = profiled && (await startCounting(ground.target));
    const before = { metrics: await lookAt(url), cpu: await cpuOf(pid, grounds), at: server.age() };
    const sampling = counting ? await sampleWaits(ground.target) : undefined;
    const report = await load(MEASURED, seconds);
    const waits = (await sampling?.stop()) ?? new Map<string, number>();
    const after = { metrics: await lookAt(url), cpu: await cpuOf(pid, grounds), at: server.age() };
    const statements = counting ? await statementCosts(ground.target) : [];
    const profile = await server.stop();
    server = undefined;

    const { placed, faults } = await lookBack(ground.target);
    const value = scenario.taste === 'sold-out' ? report.refused : placed;
    const perUnit = (of: 'node' | 'postgres'): number | undefined => {
      const [from, to] = [before.cpu[of], after.cpu[of]];
      return from === undefined || to === undefined ? undefined : ((to - from) * 1000) / value;
    };
    const [node, postgres] = [perUnit('node'), perUnit('postgres')];
    const result: Result = {
      name: scenario.name,
      engine: ground.kind,
      connections,
      value: value / report.seconds,
      unit: scenario.taste === 'sold-out' ? 'refusals/s' : 'orders/s',
      p50_ms: report.p50Ms,
      p99_ms: report.p99Ms,
      answers: checkoutsByStatus(before.metrics, after.metrics),
      repeated: report.repeated,
      outbox_waiting: after.metrics.get('yellowcart_outbox_waiting') ?? 0,
      ...(node === undefined ? {} : { cpu_us: { node, ...(postgres === undefined ? {} : { postgres }) } }),
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
    await server?.kill();
    await ground.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function lookAt(url: string): Promise<Map<string, number>> {
  return readMetrics(await (await fetch(`${url}/metrics`)).text());
}

async function cpuOf(pid: number, { postgres }: Grounds) {
  const database = postgres?.pid;
  return {
    node: await cpuTime(pid),
    postgres: database === undefined ? undefined : await cpuTime(database),
  };
}

/** Looks into the database once the server is gone: the embedded engine lets nobody in beside it. */
async function lookBack(target: DatabaseTarget) {
  const database = await openDatabase(target);
  try {
    return { placed: await countMeasured(database.db), faults: await findFaults(database.db) };
  } finally {
    await database.close();
  }
}

async function countMeasured(db: Db): Promise<number> {
  const { rows } = await sql<{ placed: number }>`
    SELECT count(*) AS placed FROM orders.request JOIN orders."order" USING (checkout_id) WHERE key LIKE ${`${MEASURED}%`}
  `.execute(db);
  return rows[0]?.placed ?? 0;
}

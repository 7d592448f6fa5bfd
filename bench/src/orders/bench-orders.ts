import { type Grounds, openGrounds } from '../databases/grounds.ts';
import type { BenchOptions, EngineKind } from '../options.ts';
import { say } from '../progress.ts';
import { explanationOf } from '../report/explanation.ts';
import { type Result, withLimits } from '../report/results.ts';
import { type KillCounts, killUnderLoad } from './kill.ts';
import { type Market, seedMarket } from './market.ts';
import { measureBareHttp } from './measure-bare-http.ts';
import { measureOrders, SCENARIOS } from './measure-orders.ts';
import { measureSqlBatch } from './sql-batch.ts';

const BATCHES = [64, 256];

/** Measures placing on each engine, and the limits beside it. */
export async function benchOrders(
  options: BenchOptions,
): Promise<{ readonly results: Result[]; readonly postgres: string | undefined }> {
  const wanted = (name: string): boolean => options.only?.includes(name) ?? true;
  const results: Result[] = [];
  let postgres: string | undefined;
  const add = (result: Result): void => {
    results.push(result);
    say(`  ${Math.round(result.value)} ${result.unit}, load average ${result.load}`);
  };
  if (wanted('bare-http')) {
    for (const connections of options.connections) {
      say(`limit.bare-http, ${connections} connections …`);
      add(await measureBareHttp(connections, options.seconds));
    }
  }
  for (const engine of options.engines) {
    const { version } = await onSeededGrounds(engine, options.profile, (grounds, market) =>
      measureOn(grounds, market, { options, wanted, add }),
    );
    postgres ??= version;
  }
  return { results: withLimits(results), postgres };
}

/** Kills the server under load on each engine. */
export async function killOrders(
  options: BenchOptions,
): Promise<(KillCounts & { readonly engine: EngineKind })[]> {
  const all: (KillCounts & { readonly engine: EngineKind })[] = [];
  for (const engine of options.engines) {
    await onSeededGrounds(engine, false, async (grounds, market) => {
      say(`kill -9 on ${engine} after ${options.seconds} s of load …`);
      all.push({ engine, ...(await killUnderLoad(grounds, market, options.seconds)) });
    });
  }
  return all;
}

/** Opens grounds, seeds them, works on them, and leaves nothing behind. */
async function onSeededGrounds(
  engine: EngineKind,
  profiled: boolean,
  work: (grounds: Grounds, market: Market) => Promise<void>,
): Promise<{ readonly version: string | undefined }> {
  say(`${engine}: database and goods …`);
  const grounds = await openGrounds(engine, { profiled });
  try {
    await work(grounds, await seedMarket(grounds));
    return { version: grounds.postgres?.version };
  } finally {
    await grounds.stop();
  }
}

async function measureOn(
  grounds: Grounds,
  market: Market,
  {
    options,
    wanted,
    add,
  }: { options: BenchOptions; wanted: (name: string) => boolean; add: (result: Result) => void },
): Promise<void> {
  const { seconds, profile } = options;
  if (wanted('sql-batch')) {
    for (const batch of BATCHES) {
      say(`limit.sql-batch on ${grounds.kind}, ${batch} a batch …`);
      add(await measureSqlBatch(grounds, market, batch, seconds));
    }
  }
  for (const scenario of SCENARIOS.filter(({ name }) => wanted(name))) {
    for (const connections of options.connections) {
      say(`${scenario.name} on ${grounds.kind}, ${connections} connections …`);
      const conditions = { connections, seconds, profiled: profile };
      const { result, explanation } = await measureOrders(grounds, market, scenario, conditions);
      add(result);
      if (explanation) say(`\n${explanationOf(explanation, result.value * seconds)}\n`);
    }
  }
}

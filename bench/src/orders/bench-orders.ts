import { readFile, writeFile } from 'node:fs/promises';
import { CannotGoOn } from '../cannot-go-on.ts';
import { type Grounds, openGrounds, type PostgresServer } from '../databases/grounds.ts';
import type { BenchOptions, EngineKind } from '../options.ts';
import { say } from '../progress.ts';
import { explanationOf } from '../report/explanation.ts';
import { type Result, withLimits } from '../report/results.ts';
import { type Market, seedMarket } from './market.ts';
import { measureBareHttp } from './measure-bare-http.ts';
import { measureOrders } from './measure-orders.ts';
import { measureRush, RUSH_BUYERS } from './rush/measure-rush.ts';
import { isWanted, RESULTS, runsOn, SCENARIOS } from './scenarios.ts';
import { measureSqlBatch } from './sql-batch.ts';

const BATCHES = [64, 256];

/** Measures placing on each engine, and the limits beside it. */
export async function benchOrders(
  options: BenchOptions,
): Promise<{ readonly results: Result[]; readonly postgres: PostgresServer | undefined }> {
  const unknown = options.only?.find((name) => !RESULTS.includes(name));
  if (unknown !== undefined)
    throw new CannotGoOn(`There is no result "${unknown}". There are ${RESULTS.join(', ')}.`);
  const wanted = (name: string): boolean => isWanted(name, options.only);
  const results: Result[] = [];
  let postgres: PostgresServer | undefined;
  const add = (result: Result): void => {
    results.push(result);
    say(`  ${shown(result)}, load average ${result.load}`);
  };
  if (wanted('bare-http')) {
    for (const connections of options.connections) {
      say(`limit.bare-http, ${connections} connections …`);
      add(await measureBareHttp(connections, options.seconds));
    }
  }
  for (const engine of options.engines) {
    const server = await onSeededGrounds(engine, options, (grounds, market) =>
      measureOn(grounds, market, { options, wanted, add }),
    );
    postgres ??= server;
  }
  return { results: withLimits(results), postgres };
}

/** Opens grounds, seeds them, works on them, and leaves nothing behind but what was to be kept. */
async function onSeededGrounds(
  engine: EngineKind,
  { profile, postgresSettings, keep }: BenchOptions,
  work: (grounds: Grounds, market: Market) => Promise<void>,
): Promise<PostgresServer | undefined> {
  say(`${engine}: database and goods …`);
  const grounds = await openGrounds(engine, { profiled: profile, settings: postgresSettings, keep });
  try {
    await work(grounds, await marketOn(grounds));
    return grounds.postgres;
  } finally {
    await grounds.stop();
  }
}

/** Seeds the grounds, or recalls what they were seeded with. */
async function marketOn(grounds: Grounds): Promise<Market> {
  const { memo } = grounds;
  const before = memo === undefined ? undefined : await readFile(memo, 'utf8').catch(() => undefined);
  if (before !== undefined) return JSON.parse(before) as Market;
  const market = await seedMarket(grounds);
  if (memo !== undefined) await writeFile(memo, JSON.stringify(market));
  return market;
}

const shown = ({ value, unit }: Result): string =>
  `${unit === 's' ? value.toFixed(2) : Math.round(value)} ${unit}`;

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
    const tastes = (['spread', 'kit-gifts'] as const).filter((taste) => taste === 'spread' || wanted(taste));
    for (const taste of tastes) {
      for (const batch of BATCHES) {
        say(`limit.sql-batch (${taste}) on ${grounds.kind}, ${batch} a batch …`);
        add(await measureSqlBatch(grounds, market, { taste, batch, seconds }));
      }
    }
  }
  for (const scenario of SCENARIOS.filter((one) => wanted(one.name) && runsOn(one, grounds.kind))) {
    for (const connections of options.connections) {
      say(`${scenario.name} on ${grounds.kind}, ${connections} connections …`);
      const conditions = { connections, seconds, profiled: profile };
      const { result, explanation } = await measureOrders(grounds, market, scenario, conditions);
      add(result);
      if (explanation) say(`\n${explanationOf(explanation, result.value * seconds)}\n`);
    }
  }
  if (wanted('rush')) {
    say(`rush on ${grounds.kind} …`);
    const { result, explanation } = await measureRush(grounds, market, profile);
    add(result);
    if (explanation) say(`\n${explanationOf(explanation, RUSH_BUYERS)}\n`);
  }
}

import { randomInt } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { CannotGoOn } from '../cannot-go-on.ts';
import type { EngineKind } from '../options.ts';
import { CHAOS_USAGE, type ChaosOptions, readChaosOptions } from './chaos-options.ts';
import { faultText, planRound, type RoundPlan } from './plan.ts';
import { playRound } from './play-round.ts';
import { openProgressLine, type ProgressLine } from './progress-line.ts';
import {
  faultsOfRun,
  keepRound,
  NO_ROUNDS,
  roundText,
  type Totals,
  totalsText,
  withRound,
} from './report.ts';
import { Servers } from './servers.ts';
import { openStage, type Stage } from './stage.ts';

const SEEDS = 1_000_000;
// Servers are started hundreds of times, and always compile the same.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../../../.yellowcart/compile-cache/', import.meta.url),
);

const stages = new Map<EngineKind, Promise<Stage>>();

function stageOf(engine: EngineKind): Promise<Stage> {
  const stage = stages.get(engine) ?? openStage(engine);
  stages.set(engine, stage);
  return stage;
}

/** Plays the rounds, and keeps those that break. */
async function play(options: ChaosOptions, progress: ProgressLine): Promise<Totals> {
  let totals = NO_ROUNDS;
  for (const number of options.rounds) {
    const plan = planRound(number, options);
    progress.show(totals, nowText(plan));
    const round = await playRound(await stageOf(plan.engine), plan);
    totals = withRound(totals, round);
    progress.say(`${totals.rounds}/${options.rounds.length} ${roundText(round)}`);
    if (faultsOfRun(withRound(NO_ROUNDS, round)) > 0) {
      progress.say(`  kept in ${await keepRound(round)}`);
      progress.say(`  again: npm run chaos -- ${againText(plan, options)}`);
    }
  }
  return totals;
}

function nowText({ round, engine, processes, faults }: RoundPlan): string {
  return `round ${round}: ${engine} × ${processes}, ${faults.map(faultText).join(', ')}`;
}

function againText({ round }: RoundPlan, { seed, engine, processes, seconds }: ChaosOptions): string {
  const chosen = [
    `--seed ${seed} --only-round ${round} --seconds ${seconds}`,
    engine && `--engine ${engine}`,
    processes && `--processes ${processes}`,
  ];
  return chosen.filter(Boolean).join(' ');
}

async function main(argv: readonly string[]): Promise<number> {
  const options = readChaosOptions(argv, () => String(randomInt(SEEDS)));
  if (options === 'help') {
    process.stdout.write(CHAOS_USAGE);
    return 0;
  }
  const progress = openProgressLine(options.rounds.length, process.stderr);
  progress.say(`seed ${options.seed}`);
  const totals = await play(options, progress).finally(() => progress.end());
  process.stdout.write(`${options.json ? JSON.stringify(totals) : totalsText(totals)}\n`);
  return faultsOfRun(totals) === 0 ? 0 : 1;
}

/** Leaves no process and no folder behind, in the middle of a round too. */
async function closeAll(): Promise<void> {
  await Promise.all([...Servers.inPlay].map((servers) => servers.close()));
  await Promise.all([...stages.values()].map((stage) => stage.then(({ close }) => close())));
}

const stop = (): void => {
  process.stderr.write('\nStopping …\n');
  closeAll().then(
    () => process.exit(130),
    () => process.exit(130),
  );
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

main(process.argv.slice(2))
  .finally(closeAll)
  .then(
    (code) => process.exit(code),
    (error: unknown) => {
      const told =
        error instanceof CannotGoOn ? error.message : error instanceof Error ? error.stack : String(error);
      process.stderr.write(`\n${told}\n`);
      process.exit(1);
    },
  );

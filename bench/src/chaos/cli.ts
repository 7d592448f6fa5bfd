import { randomInt } from 'node:crypto';
import { CannotGoOn } from '../cannot-go-on.ts';
import type { EngineKind } from '../options.ts';
import { say } from '../progress.ts';
import { type ChaosOptions, readChaosOptions } from './chaos-options.ts';
import { planRound } from './plan.ts';
import { playRound } from './play-round.ts';
import { faultsOfRun, keepRound, NO_ROUNDS, roundText, type Totals, withRound } from './report.ts';
import { openStage, type Stage } from './stage.ts';

const stages = new Map<EngineKind, Promise<Stage>>();

function stageOf(engine: EngineKind): Promise<Stage> {
  const open = stages.get(engine);
  if (open) return open;
  say(`${engine}: a database with a small market …`);
  const opening = openStage(engine);
  stages.set(engine, opening);
  return opening;
}

async function play(options: ChaosOptions): Promise<Totals> {
  let totals = NO_ROUNDS;
  for (const number of options.rounds) {
    const plan = planRound(number, options);
    const round = await playRound(await stageOf(plan.engine), plan);
    totals = withRound(totals, round);
    say(
      `${String(totals.rounds).padStart(String(options.rounds.length).length)}/${options.rounds.length} ${roundText(round)}`,
    );
    if (faultsOfRun(withRound(NO_ROUNDS, round)) > 0) say(`  kept in ${await keepRound(round)}`);
  }
  return totals;
}

async function main(argv: readonly string[]): Promise<number> {
  const options = readChaosOptions(argv, () => String(randomInt(1_000_000)));
  say(`seed ${options.seed}`);
  const totals = await play(options);
  process.stdout.write(`${JSON.stringify(totals)}\n`);
  return faultsOfRun(totals) === 0 ? 0 : 1;
}

async function closeAll(): Promise<void> {
  for (const stage of stages.values()) await (await stage).close();
}

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

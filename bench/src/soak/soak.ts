import { migrate, openDatabase } from '@yellowcart/engine';
import { type History, histories, openPlatform, player, type Tally } from '@yellowcart/engine/testing/model';
import fc from 'fast-check';
import { type Ground, openGrounds } from '../databases/grounds.ts';
import type { SoakOptions } from './soak-options.ts';

/** Histories of one seed; then the next seed. */
const RUNS = 10;
/** How long a smaller history is looked for. */
const SHRINK_MS = 60_000;
/** One client alone must hear exactly what the model says; several at once, in some order. */
const SIZES = [
  { rounds: [1, 12], clients: 6, each: 3 },
  { rounds: [1, 60], clients: 1, each: 1 },
] as const;

export interface SoakResult {
  readonly histories: number;
  /** What was done and what was heard, by how often. */
  readonly tally: Tally;
  /** The smallest history that the model does not explain, and how to play it again; undefined = there was none. */
  readonly failure: string | undefined;
}

/** Plays histories until the time is over or one is not explained. `tell` hears of every seed that went well. */
export async function soak(
  { minutes, seed: first, path }: SoakOptions,
  tell: (seed: number, histories: number) => void,
): Promise<SoakResult> {
  const grounds = await openGrounds('postgres', { profiled: false });
  const tally: Tally = new Map();
  let played = 0;
  let use: { ground: Ground; close(): Promise<void> } | undefined;
  const leave = async (): Promise<void> => {
    await use?.close();
    await use?.ground.drop();
    use = undefined;
  };
  try {
    const seeded = await openDatabase(grounds.seed);
    await migrate(seeded.db);
    await seeded.close();
    const until = performance.now() + minutes * 60_000;
    for (let seed = first; performance.now() < until; seed += 1) {
      const play = player(async () => {
        await leave();
        const ground = await grounds.fresh();
        const database = await openDatabase(ground.target);
        use = { ground, close: () => database.close() };
        return openPlatform(database);
      }, tally);
      const size = SIZES[seed % SIZES.length] ?? SIZES[0];
      let giveUpAt = Number.POSITIVE_INFINITY;
      const details = await fc.check(
        fc.asyncProperty(histories(size), async (history) => {
          // Nothing smaller is tried any more; what failed before stays found.
          if (performance.now() > giveUpAt) return;
          played += 1;
          try {
            await play(history);
          } catch (error) {
            if (giveUpAt === Number.POSITIVE_INFINITY) {
              giveUpAt = performance.now() + SHRINK_MS;
              process.stderr.write(`seed ${seed} did not; a smaller history is looked for\n\n${error}\n\n`);
            }
            throw error;
          }
        }),
        { seed, numRuns: RUNS, ...(path === undefined ? {} : { path, endOnFailure: true }) },
      );
      if (details.failed) return { histories: played, tally, failure: toldOf(details) };
      tell(seed, played);
      if (path !== undefined) break;
    }
    return { histories: played, tally, failure: undefined };
  } finally {
    await leave();
    await grounds.stop();
  }
}

function toldOf({
  seed,
  counterexamplePath,
  counterexample,
  errorInstance,
}: Pick<
  fc.RunDetails<[History]>,
  'seed' | 'counterexamplePath' | 'counterexample' | 'errorInstance'
>): string {
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return [
    `The model does not explain what happened: ${why}`,
    `The history: ${JSON.stringify(counterexample?.[0])}`,
    `To play it again: npm run soak -- --seed ${seed} --path ${counterexamplePath}`,
    'What several clients do at once meets in another way each time, so it may take a few tries.',
  ].join('\n\n');
}

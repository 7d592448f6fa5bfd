import { parseArgs } from 'node:util';
import { CannotGoOn } from '../cannot-go-on.ts';
import type { EngineKind } from '../options.ts';

export interface ChaosOptions {
  /** Numbers of the rounds to play. */
  readonly rounds: readonly number[];
  readonly seed: string;
  readonly json: boolean;
  readonly engine: EngineKind | undefined;
  readonly processes: number | undefined;
  /** Of load, in each round. */
  readonly seconds: number;
}

export const CHAOS_USAGE = `npm run chaos -- [options]

  --rounds N                      rounds to play (10)
  --seed S                        what chance begins with: the same seed plans the same rounds (a new one)
  --only-round N                  one round of that seed, again
  --engine postgres|pglite|both   what it runs on (both: mostly PostgreSQL)
  --processes 1..4                server processes on PostgreSQL (one to four, by the seed)
  --seconds N                     load in each round (2)
  --json                          print one JSON document: the counts
  --help                          these lines

PostgreSQL is started for this, in a folder of its own; DATABASE_URL is not touched.
`;

const ROUNDS_MAX = 100_000;
const PROCESSES_MAX = 4;
const SECONDS_MAX = 600;
const ENGINES: Readonly<Record<string, EngineKind | 'both'>> = {
  postgres: 'postgres',
  pglite: 'pglite',
  both: 'both',
};

/** Reads the command line. Throws CannotGoOn with what is wrong. `newSeed` is for when none is given. */
export function readChaosOptions(argv: readonly string[], newSeed: () => string): ChaosOptions | 'help' {
  const values = parsed(argv);
  if (values.help) return 'help';
  const engine = ENGINES[values.engine];
  if (!engine) throw new CannotGoOn(`--engine is postgres, pglite or both, not "${values.engine}".`);
  const seed = values.seed ?? newSeed();
  if (!/^[\w.-]{1,40}$/.test(seed))
    throw new CannotGoOn('--seed takes up to 40 letters, digits, dots, dashes and underscores.');
  const only = values['only-round'];
  const count = wholeNumber('--rounds', values.rounds, ROUNDS_MAX);
  return {
    seed,
    rounds:
      only === undefined
        ? Array.from({ length: count }, (_, index) => index + 1)
        : [wholeNumber('--only-round', only, ROUNDS_MAX)],
    json: values.json,
    engine: engine === 'both' ? undefined : engine,
    processes:
      values.processes === undefined
        ? undefined
        : wholeNumber('--processes', values.processes, PROCESSES_MAX),
    seconds: wholeNumber('--seconds', values.seconds, SECONDS_MAX),
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        rounds: { type: 'string', default: '10' },
        seed: { type: 'string' },
        'only-round': { type: 'string' },
        engine: { type: 'string', default: 'both' },
        processes: { type: 'string' },
        seconds: { type: 'string', default: '2' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new CannotGoOn(`${error instanceof Error ? error.message : String(error)}\n\n${CHAOS_USAGE}`);
  }
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new CannotGoOn(`${option} takes whole numbers from 1 to ${max}, not "${text}".`);
  return value;
}

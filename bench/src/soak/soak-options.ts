import { parseArgs } from 'node:util';
import { CannotGoOn } from '../cannot-go-on.ts';

export interface SoakOptions {
  readonly minutes: number;
  /** Of the first history; each next has the next one. */
  readonly seed: number;
  /** One history of that seed, as a failure named it; undefined = as many as the time allows. */
  readonly path: string | undefined;
}

export const SOAK_USAGE = `npm run soak -- [options]

Plays random histories of several clients against a small model of the platform, on PostgreSQL.

  --minutes N   how long (10)
  --seed S      where to begin; another one each time where it is left out
  --path P      with --seed, the one history that a failure named

PostgreSQL is the one that DATABASE_URL names (databases are made there and dropped), or one that is started for this.
`;

const MINUTES_MAX = 10_080;
const SEED_MAX = 2 ** 31 - 1;

/** Reads the command line. Throws CannotGoOn with what is wrong. */
export function readSoakOptions(argv: readonly string[]): SoakOptions | 'help' {
  const { minutes, seed, path, help } = parsed(argv);
  if (help) return 'help';
  if (path !== undefined && (seed === undefined || !/^\d+(:\d+)*$/.test(path)))
    throw new CannotGoOn(`--path goes with --seed, and is numbers with colons.\n\n${SOAK_USAGE}`);
  return {
    minutes: number('--minutes', minutes ?? '10', MINUTES_MAX),
    seed: seed === undefined ? Date.now() % SEED_MAX : number('--seed', seed, SEED_MAX),
    path,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        minutes: { type: 'string' },
        seed: { type: 'string' },
        path: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new CannotGoOn(`${error instanceof Error ? error.message : error}\n\n${SOAK_USAGE}`);
  }
}

function number(name: string, text: string, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0) || value > max)
    throw new CannotGoOn(`${name} is a number up to ${max}, not "${text}".`);
  return value;
}

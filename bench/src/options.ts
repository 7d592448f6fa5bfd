import { parseArgs } from 'node:util';
import { CannotGoOn } from './cannot-go-on.ts';

export type EngineKind = 'pglite' | 'postgres';

export interface BenchOptions {
  readonly engines: readonly EngineKind[];
  /** Length of each measured run, without its warm-up. */
  readonly seconds: number;
  readonly connections: readonly number[];
  /** Results to measure; undefined = all. */
  readonly only: readonly string[] | undefined;
  readonly json: boolean;
  /** Kill the server in the middle of the load instead of measuring. */
  readonly kill: boolean;
  /** Tell where the time goes, in the server and in PostgreSQL. */
  readonly profile: boolean;
}

export const USAGE = `npm run bench -- orders [options]

  --engine pglite|postgres|both   what it runs on (both)
  --seconds N                     length of each measured run (10)
  --connections 64,256            connections at once (64,256)
  --only NAME,NAME                some results only: spread, hot-sku, sold-out, duplicates,
                                  sql-batch, bare-http
  --json                          print one JSON document instead of a table
  --kill                          kill -9 the server under load, start it again, and check what it acknowledged
  --profile                       also tell where the time goes: functions of the server, statements of PostgreSQL

PostgreSQL is the one that DATABASE_URL names (databases are made there and dropped), or one that is started for this.
`;

const LONGEST_S = 3_600;
const CONNECTIONS_MAX = 10_000;
const ENGINES: Readonly<Record<string, readonly EngineKind[]>> = {
  pglite: ['pglite'],
  postgres: ['postgres'],
  both: ['postgres', 'pglite'],
};

/** Reads the command line after `bench`: the bench's name and its options. Throws CannotGoOn with what is wrong. */
export function readOptions(argv: readonly string[]): {
  readonly bench: string;
  readonly options: BenchOptions;
} {
  const { values, positionals } = parsed(argv);
  const [bench, ...more] = positionals;
  if (bench === undefined) throw new CannotGoOn(`Say which bench to run.\n\n${USAGE}`);
  if (more.length > 0) throw new CannotGoOn(`One bench at a time: "${more[0]}" is one too many.`);
  const engines = ENGINES[values.engine];
  if (!engines) throw new CannotGoOn(`--engine is pglite, postgres or both, not "${values.engine}".`);
  return {
    bench,
    options: {
      engines,
      seconds: wholeNumber('--seconds', values.seconds, LONGEST_S),
      connections: values.connections
        .split(',')
        .map((text) => wholeNumber('--connections', text, CONNECTIONS_MAX)),
      only: values.only?.split(','),
      json: values.json,
      kill: values.kill,
      profile: values.profile,
    },
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        engine: { type: 'string', default: 'both' },
        seconds: { type: 'string', default: '10' },
        connections: { type: 'string', default: '64,256' },
        only: { type: 'string' },
        json: { type: 'boolean', default: false },
        kill: { type: 'boolean', default: false },
        profile: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new CannotGoOn(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > max)
    throw new CannotGoOn(`${option} takes whole numbers from 1 to ${max}, not "${text}".`);
  return value;
}

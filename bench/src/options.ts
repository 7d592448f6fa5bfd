import { parseArgs } from 'node:util';
import { CannotGoOn } from './cannot-go-on.ts';
import { POSTGRES_SETTINGS, type PostgresSettingsName } from './databases/postgres-settings.ts';

export type EngineKind = 'pglite' | 'postgres';

export interface BenchOptions {
  readonly engines: readonly EngineKind[];
  /** Length of each measured run, without its warm-up. */
  readonly seconds: number;
  readonly connections: readonly number[];
  /** Results to measure; undefined = all. */
  readonly only: readonly string[] | undefined;
  readonly json: boolean;
  /** Tell where the time goes, in the server and in PostgreSQL. */
  readonly profile: boolean;
  /** How a PostgreSQL that is started for this is set up. */
  readonly postgresSettings: PostgresSettingsName;
  /** A folder for the databases of PostgreSQL to stay in between runs; undefined = none stays. */
  readonly keep: string | undefined;
}

export const USAGE = `npm run bench -- orders [options]

  --engine pglite|postgres|both   what it runs on (both)
  --seconds N                     length of each measured run (10)
  --connections 64,256            connections at once (64,256)
  --only NAME,NAME                some results only: spread, hot-sku, kit-gifts, sold-out, duplicates,
                                  processes-4, processes-4-hot-sku, rush, stored-1m, stored-10m,
                                  sql-batch, bare-http; stored-10m only runs where it is named
  --postgres-settings tuned|default
                                  how the PostgreSQL that is started for this is set up (tuned);
                                  durability is the default either way
  --keep DIR                      keep PostgreSQL's databases in DIR, so that the next run need not
                                  generate millions of orders again
  --json                          print one JSON document instead of a table
  --profile                       also tell where the time goes: functions of the server, statements of PostgreSQL
  --help                          print this

PostgreSQL is the one that DATABASE_URL names (databases are made there and dropped), or one that is started for this.
`;

const LONGEST_S = 3_600;
const CONNECTIONS_MAX = 10_000;
const ENGINES: Readonly<Record<string, readonly EngineKind[]>> = {
  pglite: ['pglite'],
  postgres: ['postgres'],
  both: ['postgres', 'pglite'],
};

/**
 * Reads the command line after `bench`: the bench's name and its options, or that help is asked for. Throws CannotGoOn
 * with what is wrong.
 */
export function readOptions(
  argv: readonly string[],
): { readonly bench: string; readonly options: BenchOptions } | 'help' {
  const { values, positionals } = parsed(argv);
  if (values.help) return 'help';
  const [bench, ...more] = positionals;
  if (bench === undefined) throw new CannotGoOn(`Say which bench to run.\n\n${USAGE}`);
  if (more.length > 0) throw new CannotGoOn(`One bench at a time: "${more[0]}" is one too many.`);
  const engines = ENGINES[values.engine];
  if (!engines) throw new CannotGoOn(`--engine is pglite, postgres or both, not "${values.engine}".`);
  const postgresSettings = values['postgres-settings'];
  if (!isSettingsName(postgresSettings))
    throw new CannotGoOn(`--postgres-settings is tuned or default, not "${postgresSettings}".`);
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
      profile: values.profile,
      postgresSettings,
      keep: values.keep,
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
        profile: { type: 'boolean', default: false },
        'postgres-settings': { type: 'string', default: 'tuned' },
        keep: { type: 'string' },
        help: { type: 'boolean', default: false },
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

function isSettingsName(text: string): text is PostgresSettingsName {
  return Object.hasOwn(POSTGRES_SETTINGS, text);
}

import { Command, InvalidArgumentError, Option } from 'commander';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Where the data is: a PostgreSQL server, or a folder of the embedded database. */
export type DataPlace =
  | { readonly kind: 'postgres'; readonly url: string }
  | { readonly kind: 'pglite'; readonly dataDir: string };

/** What the environment says. */
export interface Environment {
  readonly databaseUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** OTLP endpoint that traces go to; undefined = no traces. */
  readonly tracesEndpoint: string | undefined;
  readonly production: boolean;
}

/** Everything that can be chosen when the server is started. */
export interface Config extends Environment {
  readonly host: string;
  readonly port: number;
  readonly data: DataPlace;
  /** Play the scripted live show on a sample platform. */
  readonly show: boolean;
  /** Load the sample platform into an empty database. */
  readonly sample: boolean;
  /** Empty the embedded data folder first. */
  readonly reset: boolean;
}

/** A setting that cannot be used; the message is a sentence for whoever started the server. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

export const DEFAULT_DATA_DIR = './.yellowcart/data';
const DEFAULT_PORT = 8116;

/** Reads the variables that Yellowcart knows. Throws ConfigError. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const logLevel = env.LOG_LEVEL?.trim() || 'warn';
  if (!isLogLevel(logLevel)) {
    throw new ConfigError(`LOG_LEVEL is "${logLevel}"; it must be one of ${LOG_LEVELS.join(', ')}.`);
  }
  const databaseUrl = env.DATABASE_URL?.trim() || undefined;
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl)) {
    throw new ConfigError('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  }
  const tracesEndpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim() || undefined;
  if (tracesEndpoint !== undefined && !/^https?:\/\//.test(tracesEndpoint)) {
    throw new ConfigError('OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address.');
  }
  return { databaseUrl, logLevel, tracesEndpoint, production: env.NODE_ENV === 'production' };
}

/**
 * Reads the command line and the environment. `argv` is without node and the script.
 * Throws ConfigError for bad variables; a bad option ends in commander's own message and exit code 1.
 */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): Config {
  const environment = readEnvironment(env);
  const command = new Command('yellowcart')
    .description('Runs the platform: server, pages, embedded database and sample platform.')
    .addOption(new Option('--port <number>', 'port to listen on').argParser(parsePort).default(DEFAULT_PORT))
    .option('--host <address>', 'address to listen on; 0.0.0.0 for every network', '127.0.0.1')
    .option('--data <dir>', 'folder of the embedded database', DEFAULT_DATA_DIR)
    .option('--no-show', 'do not play the scripted live show')
    .option('--no-sample', 'do not load the sample platform into an empty database')
    .option('--reset', 'empty the data folder first', false)
    .allowExcessArguments(false)
    .parse(argv, { from: 'user' });
  const options = command.opts<{
    port: number;
    host: string;
    data: string;
    show: boolean;
    sample: boolean;
    reset: boolean;
  }>();
  if (options.data.trim() === '') throw new ConfigError('--data needs the name of a folder.');
  if (options.reset && environment.databaseUrl !== undefined) {
    throw new ConfigError(
      '--reset empties the embedded data folder only; DATABASE_URL names a PostgreSQL server.',
    );
  }
  return {
    ...environment,
    host: options.host,
    port: options.port,
    data: dataPlace(environment, options.data),
    show: options.show,
    sample: options.sample && !environment.production,
    reset: options.reset,
  };
}

/** PostgreSQL where DATABASE_URL names one, the embedded folder otherwise. */
export function dataPlace(environment: Environment, dataDir: string): DataPlace {
  return environment.databaseUrl === undefined
    ? { kind: 'pglite', dataDir }
    : { kind: 'postgres', url: environment.databaseUrl };
}

/** Whether a text can be the address of a PostgreSQL database. */
export function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\/[^/\s]/.test(text);
}

function isLogLevel(text: string): text is LogLevel {
  return (LOG_LEVELS as readonly string[]).includes(text);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('A port is a whole number from 0 (any free one) to 65535.');
  }
  return port;
}

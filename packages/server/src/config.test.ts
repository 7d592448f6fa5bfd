import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, readEnvironment } from './config.ts';

describe('configuration', () => {
  it('has defaults that start the embedded database with the sample and its show', () => {
    expect(readConfig([], {})).toEqual({
      databaseUrl: undefined,
      logLevel: 'warn',
      tracesEndpoint: undefined,
      production: false,
      host: '127.0.0.1',
      port: 8116,
      data: { kind: 'pglite', dataDir: './.yellowcart/data' },
      show: true,
      sample: true,
      reset: false,
    });
  });

  it('takes every option from the command line', () => {
    const config = readConfig(
      ['--port', '9000', '--data', 'elsewhere', '--no-show', '--no-sample', '--reset', '--host', '0.0.0.0'],
      {},
    );
    expect(config).toMatchObject({
      port: 9000,
      host: '0.0.0.0',
      data: { kind: 'pglite', dataDir: 'elsewhere' },
      show: false,
      sample: false,
      reset: true,
    });
  });

  it('goes to PostgreSQL when DATABASE_URL names one', () => {
    const config = readConfig([], { DATABASE_URL: 'postgres://u:p@localhost:5432/yc' });
    expect(config.data).toEqual({ kind: 'postgres', url: 'postgres://u:p@localhost:5432/yc' });
  });

  it('never loads the sample in production', () => {
    expect(readConfig([], { NODE_ENV: 'production' }).sample).toBe(false);
  });

  it.each([
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL is "loud"/],
    [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must look like/],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318' }, /must be an http/],
  ])('refuses %j with a sentence', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(ConfigError);
    expect(() => readEnvironment(env)).toThrow(message);
  });

  it('does not empty somebody else’s PostgreSQL', () => {
    expect(() => readConfig(['--reset'], { DATABASE_URL: 'postgres://u@h/d' })).toThrow(
      /embedded data folder only/,
    );
  });
});

import { DataDirInUse, MigrationChanged } from '@yellowcart/engine';
import { compose } from './compose.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { greeting } from './greeting.ts';
import { openLog } from './observability/log.ts';
import type { PaymentsOption } from './payments/open-ways.ts';
import { readPaymentSettings } from './payments/settings.ts';
import { resetData } from './reset-data.ts';

/** Runs the platform until it is told to stop. Ends with 0 after a clean stop, with 1 when it cannot start. */
async function main(): Promise<void> {
  const config = readConfig(process.argv.slice(2), process.env);
  const log = openLog(config.logLevel);
  if (config.reset && config.data.kind === 'pglite') await resetData(config.data.dataDir);
  const platform = await compose({ ...config, payments: paymentsFor(config) }, log);

  const stop = (): void => {
    // A second signal means that the first took too long for whoever sent it.
    process.once('SIGINT', () => process.exit(130));
    platform.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'stopping broke');
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  try {
    await platform.app.listen({ host: config.host, port: config.port });
    await platform.start();
  } catch (error) {
    await platform.close();
    throw error;
  }
  process.stdout.write(greeting(addressOf(config, platform.app.server.address()), platform));
}

/** The providers that the environment sets up. An embedded sample platform has none, and shows theirs in a box. */
function paymentsFor(config: Config): PaymentsOption {
  const settings = readPaymentSettings(process.env);
  const none = !settings.alipay && !settings.wechat;
  return none && config.sample && config.data.kind === 'pglite' ? 'sandbox' : settings;
}

function addressOf(config: Config, bound: ReturnType<import('node:net').Server['address']>): string {
  const port = typeof bound === 'object' && bound !== null ? bound.port : config.port;
  const host = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(config.host) ? 'localhost' : config.host;
  return `http://${host}:${port}`;
}

/** A sentence for what whoever started the server can mend; the whole error otherwise. */
function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DataDirInUse || error instanceof MigrationChanged) {
    return error.message;
  }
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop what listens there, or choose another with --port.`;
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be opened by this user; choose another with --port.`;
  if (code === 'ECONNREFUSED') return 'The PostgreSQL server that DATABASE_URL names does not answer.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});

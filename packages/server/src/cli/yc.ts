import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { shopOf } from '@yellowcart/engine/catalog';
import { startRelay } from '@yellowcart/engine/outbox';
import { memberOf } from '@yellowcart/engine/parties';
import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_DATA_DIR, dataPlace, readEnvironment } from '../config.ts';
import { type OpenEngine, openEngine } from '../open-engine.ts';
import { projections } from '../projections.ts';
import { userIdOf } from './account-lookup.ts';
import { errorReport, type ImportError, inFileOrder } from './import/error-report.ts';
import { importGoods } from './import/import-goods.ts';
import { startStages } from './progress.ts';
import { compareSales, readReference } from './replay/compare.ts';
import { replayLog } from './replay/replay-log.ts';
import { runProgram } from './run-program.ts';
import { say } from './say.ts';
import { readableBytes } from './source-file.ts';

const ERRORS_SHOWN = 20;

/** Opens the platform that `--data` or DATABASE_URL names, does the work, delivers its events, and closes. */
async function withPlatform<T>(dataDir: string, work: (open: OpenEngine) => Promise<T>): Promise<T> {
  const open = await openEngine(dataPlace(readEnvironment(process.env), path.resolve(dataDir)));
  const broken: unknown[] = [];
  const relay = startRelay(open.engine.db, projections(open.engine), (error) => broken.push(error), {
    openSession: open.database.openSession,
    standIn: true,
  });
  try {
    const result = await work(open);
    await relay.drain();
    if (broken.length > 0) throw broken[0];
    return result;
  } finally {
    await relay.stop();
    await open.database.close();
  }
}

function basisPoints(text: string): number {
  const bps = Number(text);
  if (!Number.isInteger(bps) || bps < 0 || bps > 9_000)
    throw new InvalidArgumentError('Basis points are a whole number from 0 to 9000 (100 = 1 %).');
  return bps;
}

async function runImport(
  file: string,
  options: { data: string; skus?: string; into?: string; commissionBps?: number; errors?: string },
): Promise<number> {
  const beside = path.join(path.dirname(file), 'skus.jsonl');
  const skusFile =
    options.skus ??
    (/\.jsonl$/.test(file) && path.basename(file) !== 'skus.jsonl' && existsSync(beside)
      ? beside
      : undefined);
  if (skusFile !== undefined && skusFile === beside) say(`SKUs are read from ${beside}.`);
  for (const one of [file, ...(skusFile === undefined ? [] : [skusFile])]) await readableBytes(one);
  return withPlatform(options.data, async ({ engine }) => {
    let shopId: string | undefined;
    if (options.into !== undefined) {
      const userId = await userIdOf(engine.db, options.into);
      const member = userId === undefined ? undefined : await memberOf(engine.db, userId);
      shopId = member && (await shopOf(engine.db, member.partyId))?.shopId;
      if (shopId === undefined)
        throw new Error(
          `${options.into} has no shop on this platform: name the e-mail address that a merchant signs in with.`,
        );
    }
    const found: ImportError[] = [];
    const progress = startStages();
    const began = performance.now();
    const result = await importGoods(engine, {
      file,
      skusFile,
      shopId,
      commissionBps: options.commissionBps,
      onProgress: (read, bytes, products) => progress.at('Importing', read, bytes, `${products} products`),
      onError: (error) => found.push(error),
    }).finally(() => progress.end());
    const errors = inFileOrder(found);
    for (const { file, line, message } of errors.slice(0, ERRORS_SHOWN))
      say(`${file}${line === 0 ? '' : `:${line}`}: ${message}`);
    if (errors.length > ERRORS_SHOWN)
      say(
        `… and ${errors.length - ERRORS_SHOWN} more rows with errors${options.errors ? '' : '; --errors FILE writes them all'}`,
      );
    if (options.errors !== undefined) await writeFile(options.errors, errorReport(errors));
    const seconds = (performance.now() - began) / 1000;
    say(
      `${result.products} products with ${result.skus} SKUs imported, ${result.known} were there already, ${result.errors} rows with errors, ${seconds.toFixed(1)} s`,
    );
    if (result.products + result.known + result.errors === 0) throw new Error(`${file} holds no product.`);
    return result.errors === 0 ? 0 : 1;
  });
}

async function runReplay(
  file: string,
  options: { data: string; currency: string; reference?: string },
): Promise<number> {
  const reference = options.reference === undefined ? undefined : await readReference(options.reference);
  await readableBytes(file);
  return withPlatform(options.data, async ({ engine }) => {
    const progress = startStages();
    const result = await replayLog(engine, {
      file,
      currency: options.currency,
      onProgress(stage, done, total, orders) {
        const label = stage === 'reading' ? 'Reading the log' : 'Placing and paying';
        progress.at(label, done, total, `${orders} orders`);
      },
    }).finally(() => progress.end());
    const all = result.sales.find((row) => row.month === 'all');
    say(
      `${result.placed} orders placed and paid in ${result.seconds.toFixed(1)} s, ${result.replayed} were there already`,
    );
    say(
      `${all?.orders ?? 0} orders, ${all?.buyers ?? 0} known buyers, ${all?.lines ?? 0} lines, ${all?.units ?? 0} units, revenue ${(all?.revenueMinor ?? 0) / 100} ${options.currency}`,
    );
    return reference === undefined ? 0 : sayComparison(compareSales(result.sales, reference));
  });
}

function sayComparison(rows: ReturnType<typeof compareSales>): number {
  const off = rows.filter((row) => row.ours !== row.reference);
  for (const { month, figure, ours, reference } of off)
    say(`DIFFERS ${month} ${figure}: ${ours ?? 'missing'} here, ${reference} in the reference`);
  say(`${rows.length - off.length} of ${rows.length} figures equal the reference`);
  return off.length === 0 ? 0 : 1;
}

const program = new Command('yc').description(
  'Works on the platform that --data or DATABASE_URL names. Stop the server first when it runs on the embedded database.',
);
program
  .command('import')
  .argument('<file>', 'catalogue: .jsonl (a product a line) or .csv (a SKU a row); see docs/import.md')
  .description('Load a catalogue; what is there already is left as it is')
  .option('--data <dir>', 'folder of the embedded database', DEFAULT_DATA_DIR)
  .option('--skus <file>', 'SKUs in a file of their own (default: skus.jsonl beside a .jsonl file)')
  .option('--into <email>', "the shop of this merchant's account (default: one shop for each source)")
  .option('--commission-bps <n>', 'open a commission plan on each new product, in basis points', basisPoints)
  .option('--errors <file>', 'write every row with an error to this CSV file')
  .action(async (file: string, options: Parameters<typeof runImport>[1]) => {
    process.exitCode = await runImport(file, options);
  });
program
  .command('replay')
  .argument('<file>', 'order log, .csv or .csv.gz: invoice, time, customer, sku, qty, unit_price_pence')
  .description('Place and pay the sales of an order log at their own times and prices')
  .option('--data <dir>', 'folder of the embedded database', DEFAULT_DATA_DIR)
  .option('--currency <code>', 'currency of the prices', 'GBP')
  .option('--reference <file>', 'aggregates to compare with; any difference ends with exit code 1')
  .action(async (file: string, options: Parameters<typeof runReplay>[1]) => {
    process.exitCode = await runReplay(file, options);
  });

await runProgram(program);

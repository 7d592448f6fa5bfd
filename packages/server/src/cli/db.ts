import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {
  type Database,
  type DatabaseTarget,
  type Db,
  migrate,
  migrationStatus,
  openDatabase,
} from '@yellowcart/engine';
import { Command, InvalidArgumentError } from 'commander';
import { DEFAULT_DATA_DIR, dataPlace, isPostgresUrl, readEnvironment } from '../config.ts';
import { CopyDiffers, type CopyStage, copyDatabase, TargetNotEmpty } from './db/copy-database.ts';
import { dumpSchema } from './db/dump-schema.ts';
import { aligned, comparisonTable } from './db/table-figures.ts';
import { startStages } from './progress.ts';
import { runProgram, sentence } from './run-program.ts';
import { say } from './say.ts';

async function withDatabase<T>(target: DatabaseTarget, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(target);
  return work(database).finally(() => database.close());
}

/** The database that DATABASE_URL or `--data` names; `mustExist` keeps a question from making an empty one. */
function placeOf(dataDir: string, mustExist: boolean): DatabaseTarget {
  const place = dataPlace(readEnvironment(process.env), path.resolve(dataDir));
  if (mustExist && place.kind === 'pglite') refuseMissing(place.dataDir);
  return place;
}

function refuseMissing(dataDir: string): void {
  if (!existsSync(path.join(dataDir, 'pg')))
    throw new Error(
      `There is no embedded database in ${dataDir}. Name its folder with --data DIR; npm start makes one.`,
    );
}

async function runMigrate({ db }: Database): Promise<number> {
  const applied = await migrate(db);
  for (const { module, name } of applied) say(`applied  ${module}/${name}`);
  const all = await migrationStatus(db);
  say(
    applied.length === 0
      ? `Nothing to do: all ${all.length} migrations had been applied.`
      : `${applied.length} of ${all.length} migrations applied.`,
  );
  return 0;
}

async function runStatus({ db }: Database): Promise<number> {
  const all = await migrationStatus(db);
  const rows = all.map(({ module, name, appliedAt }) => [
    `${module}/${name}`,
    appliedAt?.toISOString() ?? 'PENDING',
  ]);
  say(aligned([['migration', 'applied'], ...rows]));
  const pending = all.filter(({ appliedAt }) => appliedAt === undefined).length;
  say(pending === 0 ? 'None is pending.' : `${pending} pending: npm run db -- migrate applies them.`);
  return 0;
}

async function runDump(db: Db, options: { out?: string; check?: string }): Promise<number> {
  const text = await dumpSchema(db);
  if (options.check !== undefined) {
    const file = options.check;
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return 0;
    say(`${file} is not what the migrations make. Run: npm run db -- dump --fresh --out ${file}`);
    return 1;
  }
  if (options.out === undefined) process.stdout.write(text);
  else await writeFile(options.out, text);
  return 0;
}

async function freshDump(options: { out?: string; check?: string }): Promise<number> {
  return withDatabase({ kind: 'pglite' }, async ({ db }) => {
    await migrate(db);
    return runDump(db, options);
  });
}

const COPY_LABELS: Readonly<Record<CopyStage, string>> = { copying: 'Copying  ', verifying: 'Verifying' };

async function runCopy(dataDir: string, url: string): Promise<number> {
  refuseMissing(dataDir);
  return withDatabase({ kind: 'pglite', dataDir }, (source) =>
    withDatabase({ kind: 'postgres', url, poolMax: 2 }, async (target) => {
      const stages = startStages();
      try {
        const compared = await copyDatabase(source.db, target.db, (stage, done, total, table) =>
          stages.at(COPY_LABELS[stage], done, total, table),
        ).finally(() => stages.end());
        say(comparisonTable(compared));
        say(
          `Copied and equal. Start with DATABASE_URL set to the new address to go on there; ${dataDir} is as it was.`,
        );
        return 0;
      } catch (error) {
        if (error instanceof TargetNotEmpty) throw error;
        if (error instanceof CopyDiffers) say(comparisonTable(error.compared));
        throw new Error(
          `${sentence(error)}\nNothing was kept in the target: put this right and run the same command again.`,
        );
      }
    }),
  );
}

function postgresUrl(text: string): string {
  if (!isPostgresUrl(text))
    throw new InvalidArgumentError('It must look like postgres://user:password@host:5432/database.');
  return text;
}

const program = new Command('db').description(
  'Works on the database that DATABASE_URL names, or on the embedded one in --data. Stop the server first when it runs on that folder.',
);
const command = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option('--data <dir>', 'folder of the embedded database', DEFAULT_DATA_DIR)
    .allowExcessArguments(false);

command('migrate', 'Apply the migrations that are missing').action(async ({ data }: { data: string }) => {
  process.exitCode = await withDatabase(placeOf(data, false), runMigrate);
});
command('status', 'List the migrations and when each was applied').action(
  async ({ data }: { data: string }) => {
    process.exitCode = await withDatabase(placeOf(data, true), runStatus);
  },
);
command('dump', 'Write the schema as SQL, in an order that stays the same')
  .option('--out <file>', 'write to this file instead of standard output')
  .option('--fresh', 'the schema that the migrations make, not that of a database')
  .option('--check <file>', 'write nothing; end with exit code 1 when the file differs')
  .action(async (options: { data: string; fresh?: boolean; out?: string; check?: string }) => {
    process.exitCode = options.fresh
      ? await freshDump(options)
      : await withDatabase(placeOf(options.data, true), ({ db }) => runDump(db, options));
  });
command('copy', 'Move the embedded database in --data into an empty PostgreSQL database, and verify it')
  .requiredOption('--to <url>', 'the new database: postgres://user:password@host:5432/database', postgresUrl)
  .action(async ({ data, to }: { data: string; to: string }) => {
    process.exitCode = await runCopy(path.resolve(data), to);
  });

await runProgram(program);

import { existsSync } from 'node:fs';
import { lockDataDir } from '@yellowcart/engine';
import { makeEngine, openTestShop } from '@yellowcart/engine/testing';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../accounts/authority.ts';
import { openEngine } from '../open-engine.ts';
import { dropEmptyPostgres, emptyPostgres } from './testing/empty-postgres.ts';
import { runCli } from './testing/run-cli.ts';
import { dropScratchFiles, scratchFile, scratchPath } from './testing/scratch-files.ts';

dropScratchFiles();
dropEmptyPostgres();

const MERCHANT = 'merchant@example.test';
let data: string;

beforeAll(async () => {
  data = await scratchPath('platform');
  const { database, authSecret } = await openEngine({ kind: 'pglite', dataDir: data });
  const { merchantId, creatorId } = await openTestShop(makeEngine(database));
  const authority = openAuthority(database.db, authSecret);
  const login = { password: 'a password for tests', name: 'x' };
  await authority.createLogin({ ...login, email: MERCHANT, partyId: merchantId });
  await authority.createLogin({ ...login, email: 'creator@example.test', partyId: creatorId });
  await database.close();
});

describe('yc', () => {
  const goods = (): Promise<string> =>
    scratchFile('goods.csv', [
      'source,ref,title,category_path,price_minor',
      'mall,1,杯,家居,100',
      'mall,2,,家居,100',
    ]);

  it('imports into the shop of a merchant’s account, and ends with 1 when a row was wrong', async () => {
    const file = await goods();
    const { code, out } = await runCli('yc', [
      'import',
      file,
      '--into',
      'Merchant@example.test',
      '--data',
      data,
    ]);
    expect(out).toContain(`${file}:3: title: is missing`);
    expect(out).toContain('1 products with 1 SKUs imported, 0 were there already, 1 rows with errors');
    expect(code).toBe(1);
  });

  it.each([
    [
      'an address without a shop',
      ['--into', 'creator@example.test'],
      /creator@example\.test has no shop on this platform/,
    ],
    ['a commission that is none', ['--commission-bps', '12000'], /whole number from 0 to 9000/],
    ['SKUs that are not there', ['--skus', 'no/skus.jsonl'], /There is no file no\/skus\.jsonl/],
  ])('refuses %s in a sentence', async (_case, options, message) => {
    const { code, err } = await runCli('yc', ['import', await goods(), '--data', data, ...options]);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it('says that a file is missing before it makes a platform for it', async () => {
    const nowhere = await scratchPath('nowhere');
    const { code, err } = await runCli('yc', ['import', 'no/goods.csv', '--data', nowhere]);
    expect([code, err]).toEqual([1, 'There is no file no/goods.csv.\n']);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('says that a file is empty', async () => {
    const empty = await scratchFile('empty.jsonl', []);
    const { code, err } = await runCli('yc', ['import', empty, '--data', data]);
    expect([code, err]).toEqual([1, `${empty} holds no product.\n`]);
  });

  it('says what to do while a server uses the folder', async () => {
    const lock = await lockDataDir(data);
    try {
      const { code, err } = await runCli('yc', ['import', await goods(), '--data', data]);
      expect([code, err]).toEqual([
        1,
        `Another Yellowcart process is using ${data}. Stop it first, or choose another folder with --data DIR.\n`,
      ]);
    } finally {
      lock.release();
    }
  });
});

describe('db', () => {
  it('migrates a database, and says what was applied when', async () => {
    const url = await emptyPostgres();
    const env = { DATABASE_URL: url };
    const before = await runCli('db', ['status'], env);
    expect(before.out).toMatch(/^ledger\/0001-ledger +PENDING$/m);
    expect(before.out).toMatch(/\d+ pending: npm run db -- migrate applies them\./);
    const migrated = await runCli('db', ['migrate'], env);
    expect(migrated.out).toMatch(/^applied {2}ledger\/0001-ledger$/m);
    expect((await runCli('db', ['migrate'], env)).out).toMatch(/^Nothing to do: all \d+ migrations/);
    const after = await runCli('db', ['status'], env);
    expect(after.out).toMatch(/^ledger\/0001-ledger +\d{4}-\d\d-\d\dT/m);
    expect(after.out).toContain('None is pending.');
    expect([before, migrated, after].map(({ code }) => code)).toEqual([0, 0, 0]);
  });

  it('dumps what the migrations make, and sees when a file is not that', async () => {
    const file = await scratchPath('schema.sql');
    expect(await runCli('db', ['dump', '--fresh', '--out', file])).toEqual({ code: 0, out: '', err: '' });
    expect((await runCli('db', ['dump', '--data', data, '--check', file])).code).toBe(0);
    const other = await scratchFile('other.sql', ['CREATE SCHEMA other;']);
    const { code, out } = await runCli('db', ['dump', '--data', data, '--check', other]);
    expect(out).toContain(`Run: npm run db -- dump --fresh --out ${other}`);
    expect(code).toBe(1);
  });

  it('copies an embedded database once, and goes on from there', async () => {
    const to = await emptyPostgres();
    const { code, out, err } = await runCli('db', ['copy', '--data', data, '--to', to]);
    expect(err).not.toContain('Error');
    expect(out).toMatch(/^accounts\."user" +2 +equal +- +equal$/m);
    expect(out).toContain('Copied and equal.');
    expect(code).toBe(0);
    const there = await openEngine({ kind: 'postgres', url: to });
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM catalog.product`.execute(
      there.database.db,
    );
    await there.database.close();
    expect(rows[0]?.n).toBe(3);
    const again = await runCli('db', ['copy', '--data', data, '--to', to]);
    expect(again.err).toContain('The target database is not empty');
    expect(again.code).toBe(1);
  });

  it.each([
    ['a server that does not answer', ['copy', '--to', 'postgres://u@127.0.0.1:1/x'], /does not answer/],
    ['an address that is none', ['copy', '--to', 'mysql://x'], /must look like postgres:/],
    ['no address', ['copy'], /--to/],
    ['a word too many', ['status', 'now'], /too many arguments/],
  ])('refuses %s in a sentence', async (_case, args, message) => {
    const { code, err } = await runCli('db', [...args, '--data', data]);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it.each(['status', 'dump', 'copy'])('does not make a folder to %s', async (name) => {
    const nowhere = await scratchPath('nowhere');
    const to = name === 'copy' ? ['--to', 'postgres://u@127.0.0.1:1/x'] : [];
    const { code, err } = await runCli('db', [name, '--data', nowhere, ...to]);
    expect(err).toContain(`There is no embedded database in ${nowhere}.`);
    expect([code, existsSync(nowhere)]).toEqual([1, false]);
  });
});

import { CompiledQuery, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BreakableProxy, openBreakableProxy } from '../testing/breakable-proxy.ts';
import { type Database, openDatabase } from './open.ts';
import { transactionInRounds } from './rounds.ts';
import { DatabaseUnavailable } from './unavailable.ts';

const PATIENCE_MS = 600;
let proxy: BreakableProxy;
let database: Database;

beforeEach(async () => {
  const server = new URL(inject('postgresUrl'));
  proxy = await openBreakableProxy(Number(server.port));
  const url = Object.assign(server, { hostname: '127.0.0.1', port: String(proxy.port) }).href;
  database = await openDatabase({ kind: 'postgres', url, answerMsMax: PATIENCE_MS });
});
afterEach(async () => {
  await proxy.close();
  await database.close();
});

const one = sql<{ n: number }>`SELECT 1 AS n`;
const ask = async (): Promise<unknown> => (await one.execute(database.db)).rows;

/** Until everybody has heard of a broken connection. */
const word = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

describe('a database that goes away', () => {
  it('is told apart from a statement that is wrong', async () => {
    await expect(sql`SELECT 1 / 0`.execute(database.db)).rejects.toMatchObject({ code: '22012' });
    proxy.cut();
    await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
  });

  it('is used again when it is back, without connections of before', async () => {
    await Promise.all(Array.from({ length: 5 }, ask));
    proxy.cut();
    await expect(ask()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await word();
    proxy.mend();
    expect(await ask()).toEqual([{ n: 1 }]);
  });

  it('between two statements of a transaction fails the transaction and not the process', async () => {
    const transaction = database.db.transaction().execute(async (tx) => {
      await one.execute(tx);
      proxy.cut();
      await word();
      await one.execute(tx);
    });
    await expect(transaction).rejects.toBeInstanceOf(DatabaseUnavailable);
    proxy.mend();
    const inRounds = transactionInRounds(database.db, async (send) => {
      await send([one]);
      proxy.cut();
      await word();
      return { last: [one], value: undefined };
    });
    await expect(inRounds).rejects.toBeInstanceOf(DatabaseUnavailable);
    proxy.mend();
    expect(await ask()).toEqual([{ n: 1 }]);
  });

  it('without a word is given up after a time, also where statements are sent together', async () => {
    await ask();
    proxy.stall('everything');
    const together = transactionInRounds(database.db, async (send) => {
      await send([one, one]);
      return { last: [], value: undefined };
    });
    await expect(together).rejects.toBeInstanceOf(DatabaseUnavailable);
    proxy.cut();
    proxy.resume();
    proxy.mend();
    expect(await ask()).toEqual([{ n: 1 }]);
  });

  it('ends a statement that takes too long', async () => {
    const slow = database.db.executeQuery(CompiledQuery.raw('SELECT pg_sleep(5)'));
    await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});

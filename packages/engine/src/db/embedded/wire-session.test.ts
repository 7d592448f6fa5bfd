import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WireSession } from './wire-session.ts';

let pglite: PGlite;
let messages = 0;
let session: WireSession;

beforeAll(async () => {
  pglite = await PGlite.create();
  session = new WireSession((message) => {
    messages += 1;
    return pglite.execProtocolRaw(message);
  });
});
afterAll(() => pglite.close());

const run = async (sql: string, ...parameters: unknown[]) => {
  const [result] = await session.run([{ sql, parameters }]);
  return result?.rows;
};

test.each([
  ['text', 'a "quoted" \\ text, 中文', undefined],
  ['integer', 7, undefined],
  ['bigint', 9_007_199_254_740_991, undefined],
  ['numeric', 12, undefined],
  ['boolean', true, undefined],
  ['uuid', '0190f000-0000-7000-8000-000000000001', undefined],
  ['timestamptz', new Date('2026-03-01T02:00:00.123Z'), undefined],
  ['jsonb', { a: [1, 'x'] }, undefined],
  ['bytea', Buffer.from([0, 255]), undefined],
  ['text[]', ['a,b', '"c"', 'd\\e', '', 'NULL', '{}'], undefined],
  ['integer[]', [1, 2], undefined],
  ['text', null, undefined],
  ['text[]', ['a', null], undefined],
  ['timestamptz', 'infinity', Number.POSITIVE_INFINITY],
])('a value of type %s goes there and back: %j', async (type, value, back) => {
  expect(await run(`SELECT $1::${type} AS value`, value)).toEqual([{ value: back ?? value }]);
});

test('a number that would not be exact is refused', async () => {
  await expect(run('SELECT 9007199254740993::bigint AS n')).rejects.toThrow(RangeError);
});

test('statements of a round go over in one message and answer in order', async () => {
  await run('CREATE TABLE t (n integer PRIMARY KEY, word text)');
  const before = messages;
  const results = await session.run([
    { sql: 'begin', parameters: [] },
    { sql: 'INSERT INTO t VALUES ($1, $2), (2, NULL) RETURNING n', parameters: [1, 'one'] },
    { sql: 'UPDATE t SET word = $1 WHERE n > 5', parameters: ['none'] },
    { sql: 'SELECT n, word FROM t ORDER BY n', parameters: [] },
    { sql: 'commit', parameters: [] },
  ]);
  expect(messages - before).toBe(1);
  expect(results.map(({ rows }) => rows)).toEqual([
    [],
    [{ n: 1 }, { n: 2 }],
    [],
    [
      { n: 1, word: 'one' },
      { n: 2, word: null },
    ],
    [],
  ]);
  expect(results.map(({ affectedRows }) => affectedRows)).toEqual([undefined, 2, 0, undefined, undefined]);
});

test('the first error is told with its code, nothing after it runs, and the session goes on', async () => {
  const statements = [
    { sql: 'begin', parameters: [] },
    { sql: 'DELETE FROM t', parameters: [] },
    { sql: 'INSERT INTO t VALUES (3, $1), (3, $1)', parameters: ['x'] },
    { sql: 'SELECT 1 / 0', parameters: [] },
  ];
  await expect(session.run(statements)).rejects.toMatchObject({ code: '23505', table: 't' });
  await run('rollback');
  expect(await run('SELECT count(*) AS n FROM t')).toEqual([{ n: 2 }]);
  // What was prepared in the round that failed is prepared still, or anew.
  await expect(session.run(statements)).rejects.toMatchObject({ code: '23505' });
  await run('rollback');
});

test('a statement answers with the columns of today after a table has changed', async () => {
  expect(await run('SELECT * FROM t ORDER BY n LIMIT 1')).toEqual([{ n: 1, word: 'one' }]);
  await run('ALTER TABLE t ADD COLUMN more boolean');
  expect(await run('SELECT * FROM t ORDER BY n LIMIT 1')).toEqual([{ n: 1, word: 'one', more: null }]);
});

test('texts beyond those that are kept prepared run all the same', async () => {
  for (let n = 0; n < 520; n += 1) expect(await run(`SELECT ${n} AS n`)).toEqual([{ n }]);
});

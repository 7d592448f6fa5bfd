import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../testing/databases.ts';
import { inTurn } from './in-turn.ts';

describeOnBothDatabases('work in turn', (open, kind) => {
  test('may use the database itself, and answers', async () => {
    const database = await open();
    expect(await inTurn(database, () => database.db.transaction().execute(async () => 7))).toBe(7);
  });

  if (kind === 'pglite') return;

  test('never runs twice at once, and goes on after one that failed', async () => {
    const database = await open();
    let running = 0;
    const work = (number: number) => async () => {
      running += 1;
      expect(running).toBe(1);
      await wait(5);
      running -= 1;
      if (number === 0) throw new Error('the first fails');
      return number;
    };
    const done = await Promise.allSettled([0, 1, 2].map((number) => inTurn(database, work(number))));
    expect(done.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  });
});

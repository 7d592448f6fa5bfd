import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createOrderDesk } from '#orders';
import { describeOnBothDatabases, makeEngine } from '../index.ts';
import { histories, type Platform, play, type Tally } from './index.ts';

describeOnBothDatabases('the platform does what the model does', (open) => {
  let platform: Platform;
  beforeAll(async () => {
    const engine = makeEngine(await open());
    platform = { engine, desk: createOrderDesk(engine) };
  });

  test('one after another: exactly', async () => {
    const tally: Tally = new Map();
    await fc.assert(
      fc.asyncProperty(histories({ rounds: 40, clients: 1, each: 1 }), (history) =>
        play(platform, history, tally),
      ),
      { numRuns: 5 },
    );
    expect(tally.get('place ok')).toBeGreaterThan(5);
  });

  test('several at once: in some order', async () => {
    const tally: Tally = new Map();
    await fc.assert(
      fc.asyncProperty(histories({ rounds: 8, clients: 5, each: 3 }), (history) =>
        play(platform, history, tally),
      ),
      { numRuns: 5 },
    );
    expect(tally.get('place ok')).toBeGreaterThan(5);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeOnBothDatabases } from '../index.ts';
import { histories, openPlatform, player, type Tally } from './index.ts';

describeOnBothDatabases('the platform does what the model does', (open) => {
  /** Enough for every run of the tests; `npm run soak` goes on for as long as it is told. */
  async function playSome(rounds: number, clients: number, each: number): Promise<void> {
    const tally: Tally = new Map();
    const play = player(async () => openPlatform(await open()), tally);
    await fc.assert(fc.asyncProperty(histories({ rounds: [rounds, rounds], clients, each }), play), {
      numRuns: 3,
      interruptAfterTimeLimit: 40_000,
    });
    expect(tally.get('place ok')).toBeGreaterThan(0);
  }

  test('one after another: exactly', () => playSome(25, 1, 1));
  test('several at once: in some order', () => playSome(6, 5, 3));
});

import { startRelay } from '@yellowcart/engine/outbox';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dropEmptyPostgres, emptyPostgres } from './cli/testing/empty-postgres.ts';
import { movedClock } from './moved-clock.ts';
import { type OpenEngine, openEngine } from './open-engine.ts';

const HOUR_MS = 3_600_000;
const PATIENCE = { timeout: 20_000, interval: 20 };

dropEmptyPostgres();
let processes: (OpenEngine & { stop(): Promise<void> })[] = [];
const errors: unknown[] = [];
beforeAll(async () => {
  const url = await emptyPostgres();
  const joined = async () => {
    const opened = await openEngine({ kind: 'postgres', url });
    const { engine, database } = opened;
    const onError = (error: unknown): void => void errors.push(error);
    const relay = startRelay(engine.db, [movedClock(engine, onError)], onError, {
      openSession: database.openSession,
    });
    const stop = async (): Promise<void> => {
      await relay.stop();
      await database.close();
    };
    return { ...opened, stop };
  };
  processes = await Promise.all([joined(), joined()]);
});
afterAll(async () => {
  for (const process of processes) await process.stop();
});

it('is moved in every process when it is moved in one, and moves of two at once add up', async () => {
  await Promise.all(processes.map((process) => process.advanceClock(HOUR_MS)));
  for (const { engine } of processes)
    await expect.poll(() => engine.clock.aheadMs, PATIENCE).toBe(processes.length * HOUR_MS);
  expect(errors).toEqual([]);
});

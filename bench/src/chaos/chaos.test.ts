import { expect, it } from 'vitest';
import type { EngineKind } from '../options.ts';
import type { Fault } from './plan.ts';
import { playRound } from './play-round.ts';
import { openStage } from './stage.ts';

const PATIENCE_MS = 300_000;
const CLEAN = {
  lost: 0,
  doubled: 0,
  oversold: 0,
  giftsOverLimit: 0,
  stockMismatch: 0,
  ledgerImbalance: 0,
  stuckReservations: 0,
  unanswered: 0,
  hung: 0,
};

/** PostgreSQL dies after answers, of commits too, did not come back; and the server with the database in it. */
const ROUNDS: readonly (readonly [EngineKind, Fault])[] = [
  ['postgres', { kind: 'stall', atMs: 500, what: 'answers', forMs: 150, after: 'kill-postgres' }],
  ['pglite', { kind: 'kill-server', atMs: 500, process: 'all' }],
];

it.each(ROUNDS)(
  'a round on %s keeps everything that was acknowledged',
  async (engine, fault) => {
    const stage = await openStage(engine);
    try {
      const plan = { seed: 'test', round: 1, engine, processes: 1, loadMs: 1_000, faults: [fault] };
      const { log, serverLog, ...result } = await playRound(stage, plan);
      expect(result, JSON.stringify(log.summary())).toMatchObject(CLEAN);
      expect(result.kills).toBeGreaterThan(0);
      expect(result.acknowledged).toBeGreaterThan(0);
      expect(log.asked.flatMap(({ answers }) => answers).some(({ code }) => code === 'internal')).toBe(false);
    } finally {
      await stage.close();
    }
  },
  PATIENCE_MS,
);

import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from './plan.ts';
import type { Servers } from './servers.ts';
import type { PostgresUnderFire } from './stage.ts';

/**
 * Does one thing to the platform and mends it, so far as it does not mend itself: what was killed is started again.
 * Answers with how many times it killed.
 */
export async function strike(
  fault: Fault,
  servers: Servers,
  postgres: PostgresUnderFire | undefined,
): Promise<number> {
  switch (fault.kind) {
    case 'kill-server':
      return killServer(servers, fault.process);
    case 'kill-postgres':
      return killPostgres(postgres, fault.downMs);
    case 'pause-server':
      servers.pause(fault.process);
      await wait(fault.forMs);
      servers.resume(fault.process);
      return 0;
    case 'pause-postgres':
      await postgres?.pause();
      await wait(fault.forMs);
      postgres?.resume();
      return 0;
    case 'cut':
      postgres?.connection.cut();
      await wait(fault.forMs);
      postgres?.connection.mend();
      return 0;
    case 'stall': {
      postgres?.connection.stall(fault.what);
      await wait(fault.forMs);
      const kills = await endStall(fault.after, servers, postgres);
      postgres?.connection.resume();
      return kills;
    }
  }
}

async function endStall(
  after: Extract<Fault, { kind: 'stall' }>['after'],
  servers: Servers,
  postgres: PostgresUnderFire | undefined,
): Promise<number> {
  switch (after) {
    case 'resume':
      return 0;
    case 'cut':
      postgres?.connection.cut();
      postgres?.connection.mend();
      return 0;
    case 'kill-server': {
      const kills = await servers.kill('all');
      // A server starts by asking its database.
      postgres?.connection.resume();
      await servers.start();
      return kills;
    }
    case 'kill-postgres':
      return killPostgres(postgres, 0);
  }
}

async function killServer(servers: Servers, process: number | 'all'): Promise<number> {
  const kills = await servers.kill(process);
  await servers.start();
  return kills;
}

async function killPostgres(postgres: PostgresUnderFire | undefined, downMs: number): Promise<number> {
  await postgres?.kill();
  await wait(downMs);
  await postgres?.start();
  return 1;
}

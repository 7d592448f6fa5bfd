import type { Engine } from '@yellowcart/engine';
import { recordPresence, shareViewers } from '@yellowcart/engine/insights';
import type { RoomHub } from '../realtime/room-hub.ts';
import type { LastAddresses } from './last-addresses.ts';
import type { Job } from './ticker.ts';

export interface OwnParts {
  /** Names this process among those on the same database. */
  readonly processId: string;
  readonly rooms: RoomHub;
  readonly addresses: LastAddresses;
}

/** What every process does each second with what only it knows. */
export function ownWork(engine: Engine, { processId, rooms, addresses }: OwnParts): Job[] {
  const jobs: Job[] = [
    { name: 'remembering addresses', run: () => addresses.write() },
    { name: 'counting viewers', run: () => countViewers(engine, rooms) },
  ];
  if (engine.kind === 'pglite') return jobs;
  const share = async () =>
    rooms.setViewersElsewhere(await shareViewers(engine.db, processId, rooms.viewersHere()));
  return [...jobs, { name: 'sharing viewers', run: share }];
}

async function countViewers(engine: Engine, rooms: RoomHub): Promise<void> {
  const presence = rooms.takePresence(engine.clock.now());
  if (presence.length > 0) await recordPresence(engine.db, presence);
}

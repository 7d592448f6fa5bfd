import { createOrderDesk } from '#orders';
import type { Database } from '../../db/open.ts';
import { makeEngine } from '../engine.ts';
import type { Platform } from './perform.ts';

/** A platform of two order desks on a migrated database that nobody else uses. */
export function openPlatform(database: Database): Platform {
  const engine = makeEngine(database);
  return { engine, desks: [createOrderDesk(engine), createOrderDesk(engine)] };
}

import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';

/** A process that has not said anything for so long does not count. */
const SPEAKS_FOR_SECONDS = 5;

export type ViewersByRoom = ReadonlyMap<string, number>;

/** Says who watches in this process, and answers with who watches in all others, by room. One statement; to be called each second. */
export async function shareViewers(
  handle: Db,
  processId: string,
  here: ViewersByRoom,
): Promise<ViewersByRoom> {
  const { rows } = await sql<{ rooms: Readonly<Record<string, number>> }>`
    WITH said AS (
      INSERT INTO insights.watching AS w (process_id, at, rooms)
      VALUES (${processId}, clock_timestamp(), ${JSON.stringify(Object.fromEntries(here))}::json)
      ON CONFLICT (process_id) DO UPDATE SET at = EXCLUDED.at, rooms = EXCLUDED.rooms
    )
    SELECT rooms FROM insights.watching
    WHERE process_id <> ${processId} AND at > clock_timestamp() - make_interval(secs => ${sql.lit(SPEAKS_FOR_SECONDS)})
  `.execute(handle);
  const elsewhere = new Map<string, number>();
  for (const { rooms } of rows) {
    for (const [roomId, viewers] of Object.entries(rooms))
      elsewhere.set(roomId, (elsewhere.get(roomId) ?? 0) + viewers);
  }
  return elsewhere;
}

/** This process does not count any more; what others left behind goes with it. */
export async function leaveViewers(handle: Db, processId: string): Promise<void> {
  await sql`
    DELETE FROM insights.watching
    WHERE process_id = ${processId} OR at < clock_timestamp() - make_interval(secs => ${sql.lit(SPEAKS_FOR_SECONDS)})
  `.execute(handle);
}

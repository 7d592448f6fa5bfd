import type { Ground, Grounds } from '../databases/grounds.ts';
import { cpuTime } from './cpu-time.ts';
import { checkoutsByStatus, readMetrics } from './metrics-page.ts';
import type { Profile } from './profile.ts';
import { type ServerProcess, startServer } from './server-process.ts';

/** What the servers and the database have done since they started. */
export interface Look {
  /** ms since the first server was started, the time of its profile. */
  readonly at: number;
  readonly pages: readonly ReadonlyMap<string, number>[];
  /** CPU time in ms, of all servers and of PostgreSQL; undefined where the machine does not tell. */
  readonly cpu: { readonly node: number | undefined; readonly postgres: number | undefined };
}

/** Server processes of one platform, on one database. */
export interface ServerGroup {
  readonly urls: readonly [string, ...string[]];
  look(): Promise<Look>;
  /** Clean stop of all; gives the first one's profile where one was asked for. */
  stop(): Promise<Profile | undefined>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts servers on a ground, one after another, and waits until all are ready. */
export async function startServers(
  grounds: Grounds,
  ground: Ground,
  { count, profiled }: { readonly count: number; readonly profiled: boolean },
): Promise<ServerGroup> {
  const first = await startServer(ground, { profiled });
  const servers: [ServerProcess, ...ServerProcess[]] = [first];
  const killAll = async (): Promise<void> => {
    for (const server of servers) await server.kill();
  };
  try {
    while (servers.length < count) servers.push(await startServer(ground));
  } catch (error) {
    await killAll();
    throw error;
  }
  const postgres = grounds.postgres?.pid;
  return {
    urls: [first.url, ...servers.slice(1).map(({ url }) => url)],
    async look() {
      const pages = await Promise.all(servers.map(({ url }) => pageOf(url)));
      const node = await Promise.all(servers.map(({ pid }) => cpuTime(pid)));
      return {
        at: first.age(),
        pages,
        cpu: {
          node: node.reduce((sum, ms) => (sum === undefined || ms === undefined ? undefined : sum + ms), 0),
          postgres: postgres === undefined ? undefined : await cpuTime(postgres),
        },
      };
    },
    async stop() {
      for (const server of servers.slice(1)) await server.stop();
      return first.stop();
    },
    kill: killAll,
  };
}

async function pageOf(url: string): Promise<Map<string, number>> {
  return readMetrics(await (await fetch(`${url}/metrics`)).text());
}

/** Checkouts answered by all servers between two looks, by status. */
export function answersBetween(before: Look, after: Look): Record<string, number> {
  const counts: Record<string, number> = {};
  after.pages.forEach((page, index) => {
    const byStatus = checkoutsByStatus(before.pages[index] ?? new Map(), page);
    for (const [status, count] of Object.entries(byStatus)) counts[status] = (counts[status] ?? 0) + count;
  });
  return counts;
}

/** Events that were not delivered yet: every server looks at the same table. */
export function outboxWaiting({ pages }: Look): number {
  return Math.max(...pages.map((page) => page.get('yellowcart_outbox_waiting') ?? 0));
}

/** CPU per unit of what was measured, in µs; undefined where the machine does not tell. */
export function cpuPerUnit(
  before: Look,
  after: Look,
  units: number,
): { readonly node: number; readonly postgres?: number } | undefined {
  const per = (of: 'node' | 'postgres'): number | undefined => {
    const [from, to] = [before.cpu[of], after.cpu[of]];
    return from === undefined || to === undefined || units === 0 ? undefined : ((to - from) * 1000) / units;
  };
  const [node, postgres] = [per('node'), per('postgres')];
  return node === undefined ? undefined : { node, ...(postgres === undefined ? {} : { postgres }) };
}

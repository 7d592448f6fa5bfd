import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '@yellowcart/engine';
import { type BreakableProxy, openBreakableProxy } from '@yellowcart/engine/testing/breakable-proxy';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@yellowcart/engine/testing/embedded-postgres';
import { sql } from 'kysely';
import type { Ground } from '../databases/grounds.ts';
import type { EngineKind } from '../options.ts';
import { type ChaosMarket, seedChaosMarket } from './chaos-market.ts';
import { allGone, signalAll, withChildren } from './process-tree.ts';

/** Where rounds are played: each on a copy of a database that was seeded once. */
export interface Stage {
  readonly kind: EngineKind;
  readonly market: ChaosMarket;
  /** A copy for one round. Its `url` leads through the connection that can break. */
  fresh(): Promise<Ground>;
  /** undefined on the embedded database, which lives in the server. */
  readonly postgres: PostgresUnderFire | undefined;
  close(): Promise<void>;
}

/** A PostgreSQL that things are done to. */
export interface PostgresUnderFire {
  readonly connection: BreakableProxy;
  /** kill -9 of all its processes. */
  kill(): Promise<void>;
  /** Starts it again on the same folder; resolves when it has recovered. */
  start(): Promise<void>;
  pause(): Promise<void>;
  resume(): void;
}

export function openStage(kind: EngineKind): Promise<Stage> {
  return kind === 'pglite' ? embedded() : postgres();
}

async function embedded(): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-chaos-'));
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const seedDir = path.join(folder, 'seed');
  let count = 0;
  try {
    return {
      kind: 'pglite',
      market: await seedChaosMarket({ kind: 'pglite', dataDir: seedDir }),
      async fresh() {
        count += 1;
        const dataDir = path.join(folder, `round-${count}`);
        await cp(seedDir, dataDir, { recursive: true });
        const target = { kind: 'pglite', dataDir } as const;
        const drop = (): Promise<void> => rm(dataDir, { recursive: true, force: true });
        return { kind: 'pglite', target, url: undefined, dataDir, drop };
      },
      postgres: undefined,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const SEED = 'chaos_seed';

async function postgres(): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-chaos-'));
  // PostgreSQL does not run as root, and whoever it runs as has to reach its folder.
  await chmod(folder, 0o755);
  const dataDir = path.join(folder, 'pg');
  let starting = startEmbeddedPostgres({ dataDir });
  let server: EmbeddedPostgres = await starting;
  let closed = false;
  let stopped: readonly number[] = [];
  const connection = await openBreakableProxy(portOf(server));

  const urlOf = (name: string, port = portOf(server)): string =>
    Object.assign(new URL(server.url), { pathname: `/${name}`, port: String(port) }).href;
  const administer = async (statement: ReturnType<typeof sql>): Promise<void> => {
    const { db, close } = await openDatabase({ kind: 'postgres', url: server.url, poolMax: 1 });
    await statement.execute(db).finally(close);
  };
  const close = async (): Promise<void> => {
    closed = true;
    signalAll(stopped, 'SIGCONT');
    await connection.close();
    // A round may be starting it again just now.
    await starting.then(
      (last) => last.stop(),
      () => undefined,
    );
    await rm(folder, { recursive: true, force: true });
  };
  let count = 0;
  try {
    await administer(sql`CREATE DATABASE ${sql.ref(SEED)}`);
    const market = await seedChaosMarket({ kind: 'postgres', url: urlOf(SEED) });
    return {
      kind: 'postgres',
      market,
      async fresh() {
        count += 1;
        const name = `chaos_${count}`;
        await administer(sql`CREATE DATABASE ${sql.ref(name)} TEMPLATE ${sql.ref(SEED)}`);
        return {
          kind: 'postgres',
          get target() {
            return { kind: 'postgres', url: urlOf(name) } as const;
          },
          url: urlOf(name, connection.port),
          dataDir: undefined,
          drop: () => administer(sql`DROP DATABASE ${sql.ref(name)} WITH (FORCE)`),
        };
      },
      postgres: {
        connection,
        async kill() {
          // Stopped first, so that it starts no process that would be missed.
          signalAll([server.pid], 'SIGSTOP');
          const all = await withChildren(server.pid);
          signalAll(all, 'SIGKILL');
          await allGone(all);
          await server.stop();
        },
        async start() {
          if (closed) throw new Error('The run is over.');
          starting = startEmbeddedPostgres({ dataDir });
          server = await starting;
          connection.aim(portOf(server));
        },
        async pause() {
          signalAll([server.pid], 'SIGSTOP');
          stopped = await withChildren(server.pid);
          signalAll(stopped, 'SIGSTOP');
        },
        resume() {
          signalAll(stopped, 'SIGCONT');
          stopped = [];
        },
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function portOf({ url }: EmbeddedPostgres): number {
  return Number(new URL(url).port);
}

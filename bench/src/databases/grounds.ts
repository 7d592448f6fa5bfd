import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EngineKind } from '../options.ts';
import type { Grounds } from './ground.ts';
import { type PostgresOptions, postgresGrounds } from './postgres-grounds.ts';

export type { Ground, Grounds, PostgresServer } from './ground.ts';

/** Opens grounds of a kind. PostgreSQL is the one that DATABASE_URL names, or one started for this with default durability. Throws CannotGoOn. */
export async function openGrounds(kind: EngineKind, options: PostgresOptions): Promise<Grounds> {
  return kind === 'pglite' ? embeddedGrounds() : postgresGrounds(options);
}

async function embeddedGrounds(): Promise<Grounds> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yellowcart-bench-'));
  const seedDir = path.join(folder, 'seed');
  let count = 0;
  return {
    kind: 'pglite',
    seed: { kind: 'pglite', dataDir: seedDir },
    memo: undefined,
    postgres: undefined,
    async fresh() {
      count += 1;
      const dataDir = path.join(folder, `run-${count}`);
      await cp(seedDir, dataDir, { recursive: true });
      return {
        kind: 'pglite',
        target: { kind: 'pglite', dataDir },
        url: undefined,
        dataDir,
        drop: () => rm(dataDir, { recursive: true, force: true }),
      };
    },
    filled: undefined,
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

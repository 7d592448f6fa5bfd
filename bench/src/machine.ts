import { cpus, loadavg, totalmem } from 'node:os';
import type { PostgresServer } from './databases/grounds.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Version of the server that was measured; undefined where none was. */
  readonly postgres: string | undefined;
  /** How it was set up: the name of the settings, and those that bear on writing. */
  readonly postgresSettings: (Readonly<Record<string, string>> & { readonly name: string }) | undefined;
}

const GIB = 2 ** 30;

/** What the figures were measured on. */
export function thisMachine(postgres: PostgresServer | undefined): Machine {
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGiB: Math.round(totalmem() / GIB),
    node: process.versions.node,
    postgres: postgres?.version,
    postgresSettings: postgres && { name: postgres.settingsName, ...postgres.settings },
  };
}

/** Processes that wanted a core over the last minute, to two places: more than the bench's own says others were at work. */
export function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}

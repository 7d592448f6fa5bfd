import type { Taste } from './checkouts.ts';

/** A load of checkouts, and what it meets. */
export interface Scenario {
  readonly name: string;
  readonly taste: Taste;
  /** Of 100 requests, how many repeat an earlier one. */
  readonly repeatPercent: number;
  /** Server processes on the one database. */
  readonly processes: number;
  /** Orders that the database holds before the first of these. */
  readonly stored: number;
}

const PLAIN = { taste: 'spread', repeatPercent: 0, processes: 1, stored: 0 } as const;

export const SCENARIOS: readonly Scenario[] = [
  { ...PLAIN, name: 'spread' },
  { ...PLAIN, name: 'hot-sku', taste: 'hot-sku' },
  { ...PLAIN, name: 'kit-gifts', taste: 'kit-gifts' },
  { ...PLAIN, name: 'sold-out', taste: 'sold-out' },
  { ...PLAIN, name: 'duplicates', repeatPercent: 10 },
  { ...PLAIN, name: 'processes-4', processes: 4 },
  { ...PLAIN, name: 'processes-4-hot-sku', taste: 'hot-sku', processes: 4 },
  { ...PLAIN, name: 'stored-1m', stored: 1_000_000 },
  { ...PLAIN, name: 'stored-10m', stored: 10_000_000 },
];

/** Takes an hour and tens of gigabytes: measured where it is named, and not otherwise. */
const ONLY_BY_NAME: readonly string[] = ['stored-10m'];

/** Every name that `--only` knows. */
export const RESULTS: readonly string[] = [
  ...SCENARIOS.map(({ name }) => name),
  'rush',
  'sql-batch',
  'bare-http',
];

/** Whether a result is to be measured. `only`: the names that were asked for; undefined = what there is. */
export function isWanted(name: string, only: readonly string[] | undefined): boolean {
  return only ? only.includes(name) : !ONLY_BY_NAME.includes(name);
}

/** Whether a scenario can be measured: several processes, and a database that is copied with millions of orders in it, need PostgreSQL. */
export function runsOn({ processes, stored }: Scenario, engine: 'pglite' | 'postgres'): boolean {
  return engine === 'postgres' || (processes === 1 && stored === 0);
}

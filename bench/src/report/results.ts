import type { EngineKind } from '../options.ts';

/** One figure and what it is measured against. */
export interface Result {
  readonly name: string;
  readonly engine: EngineKind | 'none';
  /** Connections at once, or, of batched SQL, orders a batch. */
  readonly connections: number;
  readonly value: number;
  readonly unit: string;
  readonly p50_ms?: number;
  readonly p99_ms?: number;
  /** Of the rush: what `value` is, and the answers of that round; orders that were placed were paid too. */
  readonly seconds?: number;
  readonly placed?: number;
  readonly refused?: number;
  readonly errors?: number;
  /** Of the rush: seconds of every round that counts, of which `value` is the median. */
  readonly rounds?: readonly number[];
  /** Of the rush: CPU time of the client beside it, in ms. */
  readonly client_cpu_ms?: number;
  readonly limit?: { readonly name: string; readonly value: number };
  /** Answers by status, as the server counted them. */
  readonly answers?: Readonly<Record<string, number>>;
  /** Requests that repeated an earlier one. */
  readonly repeated?: number;
  /** Events that were not delivered yet when the load ended. */
  readonly outbox_waiting?: number;
  /** CPU per unit of `value`, in µs, where the machine tells it. */
  readonly cpu_us?: { readonly node: number; readonly postgres?: number };
  /** What was lost, doubled, oversold or does not add up. */
  readonly check?: Readonly<Record<string, number>>;
  /** Load average of the machine when the run ended. */
  readonly load: number;
}

const LIMIT_OF: Readonly<Record<string, string>> = {
  spread: 'limit.sql-batch',
  'hot-sku': 'limit.sql-batch',
  'kit-gifts': 'limit.sql-batch-kit-gifts',
  duplicates: 'limit.sql-batch',
  'sold-out': 'limit.bare-http',
  'processes-4': 'limit.sql-batch',
  'processes-4-hot-sku': 'limit.sql-batch',
  rush: 'limit.bare-http',
  'stored-1m': 'spread',
  'stored-10m': 'spread',
};

/** Puts beside each result the limit measured in the same run: of several, the one with as many at once, or else the best. */
export function withLimits(results: readonly Result[]): Result[] {
  return results.map((result) => {
    const name = LIMIT_OF[result.name];
    const limits = results.filter(
      (other) => other.name === name && (other.engine === result.engine || other.engine === 'none'),
    );
    const [best] = limits
      .toSorted((a, b) => b.value - a.value)
      .toSorted(
        (a, b) => Number(b.connections === result.connections) - Number(a.connections === result.connections),
      );
    return best
      ? { ...result, limit: { name: best.name.replace('limit.', ''), value: limitOf(result, best) } }
      : result;
  });
}

/** A rate, or of the rush the seconds that as many answers take at that rate. */
function limitOf({ unit, placed = 0, refused = 0 }: Result, best: Result): number {
  return unit === 's' ? (2 * placed + refused) / best.value : best.value;
}

/** Faults over all results; a bench that found any has failed. */
export function faultsOf(results: readonly Result[]): number {
  return results.reduce(
    (sum, { check = {} }) =>
      sum + Object.values(check).reduce((faults, count) => faults + Math.abs(count), 0),
    0,
  );
}

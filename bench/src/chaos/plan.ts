import type { EngineKind } from '../options.ts';
import { type Dice, diceOf } from './dice.ts';

/** What is done to a platform at work. Times are ms since the load began. */
export type Fault = { readonly atMs: number } & (
  | {
      /** kill -9 of one server process, or of all. */
      readonly kind: 'kill-server';
      readonly process: number | 'all';
    }
  | {
      /** kill -9 of PostgreSQL and of each of its processes; it recovers from its log. */
      readonly kind: 'kill-postgres';
      readonly downMs: number;
    }
  | {
      /** Every connection to PostgreSQL breaks, and new ones too for a while. */
      readonly kind: 'cut';
      readonly forMs: number;
    }
  | {
      /** Nothing gets through to PostgreSQL, or its answers do not come back; then it goes on, or breaks. */
      readonly kind: 'stall';
      readonly what: 'everything' | 'answers';
      readonly forMs: number;
      readonly after: 'resume' | 'cut' | 'kill-server' | 'kill-postgres';
    }
  | {
      /** SIGSTOP, and SIGCONT after a while. */
      readonly kind: 'pause-server';
      readonly process: number;
      readonly forMs: number;
    }
  | { readonly kind: 'pause-postgres'; readonly forMs: number }
);

export interface RoundPlan {
  readonly seed: string;
  readonly round: number;
  readonly engine: EngineKind;
  readonly processes: number;
  readonly loadMs: number;
  /** In the order in which they begin; one is over before the next. */
  readonly faults: readonly Fault[];
}

export interface PlanOptions {
  readonly seed: string;
  readonly seconds: number;
  /** undefined = mostly PostgreSQL, and the embedded database now and then. */
  readonly engine: EngineKind | undefined;
  /** Server processes on PostgreSQL; undefined = one to four. */
  readonly processes: number | undefined;
}

const PGLITE_SHARE = 0.15;
/** Two cores are busy with two; more show what only more can. */
const PROCESSES = [1, 1, 1, 1, 2, 2, 2, 2, 3, 4];
const [EARLIEST, LATEST] = [0.1, 0.85];

/** What happens in a round: the same for the same seed and number. Each round has a kill -9 in it, some a softer fault too. */
export function planRound(round: number, { seed, seconds, engine, processes }: PlanOptions): RoundPlan {
  const dice = diceOf(seed, round, 'plan');
  // Thrown also where it is chosen, so that what else happens in the round stays the same.
  const [thrownEngine, thrownCount] = [dice.chance(PGLITE_SHARE), dice.pick(PROCESSES)];
  const on = engine ?? (thrownEngine ? 'pglite' : 'postgres');
  const count = on === 'pglite' ? 1 : (processes ?? thrownCount);
  const loadMs = seconds * 1_000;
  const moment = (): number => dice.between(Math.round(loadMs * EARLIEST), Math.round(loadMs * LATEST));
  const faults =
    on === 'pglite'
      ? [killServer(dice, moment(), count)]
      : [dice.chance(0.5) ? killServer(dice, moment(), count) : killPostgres(dice, moment())];
  if (dice.chance(0.5)) faults.push(softFault(dice, moment(), on, count));
  return {
    seed,
    round,
    engine: on,
    processes: count,
    loadMs,
    faults: faults.toSorted((a, b) => a.atMs - b.atMs),
  };
}

function killServer(dice: Dice, atMs: number, processes: number): Fault {
  return {
    kind: 'kill-server',
    atMs,
    process: dice.chance(0.3) ? 'all' : dice.between(0, processes - 1),
  };
}

function killPostgres(dice: Dice, atMs: number): Fault {
  return { kind: 'kill-postgres', atMs, downMs: dice.between(0, 300) };
}

function softFault(dice: Dice, atMs: number, engine: EngineKind, processes: number): Fault {
  const forMs = dice.between(20, 600);
  const kind =
    engine === 'pglite'
      ? 'pause-server'
      : dice.pick(['cut', 'stall', 'pause-server', 'pause-postgres'] as const);
  switch (kind) {
    case 'pause-server':
      return { kind, atMs, forMs, process: dice.between(0, processes - 1) };
    case 'stall':
      return {
        kind,
        atMs,
        forMs,
        what: dice.pick(['everything', 'answers']),
        after: dice.pick(['resume', 'cut', 'kill-server', 'kill-postgres']),
      };
    default:
      return { kind, atMs, forMs };
  }
}

/** A fault in words, for whoever reads about the round. */
export function faultText(fault: Fault): string {
  const at = `${fault.kind} at ${fault.atMs} ms`;
  switch (fault.kind) {
    case 'kill-server':
      return `${at} (${fault.process === 'all' ? 'all' : `process ${fault.process + 1}`})`;
    case 'kill-postgres':
      return at;
    case 'stall':
      return `${at} (${fault.what} for ${fault.forMs} ms, then ${fault.after})`;
    case 'pause-server':
      return `${at} (process ${fault.process + 1} for ${fault.forMs} ms)`;
    default:
      return `${at} (for ${fault.forMs} ms)`;
  }
}

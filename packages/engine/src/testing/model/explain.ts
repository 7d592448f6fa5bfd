import { act, bodyOf, cancel, expiring, same, settling } from './reference.ts';
import { type Seen, seenOf } from './seen.ts';
import type { Deed, Model, Outcome, PlaceDeed } from './state.ts';

/** A deed and what its doer heard. */
export interface Heard {
  readonly deed: Deed;
  readonly outcome: Outcome;
  /** Counts up with every answer of the round. */
  readonly at: number;
}
/** Either the world after the round as the model has it, or what comes nearest to explaining it. */
export type Explanation =
  | { readonly model: Model }
  | { readonly model: undefined; readonly explained: readonly Heard[]; readonly nearest: Model };

/** Where there is an order, it is found in some dozens of steps; to look through all of them may take hours. */
const STEPS_MAX = 20_000;

/**
 * Looks for an order of what several clients did at once, each one's own deeds kept in order, in which the model hears
 * exactly what they heard and ends as the database stands. A platform that is exact always has one.
 */
export function explain(before: Model, clients: readonly (readonly Heard[])[], seen: Seen): Explanation {
  const reused = twoBodies(clients);
  const lone = clients.length === 1;
  const dead = new Set<string>();
  let steps = 0;
  let best: { explained: readonly Heard[]; nearest: Model } = { explained: [], nearest: before };

  const search = (model: Model, done: readonly number[], path: readonly Heard[]): Model | undefined => {
    if (path.length >= best.explained.length) best = { explained: path, nearest: model };
    if (clients.every((heard, client) => done[client] === heard.length))
      return same(seenOf(model), seen) ? model : undefined;
    const key = `${done} ${JSON.stringify(model)}`;
    if (dead.has(key)) return undefined;
    for (const [client, heard] of inTurn(clients, done)) {
      steps += 1;
      if (steps > STEPS_MAX) return undefined;
      const next = heard[done[client] ?? 0];
      if (!next) continue;
      for (const after of possible(model, next, { reused, lone, seen })) {
        const found = search(after, done.with(client, (done[client] ?? 0) + 1), [...path, next]);
        if (found) return found;
      }
    }
    dead.add(key);
    return undefined;
  };

  const found = search(
    before,
    clients.map(() => 0),
    [],
  );
  return found ? { model: { ...found, soldOut: [] } } : { model: undefined, ...best };
}

/** Whose next answer came first is tried first: that is nearly always how it was. */
function inTurn(
  clients: readonly (readonly Heard[])[],
  done: readonly number[],
): [number, readonly Heard[]][] {
  const nextAt = ([client, heard]: [number, readonly Heard[]]): number =>
    heard[done[client] ?? 0]?.at ?? Number.POSITIVE_INFINITY;
  return [...clients.entries()].sort((a, b) => nextAt(a) - nextAt(b));
}

interface Leeway {
  /** Keys that came with two bodies at the same time. */
  readonly reused: ReadonlySet<string>;
  /** One client only: nothing happens at once. */
  readonly lone: boolean;
  readonly seen: Seen;
}

/** The worlds in which this may have been heard; mostly one or none. */
function possible(model: Model, { deed, outcome }: Heard, leeway: Leeway): Model[] {
  if (deed.do === 'expire' || deed.do === 'settle') return sweeps(model, deed.do, leeway);
  const after = structuredClone(model);
  if (same(act(after, deed), outcome)) return [after];
  return deed.do === 'place' && isTolerated(model, deed, outcome, leeway) ? [model] : [];
}

/**
 * Two refusals that no order of the deeds explains, and that are meant: a SKU that was sold out a moment ago is refused
 * from memory, and of two bodies that come under one key at once the second is refused also where the first was.
 */
function isTolerated(model: Model, deed: PlaceDeed, outcome: Outcome, { reused }: Leeway): boolean {
  if ('ok' in outcome) return false;
  if (outcome.no === 'idempotency_key_reused') return reused.has(`${deed.buyer}.${deed.key}`);
  return (
    outcome.no === 'stock_short' &&
    deed.lines.some(({ sku }) => model.soldOut.includes(sku) && same(outcome.told, [sku, 0]))
  );
}

/**
 * Timed work leaves what somebody else has in hands for the next time, so beside others it may do any part of what is
 * due, of what the end shows to have been done; alone it does all.
 */
function sweeps(model: Model, what: 'expire' | 'settle', { lone, seen }: Leeway): Model[] {
  const due = what === 'expire' ? expiring : settling;
  if (lone) {
    const after = structuredClone(model);
    act(after, { do: what });
    return [after];
  }
  const names = Object.entries(model.orders)
    .filter(([name, order]) => due(model).includes(order) && wasSwept(seen, name, what))
    .map(([name]) => name);
  return parts(names).map((part) => {
    const after = structuredClone(model);
    for (const name of part) {
      const order = after.orders[name];
      if (!order) continue;
      if (what === 'expire') cancel(after, order, 'expired');
      else order.state = 'completed';
    }
    return after;
  });
}

const wasSwept = (seen: Seen, name: string, what: 'expire' | 'settle'): boolean =>
  what === 'expire' ? seen.orders[name]?.reason === 'expired' : seen.orders[name]?.state === 'completed';

/** All parts of a set, the whole first. */
function parts(names: readonly string[]): string[][] {
  const [first, ...rest] = names;
  if (first === undefined) return [[]];
  const without = parts(rest);
  return [...without.map((part) => [first, ...part]), ...without];
}

function twoBodies(clients: readonly (readonly Heard[])[]): Set<string> {
  const bodies = new Map<string, Set<string>>();
  for (const { deed } of clients.flat()) {
    if (deed.do !== 'place') continue;
    const key = `${deed.buyer}.${deed.key}`;
    bodies.set(key, (bodies.get(key) ?? new Set()).add(bodyOf(deed)));
  }
  return new Set([...bodies].filter(([, of]) => of.size > 1).map(([key]) => key));
}

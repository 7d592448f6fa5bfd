import { expireOrders } from '#orders';
import { releaseReserves, settleDue } from '#settlement';
import type { History, Round } from './commands.ts';
import { deedOf, type Known, learn, type Preview, showPreviews } from './deeds.ts';
import { explain, type Heard } from './explain.ts';
import { look } from './look.ts';
import { allSkus, type Counter, type Platform, perform } from './perform.ts';
import { same } from './reference.ts';
import { seenOf } from './seen.ts';
import { unsound, wrongMoves } from './soundness.ts';
import type { Deed, Model } from './state.ts';
import { Unexplained } from './unexplained.ts';
import { openWorld, type World } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How much was played, to show that it was not nothing. */
export type Tally = Map<string, number>;

/**
 * Plays a history on the platform in a world of its own, and checks after each round that the model explains it and that
 * everything adds up. Leaves nothing open behind. Throws Unexplained.
 */
async function play(platform: Platform, history: History, tally: Tally = new Map()): Promise<void> {
  const { engine } = platform;
  const { world, model: opened } = await openWorld(engine);
  const previews = new Map<string, Preview>();
  let model = opened;
  try {
    for (const [number, round] of history.rounds.entries()) {
      engine.clock.advance(round.minutes * MINUTE_MS);
      model.now = engine.clock.now().getTime();
      await showPreviews(counterOf(platform, number), world, { model, history, round, previews });
      const clients = await together(platform, world, { model, history, round, previews });
      for (const { deed, outcome } of clients.flat()) count(tally, deed, 'ok' in outcome ? 'ok' : outcome.no);
      model = await check(platform, world, model, clients, number);
    }
  } finally {
    await drain(platform, world);
  }
  const { levels } = await look(engine.db, world);
  if (Object.values(levels).some(([, reserved]) => reserved > 0))
    throw new Unexplained(`reserved for nobody: ${JSON.stringify(levels)}`);
}

/** Plays on a platform of its own after each failure: one that went wrong proves nothing any more. */
export function player(open: () => Promise<Platform>, tally?: Tally): (history: History) => Promise<void> {
  let platform: Platform | undefined;
  return async (history) => {
    platform ??= await open();
    try {
      await play(platform, history, tally);
    } catch (error) {
      platform = undefined;
      throw error;
    }
  };
}

function counterOf({ engine, desks }: Platform, client: number): Counter {
  const desk = desks[client % desks.length];
  if (!desk) throw new Error('a platform has a desk');
  return { engine, desk };
}

function releaseAll(desks: Platform['desks'], world: World): void {
  for (const desk of desks) desk.released(allSkus(world));
}

/** Lets every client act, one thing after another, all clients at once. */
async function together(
  platform: Platform,
  world: World,
  at: {
    readonly model: Model;
    readonly history: History;
    readonly round: Round;
    readonly previews: ReadonlyMap<string, Preview>;
  },
): Promise<Heard[][]> {
  const { model, history, previews } = at;
  const orders = Object.entries(model.orders).map(([name, { state }]) => [name, state] as const);
  const refunds = Object.keys(model.refunds);
  let answers = 0;
  return Promise.all(
    at.round.clients.map(async (commands, client) => {
      const heard: Heard[] = [];
      const known: Known = { orders: new Map(orders), refunds: [...refunds], previews };
      for (const command of commands) {
        const deed = deedOf(command, model, history, known);
        if (!deed) continue;
        const outcome = await perform(counterOf(platform, client), world, deed);
        heard.push({ deed, outcome, at: answers });
        answers += 1;
        if ('ok' in outcome) learn(known, world, deed);
      }
      return heard;
    }),
  );
}

async function check(
  { engine, desks }: Platform,
  world: World,
  model: Model,
  clients: readonly (readonly Heard[])[],
  round: number,
): Promise<Model> {
  const seen = await look(engine.db, world);
  // What was remembered as sold out in one round is not the next one's.
  releaseAll(desks, world);
  const told = (what: string, detail: object): Unexplained =>
    new Unexplained(`round ${round + 1}: ${what}\n${JSON.stringify({ ...detail, clients })}`);
  const broken = await unsound(engine.db);
  if (broken.length > 0) throw told('something does not add up', { broken, seen });
  const moves = wrongMoves(seenOf(model), seen);
  if (moves.length > 0) throw told('orders went back', { moves });
  const explanation = explain(model, clients, seen);
  if (explanation.model) return explanation.model;
  const { explained, nearest } = explanation;
  const wanted = seenOf(nearest);
  throw told('no order of what was done explains it', {
    explained: explained.length,
    differs: { model: unlike(wanted, seen), database: unlike(seen, wanted) },
  });
}

/** What one has that the other has not, or has otherwise. */
function unlike(one: object, other: object): object {
  const others = new Map(Object.entries(other));
  return Object.fromEntries(
    Object.entries(one)
      .filter(([name, value]) => !same(value, others.get(name)))
      .map(([name, value]) => {
        const theirs: unknown = others.get(name);
        const both = isObject(value) && isObject(theirs);
        return [name, both ? unlike(value, theirs) : value];
      }),
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Ends everything that time ends, so that the next history finds a quiet platform. */
async function drain({ engine, desks }: Platform, world: World): Promise<void> {
  engine.clock.advance(DAY_MS);
  await expireOrders(engine, 1_000);
  engine.clock.advance(30 * DAY_MS);
  await settleDue(engine);
  await releaseReserves(engine);
  releaseAll(desks, world);
}

function count(tally: Tally, { do: what }: Deed, how: string): void {
  const name = `${what} ${how}`;
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

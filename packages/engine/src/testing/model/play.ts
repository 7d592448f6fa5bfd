import type { OrderState } from '@yellowcart/contract';
import { expireOrders } from '#orders';
import { releaseReserves, settleDue } from '#settlement';
import { type Command, type History, KEYS, type Round } from './commands.ts';
import { explain, type Heard } from './explain.ts';
import { look } from './look.ts';
import { allSkus, type Platform, perform } from './perform.ts';
import { same } from './reference.ts';
import { seenOf } from './seen.ts';
import { unsound, wrongMoves } from './soundness.ts';
import type { Deed, Model } from './state.ts';
import { openWorld, type World } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** What happened is not what may happen. */
export class Unexplained extends Error {}

/** How much was played, to show that it was not nothing. */
export type Tally = Map<string, number>;

/**
 * Plays a history on the platform in a world of its own, and checks after each round that the model explains it and that
 * everything adds up. Leaves nothing open behind. Throws Unexplained.
 */
export async function play(platform: Platform, history: History, tally: Tally = new Map()): Promise<void> {
  const { engine } = platform;
  const { world, model: opened } = await openWorld(engine);
  let model = opened;
  try {
    for (const [number, round] of history.rounds.entries()) {
      engine.clock.advance(round.minutes * MINUTE_MS);
      model.now = engine.clock.now().getTime();
      const clients = await together(platform, world, model, history, round);
      for (const { deed, outcome } of clients.flat()) count(tally, deed, 'ok' in outcome ? 'ok' : outcome.no);
      model = await check(platform, world, model, clients, number);
    }
  } finally {
    await drain(platform, world);
  }
  const { skus } = await look(engine.db, world);
  if (skus.some(([, reserved]) => reserved > 0))
    throw new Unexplained(`reserved for nobody: ${JSON.stringify(skus)}`);
}

/** Lets every client act, one thing after another, all clients at once. */
async function together(
  platform: Platform,
  world: World,
  model: Model,
  history: History,
  { clients }: Round,
): Promise<Heard[][]> {
  const orders = Object.entries(model.orders).map(([name, { state }]) => [name, state] as const);
  const refunds = Object.keys(model.refunds);
  return Promise.all(
    clients.map(async (commands) => {
      const heard: Heard[] = [];
      const known = { orders: new Map<string, OrderState>(orders), refunds: [...refunds] };
      for (const command of commands) {
        const deed = deedOf(command, model, history, known);
        if (!deed) continue;
        const outcome = await perform(platform, world, deed);
        heard.push({ deed, outcome });
        if ('ok' in outcome) learn(known, world, deed);
      }
      return heard;
    }),
  );
}

/** What a client knows: the orders and refunds of before, and what he did himself. */
interface Known {
  readonly orders: Map<string, OrderState>;
  readonly refunds: string[];
}

const LEADS_TO = {
  pay: 'paid',
  cancel: 'cancelled',
  ship: 'shipped',
  receive: 'received',
} as const satisfies Partial<Record<Deed['do'], OrderState>>;

function learn({ orders, refunds }: Known, world: World, deed: Deed): void {
  if (deed.do === 'place')
    for (const shop of world.shopIds.keys()) {
      const name = `${deed.buyer}.${deed.key}.${shop}`;
      if (world.orders.has(name) && !orders.has(name)) orders.set(name, 'awaiting_payment');
    }
  if (deed.do === 'refund') refunds.push(`${deed.order}#${deed.key}`);
  if (deed.do === 'pay' || deed.do === 'cancel' || deed.do === 'ship' || deed.do === 'receive')
    orders.set(deed.order, LEADS_TO[deed.do]);
}

/** Orders that a command is meant for; now and then it goes to any other. */
const MEANT_FOR: Readonly<Record<'pay' | 'cancel' | 'ship' | 'receive' | 'refund', readonly OrderState[]>> = {
  pay: ['awaiting_payment'],
  cancel: ['awaiting_payment'],
  ship: ['paid'],
  receive: ['shipped'],
  refund: ['paid', 'shipped', 'received', 'completed'],
};
const ANY_ORDER = 5;

/** The command with names for numbers; undefined where there is nothing yet to do it with. */
function deedOf(command: Command, model: Model, history: History, known: Known): Deed | undefined {
  switch (command.do) {
    case 'place': {
      const { buyer, key } = command;
      const own = buyer * KEYS + key + (command.other ? 1 : 0);
      const cart = history.carts[own % history.carts.length];
      if (!cart) return undefined;
      const today = cart.lines.reduce(
        (sum, { sku, quantity }) => sum + (model.skus[sku]?.price ?? 0) * quantity,
        0,
      );
      const expected = cart.sees === 'nothing' ? undefined : today + (cart.sees === 'wrong' ? 1 : 0);
      return { do: 'place', buyer, key, lines: cart.lines, expected };
    }
    case 'decide': {
      const refund = known.refunds[command.nth % known.refunds.length];
      return refund === undefined ? undefined : { ...command, refund };
    }
    case 'pay':
    case 'cancel':
    case 'ship':
    case 'receive':
    case 'refund': {
      const meant = MEANT_FOR[command.do];
      const all = [...known.orders].filter(
        ([, state]) => command.nth % ANY_ORDER === 0 || meant.includes(state),
      );
      const order = all[command.nth % all.length]?.[0];
      return order === undefined ? undefined : { ...command, order };
    }
    default:
      return command;
  }
}

async function check(
  { engine, desk }: Platform,
  world: World,
  model: Model,
  clients: readonly (readonly Heard[])[],
  round: number,
): Promise<Model> {
  const seen = await look(engine.db, world);
  // What was remembered as sold out in one round is not the next one's.
  desk.released(allSkus(world));
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
async function drain({ engine, desk }: Platform, world: World): Promise<void> {
  engine.clock.advance(DAY_MS);
  await expireOrders(engine, 1_000);
  engine.clock.advance(30 * DAY_MS);
  await settleDue(engine);
  await releaseReserves(engine);
  desk.released(allSkus(world));
}

function count(tally: Tally, { do: what }: Deed, how: string): void {
  const name = `${what} ${how}`;
  tally.set(name, (tally.get(name) ?? 0) + 1);
}

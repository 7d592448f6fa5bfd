import type { OrderState } from '@yellowcart/contract';
import { type Cart, type Command, type History, KEYS, ON_SALE, type Round } from './commands.ts';
import { draft, SALE_PRICE, shownOf } from './draft.ts';
import { type Counter, preview } from './perform.ts';
import { same, totalOf } from './reference.ts';
import type { Deed, Model, PlaceDeed } from './state.ts';
import { Unexplained } from './unexplained.ts';
import type { World } from './world.ts';

type Place = Extract<Command, { do: 'place' }>;
export type Preview = NonNullable<PlaceDeed['preview']>;

/** What a client knows: the orders and refunds of before, what he did himself, and what he was shown. */
export interface Known {
  readonly orders: Map<string, OrderState>;
  readonly refunds: string[];
  readonly previews: ReadonlyMap<string, Preview>;
}

const LEADS_TO = {
  pay: 'paid',
  cancel: 'cancelled',
  ship: 'shipped',
  receive: 'received',
} as const satisfies Partial<Record<Deed['do'], OrderState>>;

export function learn({ orders, refunds }: Known, world: World, deed: Deed): void {
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
export function deedOf(command: Command, model: Model, history: History, known: Known): Deed | undefined {
  switch (command.do) {
    case 'place': {
      const { buyer, key } = command;
      const cart = cartOf(command, history);
      if (!cart) return undefined;
      const { lines, sees } = cart;
      const expected = sees === 'today' || sees === 'wrong' ? todayOf(cart, model) : undefined;
      return {
        do: 'place',
        buyer,
        key,
        lines,
        expected: expected === undefined || sees === 'today' ? expected : expected + 1,
        preview: sees === 'preview' ? known.previews.get(nameOf(command)) : undefined,
      };
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

const nameOf = ({ buyer, key, other }: Place): string => `${buyer}.${key}${other ? ' other' : ''}`;

/** A key stands for the same cart each time it is used. */
function cartOf({ buyer, key, other }: Place, { carts }: History): Cart | undefined {
  return carts[(buyer * KEYS + key + (other ? 1 : 0)) % carts.length];
}

const todayOf = ({ lines }: Cart, { skus }: Model): number =>
  totalOf(
    lines.map(({ sku, quantity, sale }) => ({
      amount: (sale && sku === ON_SALE ? SALE_PRICE : (skus[sku]?.price ?? 0)) * quantity,
    })),
  );

/**
 * Shows buyers, before a round, what the carts that want it would give, each once; later they order from what they were
 * shown then. A preview must say what the model says. Throws Unexplained.
 */
export async function showPreviews(
  counter: Counter,
  world: World,
  {
    model,
    history,
    round,
    previews,
  }: {
    readonly model: Model;
    readonly history: History;
    readonly round: Round;
    readonly previews: Map<string, Preview>;
  },
): Promise<void> {
  for (const command of round.clients.flat()) {
    if (command.do !== 'place' || previews.has(nameOf(command))) continue;
    const cart = cartOf(command, history);
    if (cart?.sees !== 'preview') continue;
    const asked = { buyer: command.buyer, lines: cart.lines, expected: undefined };
    const shown = await preview(counter, world, asked);
    const drafted = draft(structuredClone(model), asked);
    const agrees =
      'refused' in drafted
        ? 'refused' in shown && same(shown.refused, drafted.refused)
        : 'total' in shown && shown.total === totalOf(drafted.lines);
    if (!agrees)
      throw new Unexplained(
        `a preview is not what it should be: ${JSON.stringify({ asked, shown, drafted })}`,
      );
    if ('token' in shown && 'lines' in drafted)
      previews.set(nameOf(command), { token: shown.token, shown: shownOf(model.now, drafted.lines) });
  }
}

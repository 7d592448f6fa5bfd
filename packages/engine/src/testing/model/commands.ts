import fc from 'fast-check';

/** The world that histories play in is always of this size; small, so that commands meet. */
export const BUYERS = 3;
export const KEYS = 6;
export const SKUS = 6;
export const PRODUCTS = 5;
/** What they are: one is a kit of others, one the gift of a rule, one also on sale in a room at a price of its own. */
export const KIT = 3;
export const GIFT = 4;
export const ON_SALE = 5;

export interface CartLine {
  readonly sku: number;
  readonly quantity: number;
  /** The buyer came through the creator's link. */
  readonly led: boolean;
  /** Bought in the room's sale; what is not on sale there is bought as ever. */
  readonly sale: boolean;
}
export interface Cart {
  readonly lines: readonly CartLine[];
  /** What the buyer says that he saw: a total, or a preview that he was given. */
  readonly sees: 'nothing' | 'today' | 'wrong' | 'preview';
}

/** What somebody wants to do. `nth` counts, round and round, the orders (for `decide` the refunds) that he may know. */
export type Command =
  | { readonly do: 'place'; readonly buyer: number; readonly key: number; readonly other: boolean }
  | { readonly do: 'pay'; readonly nth: number; readonly approved: boolean; readonly stranger: boolean }
  | { readonly do: 'cancel'; readonly nth: number; readonly stranger: boolean }
  | { readonly do: 'ship' | 'receive'; readonly nth: number }
  | {
      readonly do: 'refund';
      readonly nth: number;
      readonly key: number;
      readonly line: number;
      readonly quantity: number;
    }
  | { readonly do: 'decide'; readonly nth: number; readonly agree: boolean }
  | { readonly do: 'increment'; readonly sku: number; readonly key: number; readonly delta: number }
  | { readonly do: 'price'; readonly sku: number; readonly priceMinor: number }
  | { readonly do: 'shelf'; readonly product: number; readonly on: boolean }
  | { readonly do: 'rates'; readonly product: number; readonly bps: number }
  | { readonly do: 'expire' | 'settle' };

/** Some clients act at once, each doing one thing after another; before that the clock has moved. */
export interface Round {
  readonly minutes: number;
  readonly clients: readonly (readonly Command[])[];
}
export interface History {
  /** What buyers put in their carts: a buyer's key stands for the same cart each time, unless the command says `other`. */
  readonly carts: readonly Cart[];
  readonly rounds: readonly Round[];
}

const index = (length: number) => fc.nat({ max: length - 1 });
const nth = fc.nat({ max: 29 });
const rarely = (yes: number) => fc.nat({ max: yes - 1 }).map((n) => n === yes - 1);
const one = <T extends Command>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Command> =>
  fc.record(shape) as fc.Arbitrary<Command>;

const cart: fc.Arbitrary<Cart> = fc.record({
  lines: fc.array(
    fc.record({
      sku: index(SKUS),
      quantity: fc.constantFrom(1, 1, 2, 3),
      led: fc.boolean(),
      sale: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  sees: fc.constantFrom('nothing', 'nothing', 'nothing', 'nothing', 'today', 'wrong', 'preview', 'preview'),
});

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 10,
    arbitrary: one({ do: fc.constant('place'), buyer: index(BUYERS), key: index(KEYS), other: rarely(8) }),
  },
  {
    weight: 7,
    arbitrary: one({
      do: fc.constant('pay'),
      nth,
      approved: rarely(5).map((no) => !no),
      stranger: rarely(12),
    }),
  },
  { weight: 3, arbitrary: one({ do: fc.constant('cancel'), nth, stranger: rarely(12) }) },
  { weight: 6, arbitrary: one({ do: fc.constantFrom('ship', 'receive'), nth }) },
  {
    weight: 4,
    arbitrary: one({
      do: fc.constant('refund'),
      nth,
      key: index(3),
      line: fc.constantFrom(1, 1, 2, 3),
      quantity: fc.constantFrom(1, 1, 2, 3),
    }),
  },
  { weight: 3, arbitrary: one({ do: fc.constant('decide'), nth, agree: rarely(4).map((no) => !no) }) },
  {
    weight: 3,
    arbitrary: one({
      do: fc.constant('increment'),
      sku: index(SKUS),
      key: index(8),
      delta: fc.constantFrom(-2, 1, 3, 5),
    }),
  },
  {
    weight: 1,
    arbitrary: one({
      do: fc.constant('price'),
      sku: index(SKUS),
      priceMinor: fc.constantFrom(1, 7, 999, 123_457),
    }),
  },
  {
    weight: 1,
    arbitrary: one({ do: fc.constant('shelf'), product: index(PRODUCTS), on: rarely(3).map((off) => !off) }),
  },
  {
    weight: 1,
    arbitrary: one({
      do: fc.constant('rates'),
      product: index(PRODUCTS),
      bps: fc.constantFrom(0, 333, 2_000, 9_000),
    }),
  },
  { weight: 2, arbitrary: one({ do: fc.constantFrom('expire', 'settle') }) },
);

const minutes = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 5, 15, 24 * 60, 7 * 24 * 60);

/** Histories of so many rounds, in which up to `clients` act at once, each up to `each` times. */
export function histories(size: {
  readonly rounds: readonly [least: number, most: number];
  readonly clients: number;
  readonly each: number;
}): fc.Arbitrary<History> {
  const client = fc.array(command, { minLength: 1, maxLength: size.each, size: 'max' });
  const round = fc.record({
    minutes,
    clients: fc.array(client, { minLength: 1, maxLength: size.clients, size: 'max' }),
  });
  return fc.record({
    carts: fc.array(cart, { minLength: 4, maxLength: 8 }),
    rounds: fc.array(round, { minLength: size.rounds[0], maxLength: size.rounds[1], size: 'max' }),
  });
}

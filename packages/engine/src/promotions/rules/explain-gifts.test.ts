import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainGifts, type GiftLimitsLeft, giftStockKey } from './explain-gifts.ts';
import { earnGifts, type GiftCart, type GiftCartLine } from './gifts.ts';
import { FOREVER, type GiftRule } from './terms.ts';

const NOW = new Date('2026-03-01T02:00:00Z');
const LATER = new Date(NOW.getTime() + 1_000);
const one = (skuId: string, quantity = 1) => ({ skuId, quantity });
const PLENTY = new Map(
  ['cup', 'tea'].flatMap((sku) => [
    [giftStockKey('gift', sku), 99],
    [giftStockKey('general', sku), 99],
  ]) as [string, number][],
);

function rule(changes: Partial<GiftRule> = {}): GiftRule {
  return {
    ruleId: 'r1',
    shopId: 'shop',
    version: 1,
    name: '满赠',
    kind: 'threshold_pieces',
    productIds: null,
    roomId: null,
    bands: [{ from: 2, gifts: [one('cup')] }],
    repeats: false,
    stacks: true,
    priority: 0,
    pool: 'gift',
    whenOut: { kind: 'drop' },
    bearer: 'merchant',
    limited: false,
    startsAt: NOW,
    endsAt: FOREVER,
    ...changes,
  };
}
const line = (changes: Partial<GiftCartLine> = {}): GiftCartLine => ({
  lineNo: 1,
  productId: 'p1',
  quantity: 2,
  amountMinor: 10_000,
  roomId: null,
  ...changes,
});
const cart = (...lines: GiftCartLine[]): GiftCart => ({ now: NOW, lines });
const left = (changes: Partial<GiftLimitsLeft>) =>
  new Map([['r1', { totalLeft: null, buyerLeft: null, ...changes }]]);
const none = new Map<string, number>();
const noLimits = new Map<string, GiftLimitsLeft>();

describe('why a rule gives or does not', () => {
  const table: [what: string, got: () => unknown, reason: unknown][] = [
    ['it gives', () => explain([rule()]), { code: 'given' }],
    [
      'it has not begun',
      () => explain([rule({ startsAt: LATER })]),
      { code: 'not_started', startsAt: LATER.toISOString() },
    ],
    ['it is over', () => explain([rule({ endsAt: NOW })]), { code: 'ended', endsAt: NOW.toISOString() }],
    [
      'none of its goods are bought',
      () => explain([rule({ productIds: ['p2'] })]),
      { code: 'no_goods_in_scope' },
    ],
    [
      'the buyer came from elsewhere',
      () => explain([rule({ roomId: 'room', productIds: ['p1'] })]),
      { code: 'other_room', roomId: 'room' },
    ],
    [
      'one piece is missing',
      () => explain([rule()], cart(line({ quantity: 1 }))),
      { code: 'below_band', from: 2, have: 1, missing: 1 },
    ],
    [
      'five yuan are missing',
      () => explain([rule({ kind: 'threshold_amount', bands: [{ from: 10_500, gifts: [one('cup')] }] })]),
      { code: 'below_band', from: 10_500, have: 10_000, missing: 500 },
    ],
    [
      'its limit is used up',
      () => explain([rule()], undefined, left({ totalLeft: 0 })),
      { code: 'limit_reached' },
    ],
    [
      'the buyer has had his',
      () => explain([rule()], undefined, left({ totalLeft: 5, buyerLeft: 0 })),
      { code: 'buyer_limit_reached' },
    ],
    [
      'it is given as often as earned or not at all',
      () =>
        explain(
          [rule({ kind: 'buy_gift', repeats: true })],
          cart(line({ quantity: 6 })),
          left({ totalLeft: 2 }),
        ),
      { code: 'limit_reached' },
    ],
    [
      'the first n are known at payment',
      () => explain([rule({ kind: 'first_n' })], undefined, left({ totalLeft: 7 })),
      { code: 'counted_at_payment', left: 7 },
    ],
    [
      'its gifts are out',
      () => explain([rule({ whenOut: { kind: 'block' } })], undefined, undefined, none),
      { code: 'out_of_gifts', whenOut: 'block' },
    ],
    [
      'it gives something else instead',
      () =>
        explain(
          [rule({ whenOut: { kind: 'substitute', ...one('tea', 2) } })],
          undefined,
          undefined,
          new Map([[giftStockKey('gift', 'tea'), 2]]),
        ),
      { code: 'substituted' },
    ],
    [
      'what it would give instead is out, too',
      () =>
        explain(
          [rule({ whenOut: { kind: 'substitute', ...one('tea', 2) } })],
          undefined,
          undefined,
          new Map([[giftStockKey('gift', 'tea'), 1]]),
        ),
      { code: 'out_of_gifts', whenOut: 'substitute' },
    ],
    [
      'another that does not stack comes first',
      () =>
        explain(
          [rule({ ruleId: 'r2', stacks: false, priority: 5 }), rule({ stacks: false })],
          undefined,
          noLimits,
          PLENTY,
          1,
        ),
      { code: 'replaced_by', ruleId: 'r1' },
    ],
  ];
  function explain(
    rules: GiftRule[],
    goods = cart(line()),
    limits: ReadonlyMap<string, GiftLimitsLeft> = noLimits,
    stock: ReadonlyMap<string, number> = PLENTY,
    index = 0,
  ) {
    return explainGifts(rules, goods, limits, stock)[index]?.reason;
  }
  it.each(table)('%s', (_, got, reason) => {
    expect(got()).toEqual(reason);
  });

  it('shows how far every band is', () => {
    const bands = [2, 5].map((from) => ({ from, gifts: [one('cup')] }));
    expect(explainGifts([rule({ bands })], cart(line({ quantity: 3 })), noLimits, PLENTY)[0]?.bands).toEqual([
      { from: 2, have: 3, missing: 0, reached: true },
      { from: 5, have: 3, missing: 2, reached: false },
    ]);
  });

  it('gives the last gift to the rule that comes first', () => {
    const rules = [rule({ ruleId: 'r2', priority: 1 }), rule()];
    const last = new Map([[giftStockKey('gift', 'cup'), 1]]);
    const explained = explainGifts(rules, cart(line()), noLimits, last);
    expect(explained.map(({ rule: { ruleId }, reason }) => [ruleId, reason.code])).toEqual([
      ['r1', 'given'],
      ['r2', 'out_of_gifts'],
    ]);
  });
});

it('explains exactly what is earned, whatever the rules and goods', () => {
  const rules = fc.array(
    fc.record({
      kind: fc.constantFrom<GiftRule['kind']>('threshold_pieces', 'buy_gift', 'room_only', 'first_n'),
      roomId: fc.constantFrom(null, 'a'),
      productIds: fc.constantFrom(null, ['p1']),
      from: fc.integer({ min: 1, max: 6 }),
      repeats: fc.boolean(),
      stacks: fc.boolean(),
      priority: fc.integer({ min: 0, max: 2 }),
      startsAt: fc.constantFrom(NOW, LATER),
    }),
    { maxLength: 6 },
  );
  const lines = fc.array(
    fc.record({
      productId: fc.constantFrom('p1', 'p2'),
      quantity: fc.integer({ min: 1, max: 4 }),
      roomId: fc.constantFrom(null, 'a'),
    }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(rules, lines, (drafts, goods) => {
      const all = drafts.map(({ from, ...draft }, i) =>
        rule({ ...draft, ruleId: `r${i}`, bands: [{ from, gifts: [one('cup')] }] }),
      );
      const bought = cart(...goods.map((draft, i) => line({ ...draft, lineNo: i + 1 })));
      const { earned, replaced } = earnGifts(all, bought);
      const endless = new Map([[giftStockKey('gift', 'cup'), Number.MAX_SAFE_INTEGER]]);
      const explained = explainGifts(all, bought, noLimits, endless);
      expect(explained).toHaveLength(all.length);
      const given = explained.filter(({ given: units }) => units.length > 0);
      expect(
        given.map(({ rule: fired, given: gifts, earnedBy }) => ({ rule: fired, gifts, earnedBy })),
      ).toEqual(earned.map(({ rule: fired, gifts, earnedBy }) => ({ rule: fired, gifts, earnedBy })));
      const passedOver = explained.filter(({ reason }) => reason.code === 'replaced_by');
      expect(passedOver.map(({ rule: { ruleId } }) => ruleId)).toEqual(replaced.map(({ ruleId }) => ruleId));
      expect(explained.filter(({ fired }) => fired)).toHaveLength(earned.length + replaced.length);
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionOf, earnGifts, type GiftCart, type GiftCartLine, giftBroken } from './gifts.ts';
import { FOREVER, type GiftRule } from './terms.ts';

const NOW = new Date('2026-03-01T02:00:00Z');
const [CUP, BAG, TEA] = ['cup', 'bag', 'tea'];
const one = (skuId: string, quantity = 1) => ({ skuId, quantity });

function rule(changes: Partial<GiftRule> = {}): GiftRule {
  return {
    ruleId: 'r1',
    shopId: 'shop',
    version: 1,
    name: '满赠',
    kind: 'threshold_amount',
    productIds: null,
    roomId: null,
    bands: [{ from: 10_000, gifts: [one(CUP)] }],
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
function line(changes: Partial<GiftCartLine> = {}): GiftCartLine {
  return { lineNo: 1, productId: 'p1', quantity: 1, amountMinor: 10_000, roomId: null, ...changes };
}
const cart = (...lines: GiftCartLine[]): GiftCart => ({ now: NOW, lines });
const given = (rules: readonly GiftRule[], goods: GiftCart) =>
  earnGifts(rules, goods).earned.map(({ rule: { ruleId }, gifts }) => [ruleId, gifts]);

describe('which gift rules fire', () => {
  const bands = [
    { from: 10_000, gifts: [one(CUP)] },
    { from: 20_000, gifts: [one(BAG), one(TEA, 2)] },
  ];
  const pieces = { kind: 'threshold_pieces', bands: [{ from: 3, gifts: [one(CUP)] }] } as const;
  const buy = { kind: 'buy_gift', bands: [{ from: 2, gifts: [one(CUP)] }] } as const;
  const five = line({ quantity: 5 });
  const table: [what: string, rule: Partial<GiftRule>, lines: GiftCartLine[], gifts: unknown][] = [
    ['an amount below the first band gives nothing', { bands }, [line({ amountMinor: 9_999 })], undefined],
    ['an amount on the band gives it', { bands }, [line()], [one(CUP)]],
    ['only the highest band is given', { bands }, [line(), line({ lineNo: 2 })], [one(BAG), one(TEA, 2)]],
    ['an amount counts what is left after discounts', { bands }, [line({ amountMinor: 15_000 })], [one(CUP)]],
    ['pieces are added up over lines', pieces, [line(), line({ lineNo: 2, quantity: 2 })], [one(CUP)]],
    ['too few pieces give nothing', pieces, [line({ quantity: 2, amountMinor: 99_999 })], undefined],
    ['goods out of scope do not count', { productIds: ['p2'] }, [line()], undefined],
    ['goods in scope do', { productIds: ['p1', 'p2'] }, [line()], [one(CUP)]],
    ['buying enough gives once', buy, [five], [one(CUP)]],
    ['a rule that repeats gives for every so many', { ...buy, repeats: true }, [five], [one(CUP, 2)]],
    ['repeating is for buy_gift alone', { ...pieces, repeats: true }, [line({ quantity: 9 })], [one(CUP)]],
    ['a room’s gift is for buyers from the room', { kind: 'room_only', roomId: 'a' }, [line()], undefined],
    ['and not for those from another', { roomId: 'a' }, [line({ roomId: 'b' })], undefined],
    ['it counts only lines from the room', { roomId: 'a' }, [line(), line({ roomId: 'a' })], [one(CUP)]],
    ['the first n are counted at payment, not here', { ...pieces, kind: 'first_n' }, [five], [one(CUP)]],
    ['a rule not begun does not fire', { startsAt: new Date(NOW.getTime() + 1) }, [line()], undefined],
    ['a rule that ends now does not fire', { endsAt: NOW }, [line()], undefined],
    ['an empty cart earns nothing', { bands: [{ from: 0, gifts: [one(CUP)] }] }, [], undefined],
  ];
  it.each(table)('%s', (_, changes, lines, gifts) => {
    expect(given([rule(changes)], cart(...lines))[0]?.[1]).toEqual(gifts);
  });

  it('names the lines that earned a gift, in order', () => {
    const lines = [
      line({ lineNo: 3 }),
      line({ lineNo: 2, productId: 'p2' }),
      line({ lineNo: 1, amountMinor: 1 }),
    ];
    expect(earnGifts([rule({ productIds: ['p1'] })], cart(...lines)).earned[0]?.earnedBy).toEqual([1, 3]);
  });

  it('of rules that do not stack gives the first by priority, then id', () => {
    const rules = [
      rule({ ruleId: 'c', stacks: false, priority: 1 }),
      rule({ ruleId: 'b', stacks: false }),
      rule({ ruleId: 'a', stacks: false }),
      rule({ ruleId: 'd', priority: 9 }),
    ];
    const { earned, replaced } = earnGifts(rules, cart(line()));
    expect(earned.map((gift) => gift.rule.ruleId)).toEqual(['a', 'd']);
    expect(replaced.map(({ ruleId }) => ruleId)).toEqual(['b', 'c']);
  });

  it('lets a rule that does not fire replace nothing', () => {
    const rules = [rule({ ruleId: 'a', stacks: false, endsAt: NOW }), rule({ ruleId: 'b', stacks: false })];
    expect(given(rules, cart(line()))).toEqual([['b', [one(CUP)]]]);
  });
});

const someLines = fc.array(
  fc.record({
    productId: fc.constantFrom('p1', 'p2', 'p3'),
    quantity: fc.integer({ min: 1, max: 9 }),
    amountMinor: fc.integer({ min: 0, max: 30_000 }),
    roomId: fc.constantFrom(null, 'a', 'b'),
  }),
  { maxLength: 6 },
);
const numbered = (lines: Omit<GiftCartLine, 'lineNo'>[]) => lines.map((l, i) => ({ ...l, lineNo: i + 1 }));
const someRules = fc.array(
  fc.record({
    kind: fc.constantFrom<GiftRule['kind']>('threshold_amount', 'threshold_pieces', 'buy_gift', 'first_n'),
    productIds: fc.constantFrom(null, ['p1'], ['p2', 'p3']),
    roomId: fc.constantFrom(null, 'a'),
    froms: fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 4 }),
    repeats: fc.boolean(),
    stacks: fc.boolean(),
    priority: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 6 },
);
const made = (drafts: typeof someRules extends fc.Arbitrary<infer T> ? T : never): GiftRule[] =>
  drafts.map(({ froms, ...draft }, i) =>
    rule({
      ...draft,
      ruleId: `r${i}`,
      bands: froms
        .sort((a, b) => a - b)
        .map((from, band) => ({
          from: draft.kind === 'threshold_amount' ? from : 1 + (from % 9) + band * 9,
          gifts: [one(`g${band}`)],
        })),
    }),
  );

describe('whatever the rules and goods', () => {
  it('the order of lines and of rules does not matter', () => {
    fc.assert(
      fc.property(someRules, someLines, (drafts, goods) => {
        const rules = made(drafts);
        const lines = numbered(goods);
        const there = earnGifts(rules, { now: NOW, lines });
        const back = earnGifts(rules.toReversed(), { now: NOW, lines: lines.toReversed() });
        expect(back).toEqual(there);
      }),
    );
  });

  it('one band is given, and no higher one was reached', () => {
    fc.assert(
      fc.property(someRules, someLines, (drafts, goods) => {
        for (const { rule: fired, gifts, times } of earnGifts(made(drafts), {
          now: NOW,
          lines: numbered(goods),
        }).earned) {
          const counted = goods.filter(
            (l) =>
              (fired.productIds?.includes(l.productId) ?? true) && (fired.roomId ?? l.roomId) === l.roomId,
          );
          const have = counted.reduce(
            (sum, l) => sum + (fired.kind === 'threshold_amount' ? l.amountMinor : l.quantity),
            0,
          );
          const highest = fired.bands.filter(({ from }) => from <= have).at(-1);
          expect(gifts.map(({ skuId }) => skuId)).toEqual(highest?.gifts.map(({ skuId }) => skuId));
          expect(times).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it('more goods never earn less, and at most one rule that does not stack is given', () => {
    fc.assert(
      fc.property(someRules, someLines, someLines, (drafts, goods, more) => {
        const rules = made(drafts);
        const few = earnGifts(rules, { now: NOW, lines: numbered(goods) });
        const many = earnGifts(rules, { now: NOW, lines: numbered([...goods, ...more]) });
        const fired = ({ earned, replaced }: typeof few) =>
          new Set([...earned.map((gift) => gift.rule.ruleId), ...replaced.map(({ ruleId }) => ruleId)]);
        const now = fired(many);
        for (const ruleId of fired(few)) expect(now).toContain(ruleId);
        expect(many.earned.filter((gift) => !gift.rule.stacks).length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('returning nothing breaks no gift, returning everything breaks all', () => {
    fc.assert(
      fc.property(someRules, someLines, (drafts, goods) => {
        const lines = numbered(goods);
        for (const { rule: fired, gifts } of earnGifts(made(drafts), { now: NOW, lines }).earned) {
          const as = gifts.map((gift) => ({ ...gift, substituted: false }));
          expect(giftBroken(conditionOf(fired), lines, lines, as)).toEqual(as.map(() => 0));
          expect(giftBroken(conditionOf(fired), lines, [], as)).toEqual(as.map(({ quantity }) => quantity));
        }
      }),
    );
  });
});

describe('gifts after a return', () => {
  const two = [line(), line({ lineNo: 2 })];
  const banded = conditionOf(
    rule({
      bands: [
        { from: 10_000, gifts: [one(CUP)] },
        { from: 20_000, gifts: [one(CUP, 2), one(BAG)] },
      ],
    }),
  );
  it('come back when the condition is no longer met', () => {
    const gift = [{ ...one(CUP), substituted: false }];
    expect(giftBroken(conditionOf(rule()), [line()], [line({ amountMinor: 9_999 })], gift)).toEqual([1]);
  });
  it('stay as far as a lower band gives the same', () => {
    const gifts = [
      { ...one(CUP, 2), substituted: false },
      { ...one(BAG), substituted: false },
    ];
    expect(giftBroken(banded, two, [line()], gifts)).toEqual([1, 1]);
  });
  it('stay as often as a rule that repeats is still met', () => {
    const repeating = conditionOf(
      rule({ kind: 'buy_gift', repeats: true, bands: [{ from: 2, gifts: [one(CUP)] }] }),
    );
    const gift = [{ ...one(CUP, 3), substituted: false }];
    expect(giftBroken(repeating, [line({ quantity: 6 })], [line({ quantity: 3 })], gift)).toEqual([2]);
  });
  it('come back in substitutes when another band is reached', () => {
    const gift = [{ ...one(TEA, 2), substituted: true }];
    expect(giftBroken(banded, two, [line()], gift)).toEqual([2]);
    expect(giftBroken(banded, two, [line({ amountMinor: 20_000 })], gift)).toEqual([0]);
  });
});

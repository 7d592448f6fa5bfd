import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GiftRule } from '#promotions';
import { GENERAL, levelKey } from '#stock';
import { isRefusal } from '../../refusal.ts';
import { allocate, type Draft, type Givable, grantAll } from './allocate.ts';
import type { DraftGift, DraftLine, DraftOrder, LineUnits } from './checkout.ts';

const line = (units: readonly LineUnits[], changes: Partial<DraftLine> = {}): DraftLine =>
  ({
    skuId: units[0]?.skuId ?? '',
    quantity: 1,
    units,
    quotas: [],
    discounts: [],
    dealId: undefined,
    ...changes,
  }) as unknown as DraftLine;
const plain = (skuId: string, quantity: number): DraftLine =>
  line([{ skuId, pool: GENERAL, quantity }], { quantity });
const draft = (lines: readonly DraftLine[], gifts: readonly DraftGift[] = [], buyerId = 'b'): Draft => ({
  buyerId,
  orders: [{ shopId: 's', lines, gifts, notices: [] } as unknown as DraftOrder],
});
const gift = (changes: Partial<DraftGift>, rule: Partial<GiftRule> = {}): DraftGift => ({
  rule: { ruleId: 'r', name: 'gift', whenOut: { kind: 'drop' }, ...rule } as GiftRule,
  lines: [line([{ skuId: 'gift', pool: 'gift', quantity: 1 }])],
  substitute: undefined,
  ...changes,
});
const stockOf = (levels: Record<string, number>, borrows: readonly string[] = []): Givable => ({
  stock: new Map(
    Object.entries(levels).map(([key, free]) => [key, { free, borrows: borrows.includes(key) }]),
  ),
  quotas: new Map(),
  used: new Map(),
});

describe('deciding a batch', () => {
  test('each checkout gets all its lines or nothing, in arrival order', () => {
    const decisions = allocate(
      [draft([plain('a', 2), plain('b', 1)]), draft([plain('a', 2)]), draft([plain('a', 1)])],
      stockOf({ a: 3, b: 1 }),
    );
    expect(decisions.map(isRefusal)).toEqual([false, true, false]);
    expect(decisions[1]).toMatchObject({ refused: 'stock_short', detail: { skuId: 'a', available: 1 } });
  });

  test('what is left is counted without what the refused checkout had taken itself', () => {
    const [decision] = allocate([draft([plain('a', 1), plain('a', 1)])], stockOf({ a: 1 }));
    expect(decision).toMatchObject({ refused: 'stock_short', detail: { available: 1 } });
  });

  test('a kit is available as often as its scarcest part allows', () => {
    const kit = line(
      [
        { skuId: 'a', pool: GENERAL, quantity: 4 },
        { skuId: 'b', pool: GENERAL, quantity: 2 },
      ],
      { skuId: 'kit', quantity: 2 },
    );
    const givable = stockOf({ a: 3, b: 9 });
    expect(allocate([draft([kit])], givable)[0]).toMatchObject({
      refused: 'stock_short',
      detail: { skuId: 'kit', available: 1 },
    });
    expect(givable.stock.get('b')?.free).toBe(9);
  });

  test('a pool borrows what it lacks from the general pool only where it was told to', () => {
    const wanted = draft([line([{ skuId: 'a', pool: 'room:1', quantity: 3 }], { quantity: 3 })]);
    expect(isRefusal(allocate([wanted], stockOf({ 'a room:1': 2, a: 5 }))[0])).toBe(true);
    const [granted] = allocate([wanted], stockOf({ 'a room:1': 2, a: 5 }, ['a room:1']));
    expect(granted).toMatchObject([
      {
        lines: [
          {
            units: [
              { skuId: 'a', pool: 'room:1', quantity: 2 },
              { skuId: 'a', pool: GENERAL, quantity: 1 },
            ],
          },
        ],
      },
    ]);
  });

  test.each([
    ['drop', { kind: 'drop' as const }, undefined, 1, ['out_of_gifts']],
    ['substitute', { kind: 'substitute' as const, skuId: 'x', quantity: 1 }, 'x', 2, []],
  ])('a gift that is out: %s', (_, whenOut, substitute, lines, notices) => {
    const one = gift(
      { substitute: substitute ? [line([{ skuId: substitute, pool: 'gift', quantity: 1 }])] : undefined },
      { whenOut },
    );
    const [granted] = allocate(
      [draft([plain('a', 1)], [one])],
      stockOf({ a: 1, 'gift gift': 0, 'x gift': 1 }),
    );
    expect(Array.isArray(granted) && granted[0]?.lines).toHaveLength(lines);
    expect(Array.isArray(granted) && granted[0]?.notices.map(({ reason }) => reason)).toEqual(notices);
  });

  test('a gift that is out and blocks refuses the order and leaves its units to the next', () => {
    const blocking = gift({}, { whenOut: { kind: 'block' } });
    const decisions = allocate(
      [draft([plain('a', 1)], [blocking]), draft([plain('a', 1)])],
      stockOf({ a: 1, 'gift gift': 0 }),
    );
    expect(decisions[0]).toMatchObject({ refused: 'gift_out' });
    expect(isRefusal(decisions[1])).toBe(false);
  });

  test('a gift is given up to its limits in total and for one buyer', () => {
    const limited = () =>
      gift({
        lines: [
          line([{ skuId: 'gift', pool: 'gift', quantity: 1 }], { quotas: [{ quotaId: 'r', quantity: 1 }] }),
        ],
      });
    const givable: Givable = {
      ...stockOf({ a: 9, 'gift gift': 9 }),
      quotas: new Map([['r', { totalLeft: 2, buyerMax: 1 }]]),
    };
    const orders = ['b', 'b', 'c', 'd'].map((buyerId) => draft([plain('a', 1)], [limited()], buyerId));
    const reasons = allocate(orders, givable).map((decision) =>
      isRefusal(decision) ? 'refused' : (decision[0]?.notices[0]?.reason ?? 'given'),
    );
    expect(reasons).toEqual(['given', 'buyer_limit_reached', 'given', 'limit_reached']);
  });

  test('a veto leaves everything to the next', () => {
    const orders = [draft([plain('a', 1)], [], 'first'), draft([plain('a', 1)], [], 'second')];
    const decisions = allocate(orders, stockOf({ a: 1 }), ({ buyerId }) =>
      buyerId === 'first' ? { refused: 'preview_changed', detail: {} } : undefined,
    );
    expect(decisions.map(isRefusal)).toEqual([true, false]);
  });
});

describe('whatever comes', () => {
  const SKUS = ['a', 'b', 'c'];
  const unit = fc.record({
    skuId: fc.constantFrom(...SKUS),
    pool: fc.constantFrom(GENERAL, 'room:1'),
    quantity: fc.integer({ min: 1, max: 4 }),
  });
  const anyDraft = fc
    .array(fc.array(unit, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
    .map((lines) => draft(lines.map((units) => line(units))));
  const levels = fc
    .array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.boolean()), { minLength: 3, maxLength: 3 })
    .map((rows) => {
      const entries = rows.flatMap(([general, room, borrows], index) => [
        [SKUS[index] ?? '', { free: general, borrows: false }] as const,
        [`${SKUS[index]} room:1`, { free: room, borrows }] as const,
      ]);
      return new Map(entries);
    });

  test('what is given and what is left add up to what there was, level by level, and nothing goes below zero', () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 12 }), levels, (drafts, stock) => {
        const before = new Map([...stock].map(([key, { free }]) => [key, free]));
        const decisions = allocate(drafts, { stock, quotas: new Map(), used: new Map() });
        const given = new Map<string, number>();
        for (const decision of decisions) {
          if (isRefusal(decision)) continue;
          for (const { lines } of decision)
            for (const { units } of lines)
              for (const taken of units)
                given.set(levelKey(taken), (given.get(levelKey(taken)) ?? 0) + taken.quantity);
        }
        for (const [key, { free }] of stock) {
          expect(free).toBeGreaterThanOrEqual(0);
          expect(free + (given.get(key) ?? 0)).toBe(before.get(key));
        }
      }),
    );
  });

  test('with enough of everything each gets exactly what it would get alone', () => {
    fc.assert(
      fc.property(fc.array(anyDraft, { maxLength: 12 }), (drafts) => {
        const plenty = new Map(
          SKUS.flatMap((skuId) =>
            [skuId, `${skuId} room:1`].map((key) => [key, { free: 1_000, borrows: false }]),
          ),
        );
        const decisions = allocate(drafts, { stock: plenty, quotas: new Map(), used: new Map() });
        expect(decisions).toEqual(drafts.map(grantAll));
      }),
    );
  });
});

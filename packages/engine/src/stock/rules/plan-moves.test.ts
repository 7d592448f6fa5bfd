import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRefusal } from '../../refusal.ts';
import { levelKey } from './level.ts';
import { moveReference, type PoolMove, planMoves, readMoveReference } from './plan-moves.ts';

const pools = ['general', 'gift', 'room:1'] as const;
const move = (changes: Partial<PoolMove> = {}): PoolMove => ({
  shopId: 's',
  skuId: 'a',
  from: 'general',
  to: 'gift',
  quantity: 1,
  reference: 'deal',
  ...changes,
});
const level = (onHand: number, reserved = 0, safety = 0) => ({ onHand, reserved, safety });

it('gives neither what is reserved nor what is kept for safety', () => {
  const levels = new Map([
    ['a', level(10, 3, 4)],
    ['a gift', level(0)],
  ]);
  expect(planMoves(levels, [move({ quantity: 3 })])).toHaveLength(2);
  expect(planMoves(levels, [move({ quantity: 4 })])).toEqual({
    refused: 'stock_short',
    detail: { skuId: 'a', pool: 'general', available: 3 },
  });
});

it('gives all that is not reserved where a pool is given up, what was kept for safety too', () => {
  const levels = new Map([
    ['a', level(10, 3, 4)],
    ['a gift', level(0)],
  ]);
  expect(planMoves(levels, [move({ quantity: 'all' })])).toMatchObject([{ quantity: -7 }, { quantity: 7 }]);
});

it('needs both pools', () => {
  const result = planMoves(new Map([['a', level(5)]]), [move()]);
  expect(result).toEqual({ refused: 'pool_not_found', detail: { skuId: 'a', pool: 'gift' } });
});

it('writes both sides of a move into its reference and reads them back', () => {
  const side = fc.constantFrom(...pools);
  fc.assert(
    fc.property(fc.string(), side, side, (reference, from, to) => {
      expect(readMoveReference(moveReference({ reference, from, to }))).toEqual({ reference, from, to });
    }),
  );
});

it('makes no unit and loses none, and no pool gives more than it has', () => {
  const moves = fc.array(
    fc.record({
      from: fc.constantFrom(...pools),
      to: fc.constantFrom(...pools),
      quantity: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant('all' as const)),
    }),
  );
  const levels = fc.tuple(...pools.map(() => fc.tuple(fc.nat(9), fc.nat(9), fc.nat(5))));
  fc.assert(
    fc.property(levels, moves, (given, wanted) => {
      const before = new Map(
        pools.map((pool, i) => {
          const [free = 0, reserved = 0, safety = 0] = given[i] ?? [];
          return [levelKey({ skuId: 'a', pool }), level(free + reserved, reserved, safety)];
        }),
      );
      const planned = planMoves(
        before,
        wanted.map((one) => move(one)),
      );
      if (isRefusal(planned)) return;
      expect(planned.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
      const now = new Map(before);
      for (const { pool, quantity } of planned) {
        const key = levelKey({ skuId: 'a', pool });
        const old = now.get(key) ?? level(0);
        if (quantity < 0) expect(-quantity).toBeLessThanOrEqual(old.onHand - old.reserved);
        now.set(key, { ...old, onHand: old.onHand + quantity });
      }
    }),
  );
});

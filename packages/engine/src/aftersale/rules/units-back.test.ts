import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrderLineRow } from '#orders';
import { unitsBack } from './units-back.ts';

const line = (quantity: number, units?: readonly (readonly [string, string, number])[]): OrderLineRow =>
  ({ shopId: 's', orderId: 'o', skuId: 'a', quantity, terms: units ? { units } : null }) as OrderLineRow;
const short = (changes: ReturnType<typeof unitsBack>) =>
  changes.map(({ skuId, pool, quantity }) => [skuId, pool, quantity]);

test('a plain line gives back its own SKU', () => {
  expect(short(unitsBack(line(3), 1, 2))).toEqual([['a', 'general', 2]]);
});

test('a kit gives back all its parts, kit by kit', () => {
  const kit = line(2, [
    ['x', 'general', 4],
    ['y', 'general', 2],
  ]);
  expect(short(unitsBack(kit, 0, 1))).toEqual([
    ['x', 'general', 2],
    ['y', 'general', 1],
  ]);
});

test('what was borrowed goes back first', () => {
  const borrowed = line(3, [
    ['a', 'room:1', 2],
    ['a', 'general', 1],
  ]);
  expect(short(unitsBack(borrowed, 0, 1))).toEqual([['a', 'general', 1]]);
  expect(short(unitsBack(borrowed, 1, 2))).toEqual([['a', 'room:1', 2]]);
});

test('coming back in any steps adds up to what was taken, pool by pool', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat()), { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
      (quantity, parts, sizes) => {
        const units = parts.flatMap(([each, own], index) => {
          const total = each * quantity;
          const first = own % (total + 1);
          const levels = [
            [`s${index}`, 'gift', first],
            [`s${index}`, 'general', total - first],
          ] as const;
          return levels.filter(([, , taken]) => taken > 0);
        });
        const back = new Map<string, number>();
        let before = 0;
        for (const size of sizes) {
          if (before === quantity) break;
          const now = Math.min(size, quantity - before);
          for (const { skuId, pool, quantity: of } of unitsBack(line(quantity, units), before, now))
            back.set(`${skuId} ${pool}`, (back.get(`${skuId} ${pool}`) ?? 0) + of);
          before += now;
        }
        expect(Object.fromEntries(back)).toEqual(
          Object.fromEntries(units.map(([skuId, pool, of]) => [`${skuId} ${pool}`, of])),
        );
      },
    ),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossings } from './crossings.ts';

it('tells of the last unit, of the first one back, and of the low mark on the way down', () => {
  expect(crossings(3, 0, null)).toBe('sold_out');
  expect(crossings(0, 2, 5)).toBe('back');
  expect(crossings(6, 5, 5)).toBe('low');
  expect(crossings(5, 4, 5)).toBeUndefined();
  expect(crossings(4, 9, 5)).toBeUndefined();
  expect(crossings(9, 0, 5)).toBe('sold_out');
});

it('tells each time it is sold out and each time it is back, in turns, whatever the changes', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 4 })), fc.option(fc.nat({ max: 4 })), (levels, lowAt) => {
      const told = levels.flatMap((after, index) => {
        const crossing = crossings(index === 0 ? 0 : (levels[index - 1] ?? 0), after, lowAt);
        return crossing === undefined || crossing === 'low' ? [] : [crossing];
      });
      expect(told).toEqual(told.map((_, index) => (index % 2 === 0 ? 'back' : 'sold_out')));
    }),
  );
});

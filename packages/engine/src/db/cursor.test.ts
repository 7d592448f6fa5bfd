import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refused } from '../refusal.ts';
import { CURSOR_ID, decodeCursor, encodeCursor } from './cursor.ts';

describe('cursor', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.uuid(), (amount, id) => {
        expect(decodeCursor(encodeCursor([amount, id]), [0, CURSOR_ID])).toEqual([amount, id]);
      }),
    );
  });

  it('starts at the first page without one', () => {
    expect(decodeCursor(undefined, [CURSOR_ID])).toBeUndefined();
  });

  it.each([
    ['text of no kind', 'nonsense'],
    ['another list’s cursor', encodeCursor(['a', 'b'])],
    ['too few values', encodeCursor([1])],
    ['an id that is none', encodeCursor([1, 'not an id'])],
    ['a number that is not whole', encodeCursor([1.5, CURSOR_ID])],
    ['nothing', ''],
  ])('refuses %s', (_case, text) => {
    expect(() => decodeCursor(text, [0, CURSOR_ID])).toThrow(Refused);
  });
});

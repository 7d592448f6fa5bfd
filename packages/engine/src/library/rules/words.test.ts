import { expect, it } from 'vitest';
import { literal, wordsOf } from './words.ts';

it.each([
  ['nothing', undefined, { whole: '', prefix: '%', patterns: [] }],
  ['spaces only', ' \u3000 ', { whole: '', prefix: '%', patterns: [] }],
  ['one word', '坚果', { whole: '坚果', prefix: '坚果%', patterns: ['%坚果%'] }],
  ['small letters', 'USB-C 线', { whole: 'usb-c 线', prefix: 'usb-c%', patterns: ['%usb-c%', '%线%'] }],
  [
    'full-width spaces',
    '坚果\u3000500g',
    { whole: '坚果\u3000500g', prefix: '坚果%', patterns: ['%坚果%', '%500g%'] },
  ],
  ['the same word twice', 'a a', { whole: 'a a', prefix: 'a%', patterns: ['%a%'] }],
  [
    'letters that LIKE would read',
    '100%_棉\\',
    { whole: '100%_棉\\', prefix: '100\\%\\_棉\\\\%', patterns: ['%100\\%\\_棉\\\\%'] },
  ],
])('reads %s', (_case, search, words) => {
  expect(wordsOf(search)).toEqual(words);
});

it('takes eight words at most', () => {
  expect(wordsOf('a b c d e f g h i j').patterns).toHaveLength(8);
});

it('leaves other letters alone', () => {
  expect(literal('棉 > 麻')).toBe('棉 > 麻');
});

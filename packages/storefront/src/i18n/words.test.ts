import { expect, test } from 'vitest';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

function shape(words: object, path = ''): string[] {
  return Object.entries(words)
    .flatMap(([key, value]) => {
      if (Array.isArray(value)) return [`${path}${key}[${value.length}]`];
      if (typeof value === 'function') return [`${path}${key}()`];
      return typeof value === 'string' ? [`${path}${key}`] : shape(value, `${path}${key}.`);
    })
    .sort();
}

test('both languages have the same words', () => {
  expect(shape(en)).toEqual(shape(zhCN));
});

test('no word is empty, and none is left in the other language', () => {
  const plain = (words: object): string[] =>
    Object.entries(words)
      .filter(([key]) => key !== 'otherLanguage')
      .flatMap(([, value]) =>
        typeof value === 'string' ? [value] : typeof value === 'object' ? plain(value) : [],
      );
  expect(plain(en).filter((word) => word.trim() === '' || /\p{Script=Han}/u.test(word))).toEqual([]);
  expect(plain(zhCN).filter((word) => !/\p{Script=Han}/u.test(word))).toEqual([]);
});

test('English counts one and many', () => {
  expect(en.itemsInCart(1)).toBe('1 item');
  expect(en.itemsInCart(2)).toBe('2 items');
  expect(en.justBought('小*', 2)).toBe('小* and 2 others just bought');
  expect(zhCN.justBought('小*', 2)).toBe('小* 等 3 人刚刚购买');
});

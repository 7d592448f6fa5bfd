import { expect, test } from 'vitest';
import { en } from './en/index.ts';
import { zhCn } from './zh-cn/index.ts';

const blanks = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1] ?? '').sort();

test('every language says the same keys', () => {
  expect(Object.keys(zhCn).sort()).toEqual(Object.keys(en).sort());
});

test('a sentence has the same blanks to fill in every language', () => {
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect([key, blanks(zhCn[key])]).toEqual([key, blanks(en[key])]);
  }
});

test('nothing is left unsaid', () => {
  expect([...Object.values(en), ...Object.values(zhCn)].filter((text) => text.trim() === '')).toEqual([]);
});

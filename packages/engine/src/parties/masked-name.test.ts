import { expect, test } from 'vitest';
import { maskedName } from './masked-name.ts';

test.each([
  ['林小满', '林**'],
  ['Ann', 'A**'],
  ['👩🏽‍🌾农场主', '👩🏽‍🌾**'],
  ['  ', '**'],
])('%o shows no more than its first character', (name, masked) => {
  expect(maskedName(name)).toBe(masked);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chinaInstant, chinaTime, fromChinaTime } from './china-time.ts';
import { fenOf, yuanOf } from './yuan.ts';

test('fen survive the way to yuan and back, whatever the amount', () => {
  fc.assert(fc.property(fc.nat({ max: 900_000_000_000 }), (fen) => fenOf(yuanOf(fen)) === fen));
  expect(yuanOf(5)).toBe('0.05');
  expect(fenOf('88.8')).toBe(8_880);
  expect(fenOf('88')).toBe(8_800);
});

test('what is not exactly an amount of yuan is none', () => {
  for (const text of ['', '-1', '1.234', '1e3', '0x10', '１', '1.', '.5', 'NaN', ' 1'])
    expect(fenOf(text)).toBeUndefined();
});

test('times are written in UTC+8 wherever the server stands', () => {
  const at = new Date('2026-03-01T18:30:05Z');
  expect(chinaTime(at)).toBe('2026-03-02 02:30:05');
  expect(chinaInstant(at)).toBe('2026-03-02T02:30:05+08:00');
  expect(fromChinaTime('2026-03-02 02:30:05')).toEqual(at);
  expect(fromChinaTime('never')).toBeUndefined();
});

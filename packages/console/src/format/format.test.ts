import { expect, test } from 'vitest';
import { languageOf } from '../preferences.ts';
import { share, shorten } from './count.ts';
import { toCsv } from './csv.ts';
import { money, parseMajor, shortMoney, signedMoney } from './money.ts';
import { parseRate, rate } from './rate.ts';
import { instant, nextPlatformMidnight } from './time.ts';

test('an amount is exact, with its currency and a true minus sign', () => {
  expect(money(123_456_789)).toBe('¥1,234,567.89');
  expect(money(-5)).toBe('−¥0.05');
  expect(money(1200, 'GBP')).toBe('£12.00');
  expect(money(1200, 'JPY')).toBe('JP¥1,200');
  expect(signedMoney(5)).toBe('+¥0.05');
  expect(signedMoney(0)).toBe('¥0.00');
});

test('Chinese counts in 万 and 亿, English in K and M, and both are exact below ten thousand', () => {
  expect(shorten(9_999, 'zh-CN')).toEqual({ number: '9,999', unit: '' });
  expect(shorten(9_999, 'en')).toEqual({ number: '9,999', unit: '' });
  expect(shorten(128_000, 'zh-CN')).toEqual({ number: '12.8', unit: '万' });
  expect(shorten(128_000, 'en')).toEqual({ number: '128', unit: 'K' });
  expect(shorten(123_400_000, 'zh-CN')).toEqual({ number: '1.23', unit: '亿' });
  expect(shorten(1_234_000, 'en')).toEqual({ number: '1.23', unit: 'M' });
});

test('a short figure is never rounded up into a unit it has not reached', () => {
  expect(shorten(99_999_999, 'zh-CN')).toEqual({ number: '9,999', unit: '万' });
  expect(shorten(999_999, 'en')).toEqual({ number: '999.9', unit: 'K' });
});

test('a headline amount is short only where it is large', () => {
  expect(shortMoney(12_345, 'en')).toEqual({ before: '¥', number: '123.45', after: '' });
  expect(shortMoney(12_800_000, 'zh-CN')).toEqual({ before: '¥', number: '12.8', after: '万' });
  expect(shortMoney(-12_800_000, 'en')).toEqual({ before: '−¥', number: '128', after: 'K' });
});

test('typed amounts become minor units without passing through a float', () => {
  expect(parseMajor('19.9')).toBe(1990);
  expect(parseMajor('¥1,234.56')).toBe(123_456);
  expect(parseMajor('0.29')).toBe(29);
  expect(parseMajor('1.234')).toBeNull();
  expect(parseMajor('')).toBeNull();
  expect(parseMajor('-3')).toBeNull();
});

test('rates go between basis points and percent without loss', () => {
  expect(rate(2000)).toBe('20%');
  expect(rate(1250)).toBe('12.5%');
  expect(rate(1)).toBe('0.01%');
  expect(parseRate('12.5')).toBe(1250);
  expect(parseRate('20%')).toBe(2000);
  expect(parseRate('101')).toBeNull();
  expect(parseRate('1.234')).toBeNull();
});

test('a share of nothing is a dash, not 0 % and not NaN', () => {
  expect(share(0, 0)).toBe('–');
  expect(share(1, 3)).toBe('33.3%');
});

test('times are the platform’s unless the reader chose otherwise', () => {
  expect(instant('2023-03-01T16:05:00Z', 'clock', 'en', 'Asia/Shanghai')).toBe('00:05');
  expect(instant('2023-03-01T16:05:00Z', 'day', 'zh-CN', 'Asia/Shanghai')).toBe('3月2日');
});

test('the next platform midnight is 16:00 UTC, also one millisecond before and at it', () => {
  expect(nextPlatformMidnight(Date.parse('2023-03-01T15:59:59.999Z'))).toBe('2023-03-01T16:00:00.000Z');
  expect(nextPlatformMidnight(Date.parse('2023-03-01T16:00:00Z'))).toBe('2023-03-02T16:00:00.000Z');
});

test('a cell that a spreadsheet would run is disarmed, quotes are doubled, numbers stay numbers', () => {
  expect(
    toCsv(
      ['名称', 'n'],
      [
        ['=1+1', -3],
        ['a "b", c', 2],
      ],
    ),
  ).toBe('名称,n\r\n\'=1+1,-3\r\n"a ""b"", c",2\r\n');
});

test('any Chinese browser gets Chinese, a chosen language wins, and others get English', () => {
  expect(languageOf('auto', ['zh-TW', 'en'])).toBe('zh-CN');
  expect(languageOf('auto', ['fr', 'en-GB', 'zh'])).toBe('en');
  expect(languageOf('auto', ['fr'])).toBe('en');
  expect(languageOf('en', ['zh-CN'])).toBe('en');
});

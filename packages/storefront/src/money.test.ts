import { describe, expect, test } from 'vitest';
import { exactCount, formatCount, formatMoney, formatPrice, moneyParts } from './money.ts';

describe('money comes from integer minor units and is never rounded', () => {
  test.each([
    [0, '¥0.00', '¥0'],
    [5, '¥0.05', '¥0.05'],
    [12900, '¥129.00', '¥129'],
    [12950, '¥129.50', '¥129.50'],
    [123456789, '¥1,234,567.89', '¥1,234,567.89'],
    [-3000, '-¥30.00', '-¥30'],
    [9_000_000_000_000, '¥90,000,000,000.00', '¥90,000,000,000'],
  ])('%i fen', (minor, money, price) => {
    expect(formatMoney(minor)).toBe(money);
    expect(formatPrice(minor)).toBe(price);
  });

  test('another currency has its own symbol and digits', () => {
    expect(formatMoney(1234, 'GBP')).toBe('£12.34');
    expect(formatMoney(1234, 'JPY')).toBe('¥1,234');
    expect(moneyParts(1234, 'JPY').fraction).toBe('');
  });
});

describe('counts are written as their readers write them', () => {
  test.each([
    [0, '0', '0'],
    [9_999, '9,999', '9,999'],
    [10_000, '1万', '10K'],
    [12_874, '1.2万', '12.8K'],
    [128_000, '12.8万', '128K'],
    [1_234_567, '123万', '1.2M'],
    [99_999_999, '9,999万', '99.9M'],
    [123_456_789, '1.2亿', '123M'],
    [1_911_200_000, '19.1亿', '1.9B'],
  ])('%i', (count, chinese, english) => {
    expect(formatCount(count, 'zh-CN')).toBe(chinese);
    expect(formatCount(count, 'en')).toBe(english);
  });

  test('the exact figure keeps every digit', () => {
    expect(exactCount(123_456_789)).toBe('123,456,789');
  });
});

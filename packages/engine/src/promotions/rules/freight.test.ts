import { describe, expect, it } from 'vitest';
import { freightOf } from './freight.ts';

const terms = {
  freightMinor: 800,
  freeFromMinor: 9_900,
  surcharges: { 新疆: 1_500, 西藏自治区: 2_000, 浙江省: 0 },
  shipWithinHours: 48,
};

describe('freight', () => {
  it.each([
    ['is asked below the limit', '浙江省', 9_899, 800],
    ['is free from the limit on', '浙江省', 9_900, 0],
    ['has a surcharge by province', '新疆', 100, 2_300],
    ['keeps the surcharge where goods travel for nothing', '新疆', 9_900, 1_500],
    ['knows a province by its short name and its whole one', '新疆维吾尔自治区', 9_900, 1_500],
    ['whichever of the two the shop wrote', ' 西藏 ', 9_900, 2_000],
    ['has none for a province that is not named', '上海市', 100, 800],
    ['has none where the province is unknown', undefined, 100, 800],
  ])('%s', (_, province, goods, freight) => {
    expect(freightOf(terms, province, goods)).toBe(freight);
  });

  it('is never free where no limit is set', () => {
    expect(freightOf({ ...terms, freeFromMinor: null }, undefined, 1_000_000)).toBe(800);
  });
});

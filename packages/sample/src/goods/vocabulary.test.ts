import { PICTURE_KINDS } from '@yellowcart/pictures';
import { describe, expect, it } from 'vitest';
import { DEPARTMENTS } from './index.ts';

/** Names of real brands that must never slip into an invented platform. */
const REAL_BRANDS =
  /华为|(?<!黄)小米(?!锅巴)|苹果手机|三星|联想|戴尔|耐克|阿迪|安踏|李宁|欧莱雅|兰蔻|雅诗兰黛|资生堂|完美日记|花西子|珀莱雅|美的|海尔|格力|苏泊尔|九阳|戴森|飞利浦|三只松鼠|良品铺子|百草味|洽喜|茅台|五粮液|蒙牛|伊利|农夫山泉|金龙鱼|海天|蓝月亮|维达|清风|优衣库|海澜之家|波司登|南极人|乐高|晨光|得力|好孩子|帮宝适|好奇|飞鹤|皇家|渴望|云鲸|谷雨|小熊电器|apple|nike|adidas|huawei|xiaomi|samsung|杜邦|顺丰/i;

const leaves = DEPARTMENTS.flatMap((department) => department.leaves.map((leaf) => ({ department, leaf })));

describe('vocabulary', () => {
  it('has at least 14 departments and 70 leaves, none twice', () => {
    expect(DEPARTMENTS.length).toBeGreaterThanOrEqual(14);
    expect(leaves.length).toBeGreaterThanOrEqual(70);
    expect(new Set(leaves.map(({ leaf }) => leaf.name)).size).toBe(leaves.length);
  });

  it('gives every noun enough words that suit it', () => {
    for (const { leaf } of leaves) {
      for (const { text } of leaf.nouns) {
        const fitting = (words: { suits(noun: string): boolean }[]) =>
          words.filter((word) => word.suits(text)).length;
        expect(fitting(leaf.leads), `${text} leads`).toBeGreaterThanOrEqual(1);
        expect(fitting(leaf.points), `${text} points`).toBeGreaterThanOrEqual(2);
        expect(fitting(leaf.who), `${text} who`).toBeGreaterThanOrEqual(1);
        if (leaf.key !== undefined) expect(fitting(leaf.key.values), `${text} key`).toBeGreaterThanOrEqual(1);
      }
    }
  });

  it('has no word that suits nothing, and no mark left in a word', () => {
    for (const { leaf } of leaves) {
      const keys = leaf.key?.values ?? [];
      for (const word of [
        ...leaf.leads,
        ...leaf.points,
        ...leaf.who,
        ...keys,
        ...leaf.facts.flatMap((fact) => fact.values),
      ]) {
        expect(
          leaf.nouns.some(({ text }) => word.suits(text)),
          `${leaf.name} ${word.text}`,
        ).toBe(true);
        expect(word.text).not.toMatch(/[@!]|^$/);
      }
    }
  });

  it('draws every leaf as something known', () => {
    for (const { leaf } of leaves) expect(PICTURE_KINDS).toContain(leaf.picture);
  });

  it('names no real brand, and no invented brand twice', () => {
    const brands = DEPARTMENTS.flatMap((department) => department.brands);
    expect(new Set(brands).size).toBe(brands.length);
    for (const brand of brands) expect(brand).not.toMatch(REAL_BRANDS);
    for (const { leaf } of leaves) {
      const words = [...leaf.nouns, ...leaf.leads, ...leaf.points, ...leaf.who]
        .map(({ text }) => text)
        .join(' ');
      expect(words).not.toMatch(REAL_BRANDS);
    }
  });
});
